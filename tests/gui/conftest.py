"""Windows for tests: built as the program builds them, and closed afterwards."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QStandardPaths, QThread
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid


@pytest.fixture(autouse=True)
def _no_qthread_is_left(monkeypatch) -> Iterator[None]:
    started, start = [], QThread.start

    def remember(thread):
        started.append(thread)
        start(thread)

    monkeypatch.setattr(QThread, "start", remember)
    yield
    assert not [thread for thread in started if isValid(thread) and thread.isRunning()]


@pytest.fixture(autouse=True)
def _the_same_digits_are_prepared_once(digits_prepared_once) -> None:
    pass


@pytest.fixture
def window(qtbot, monkeypatch, tmp_path_factory):
    data = tmp_path_factory.mktemp("data")
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _kind: str(data))
    from nnapp.gui.window.main_window import MainWindow

    window = MainWindow()
    # Tests compare pictures that hold still; a test of what moves says so itself.
    window.appearance.animates = False
    # The screen of the platform without one is smaller.
    window.resize(1280, 800)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return window


@pytest.fixture
def hand(window, qtbot):
    from tests.gui.hand import Hand

    return Hand(window, qtbot)


@pytest.fixture
def inside(window, qtbot):
    from tests.gui.drawing import SEVEN, draw
    from tests.gui.inside import Inside

    with qtbot.waitSignal(window.session.recognition_changed):
        draw(window.findChild(QWidget, "canvas"), SEVEN)
    return Inside(window, qtbot)
