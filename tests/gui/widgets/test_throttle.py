from PySide6.QtCore import QObject

from nnapp.gui.widgets.throttle import Throttle


def test_it_acts_at_once_and_then_once_more_for_all_that_is_asked_meanwhile(qtbot):
    owner, done = QObject(), []
    throttle = Throttle(lambda: done.append(None), owner)
    for _ in range(100):
        throttle.ask()
    assert len(done) == 1
    qtbot.waitUntil(lambda: len(done) == 2)
