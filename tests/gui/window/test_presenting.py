"""A panel can have the whole window, and the window the whole screen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from nnapp.gui.state.view import Page


def shown(window, *names):
    return [name for name in names if window.findChild(QWidget, name).isVisible()]


def left_of(window, name):
    widget = window.findChild(QWidget, name)
    return widget.mapTo(window, widget.rect().topLeft()).x()


PANELS = ("board", "pages", "networkView", "inside")


@pytest.mark.parametrize(
    ("button", "left"),
    [
        ("enlargePageButton", ["pages", "networkView", "inside"]),
        ("enlargeDiagramButton", ["pages", "networkView"]),
        ("enlargeInsideButton", ["pages", "inside"]),
        ("enlargeBoardButton", ["board"]),
    ],
)
def test_a_panel_takes_the_whole_window_and_gives_it_back(window, qtbot, button, left):
    enlarge = window.findChild(QToolButton, button)
    qtbot.mouseClick(enlarge, Qt.MouseButton.LeftButton)
    assert shown(window, *PANELS) == left
    assert enlarge.text() == "⤡ Back"
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert shown(window, *PANELS) == list(PANELS)


def test_the_panel_that_has_the_focus_is_enlarged_from_the_menu(hand):
    hand.canvas.setFocus()
    hand.window.findChild(QAction, "actionEnlarge").trigger()
    assert shown(hand.window, *PANELS) == ["board"]
    hand.window.findChild(QAction, "actionEnlarge").trigger()
    assert shown(hand.window, *PANELS) == list(PANELS)


def test_presenting_shows_the_board_alone_in_large_type_and_the_answer_beside_the_drawing(hand):
    window, present = hand.window, hand.window.findChild(QAction, "actionPresent")
    present.trigger()
    assert window.isFullScreen()
    assert present.isChecked()
    assert shown(window, "board", "pages") == ["board"]
    # The screen of the tests is a little smaller than 1024x768.
    assert window.appearance.zoom > 1.5
    window.resize(1024, 768)
    hand.qtbot.waitUntil(
        lambda: left_of(window, "predictionHeadline") > left_of(window, "canvas") + hand.canvas.width()
    )
    hand.qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
    assert not present.isChecked()
    assert shown(window, "board", "pages") == ["board", "pages"]
    assert window.appearance.zoom == 1.0


def test_a_page_is_presented_too(window, qtbot):
    window.presenter.toggle()
    switch = window.findChild(QPushButton, "presentSwitchButton")
    assert switch.text() == "Show the pages"
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert shown(window, "board", "pages") == ["pages"]
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert shown(window, "board", "pages") == ["board"]
    window.session.view.open(Page.RUNS)
    assert shown(window, "board", "pages", "runsPage") == ["pages", "runsPage"]
    window.presenter.toggle()
    # The canvas has the focus, but the runs are in view, and have no panel to be enlarged.
    window.presenter.toggle()
    window.enlarge()
    assert shown(window, "board", "pages") == ["pages"]
    window.presenter.toggle()


def test_shortcuts_work_while_the_menu_is_out_of_sight(window, qtbot):
    window.presenter.toggle()
    zoom = window.appearance.zoom
    qtbot.keyClick(window, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert window.appearance.zoom < zoom
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert not window.presenter.is_presenting


def test_a_window_that_is_closed_while_it_presents_opens_as_it_was_before(window):
    window.presenter.toggle()
    window.close()
    assert not window.presenter.is_presenting
    assert window.scaling.chosen == 1.0
