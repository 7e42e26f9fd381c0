from PySide6.QtWidgets import QVBoxLayout, QWidget

from nnapp.gui.pages.training.hint_box import HintBox
from nnapp.gui.paint.appearance import Appearance


def test_advice_that_goes_for_a_moment_keeps_its_room_until_it_is_answered_or_cleared(qtbot):
    page, below = QWidget(), QWidget()
    qtbot.addWidget(page)
    hint = HintBox(Appearance("light"))
    column = QVBoxLayout(page)
    column.addWidget(hint)
    column.addWidget(below, stretch=1)
    page.resize(300, 400)
    page.show()

    def top():
        column.activate()
        return below.y()

    start = top()
    hint.say("Smaller steps would help.", ("Apply", lambda: None), ("Not now", lambda: None))
    lower = top()
    assert lower > start
    hint.hide()
    assert top() == lower
    hint.clear()
    assert top() == start
