from PySide6.QtWidgets import QLabel, QTabBar

from nnapp.gui.pages.training.two_sides import TwoSides
from nnapp.gui.paint.appearance import Appearance


def test_both_sides_are_seen_where_there_is_room_and_else_one_of_them(qtbot):
    appearance = Appearance("light")
    head, left, right = QLabel("buttons"), QLabel("settings"), QLabel("run")
    sides = TwoSides(head, left, right, ("Settings", "Run"), appearance)
    qtbot.addWidget(sides)
    sides.resize(900, 400)
    sides.show()
    tabs = sides.findChild(QTabBar)

    def seen():
        return head.isVisible(), left.isVisible(), right.isVisible(), tabs.isVisible()

    assert seen() == (True, True, True, False)
    sides.resize(600, 400)
    # The buttons move to another place, where they are shown in the next round of events.
    qtbot.waitUntil(lambda: seen() == (True, True, False, True))
    assert left.width() > 500
    sides.show_side(1)
    assert seen() == (True, False, True, True)
    sides.resize(900, 400)
    qtbot.waitUntil(lambda: seen() == (True, True, True, False))
    appearance.set_zoom(1.5)
    qtbot.waitUntil(head.isVisible)
    assert seen() == (True, False, True, True)
    assert sides.minimumSizeHint().width() <= 450
