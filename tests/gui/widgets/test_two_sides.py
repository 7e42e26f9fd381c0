from PySide6.QtWidgets import QLabel, QMainWindow, QPushButton, QSplitter, QTabBar

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.widgets.two_sides import TwoSides


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


def test_a_width_that_the_user_divides_is_enough_for_both_sooner_and_the_head_is_above_both(qtbot):
    head, left, right = QLabel("buttons"), QLabel("drawings"), QLabel("learning")
    divider = QSplitter()
    sides = TwoSides(head, left, right, ("Drawings", "Learning"), Appearance("light"), divider)
    qtbot.addWidget(sides)
    sides.resize(600, 400)
    sides.show()
    divider.setSizes((400, 160))
    assert left.width() > 2 * right.width() > 0
    assert head.width() > left.width() + right.width()
    sides.resize(500, 400)
    qtbot.waitUntil(lambda: not right.isVisible())
    assert left.isVisible()
    sides.show_side(1)
    assert (head.isVisible(), left.isVisible(), right.isVisible()) == (True, False, True)


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
