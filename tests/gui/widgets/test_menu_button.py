"""A button that shows what was chosen."""

import pytest
from PySide6.QtWidgets import QMenu

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.widgets.menu_button import MenuButton

LONG = "A network with a name that is longer than its button"


@pytest.fixture
def button(qtbot):
    button = MenuButton("someButton", QMenu(), Appearance("light"))
    qtbot.addWidget(button)
    with qtbot.waitExposed(button):
        button.show()
    return button


def test_words_that_fit_are_shown_whole(button):
    button.resize(600, 30)
    button.show_words(LONG)
    assert (button.text().strip(), button.toolTip()) == (LONG, "")


def test_words_that_do_not_fit_are_cut_in_the_middle_and_said_under_the_mouse(button):
    button.show_words(LONG)
    button.resize(120, 30)
    assert "…" in button.text()
    assert LONG in button.toolTip()
    button.resize(600, 30)
    assert (button.text().strip(), button.toolTip()) == (LONG, "")


def test_shorter_words_stand_where_there_is_no_room_for_all(button):
    button.show_words("Digits of MNIST, all of the 10,000", short="MNIST")
    button.resize(120, 30)
    assert button.text().strip() == "MNIST"
    assert "all of the 10,000" in button.toolTip()
    button.resize(600, 30)
    assert button.text().strip() == "Digits of MNIST, all of the 10,000"


def test_more_is_said_under_the_mouse_whatever_fits(button):
    button.resize(600, 30)
    button.show_words("digits.csv", "/data/digits.csv")
    assert "/data/digits.csv" in button.toolTip()


def test_an_ampersand_is_shown_as_it_is(button):
    button.resize(600, 30)
    button.show_words("mine & yours")
    assert button.text().strip() == "mine && yours"


def test_the_menu_lives_as_long_as_the_button(button):
    assert button.menu().parent() is button
