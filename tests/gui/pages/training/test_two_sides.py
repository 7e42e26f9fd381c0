from PySide6.QtWidgets import QLabel, QMainWindow, QPushButton, QTabBar

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


def test_the_focus_of_a_side_that_goes_stays_on_the_page(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    left = QPushButton("a recipe")
    sides = TwoSides(QLabel("buttons"), left, QLabel("run"), ("Settings", "Run"), Appearance("light"))
    window.setCentralWidget(sides)
    window.setMenuWidget(QPushButton("what would be next"))
    window.resize(600, 400)
    window.show()
    window.activateWindow()
    left.setFocus()
    qtbot.waitUntil(left.hasFocus)
    sides.show_side(1)
    assert sides.findChild(QTabBar).hasFocus()
