"""The button beside the answer: it says what was drawn, and as what it is kept."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QToolButton

from nnapp.gui.board.answer_panel import AnswerPanel
from nnapp.gui.board.keep_button import KeepButton
from tests.gui.drawing import ONE, SEVEN, draw


@pytest.fixture
def button(window):
    return window.findChild(KeepButton)


def choose(button, digit):
    """Choose from the menu of the button."""
    button.menu().actions()[digit].trigger()


def test_it_offers_the_ten_digits_once_something_is_drawn(hand, button):
    assert not button.isEnabled()
    hand.draw(SEVEN)
    assert button.isEnabled()
    assert button.text().strip() == "It is a …"
    assert [action.text()[-1] for action in button.menu().actions()] == list("0123456789")


def test_it_says_as_what_the_drawing_is_kept_until_the_drawing_changes(hand, button):
    hand.draw(SEVEN)
    choose(button, 7)
    assert button.text().strip() == button.accessibleName() == "Kept as 7"
    choose(button, 1)
    assert button.text().strip() == "Kept as 1"
    hand.window.session.undo()
    assert button.text().strip() == "Kept as 7"
    hand.draw(ONE)
    assert button.text().strip() == "It is a …"
    hand.trigger("actionUndo")
    assert button.text().strip() == "Kept as 7"
    hand.window.session.undo()
    assert (button.text().strip(), button.isEnabled()) == ("It is a …", True)


def test_it_is_disabled_where_nothing_was_drawn_here(hand, button):
    hand.qtbot.mouseClick(hand.window.findChild(QToolButton, "sample5"), Qt.MouseButton.LeftButton)
    assert not button.isEnabled()
    # Over a picture it is not a drawing by hand either.
    hand.draw(SEVEN)
    assert not button.isEnabled()
    hand.trigger("actionClear")
    assert not button.isEnabled()


def test_it_does_not_blink_while_one_draws_on(hand, button):
    hand.draw(SEVEN)
    for words in ("It is a …", "Kept as 7"):
        draw(hand.canvas, ONE, release=False)
        assert (button.text().strip(), button.isEnabled()) == (words, True)
        hand.trigger("actionUndo")
        choose(button, 7)
    draw(hand.canvas, ONE)
    assert (button.text().strip(), button.isEnabled()) == ("It is a …", True)


@pytest.mark.parametrize("presents", [False, True])
def test_its_words_are_whole_and_move_nothing(hand, button, presents):
    window, headline = hand.window, hand.window.findChild(QLabel, "predictionHeadline")
    if presents:
        window.presenter.toggle()
    window.resize(1024, 768)
    hand.draw(SEVEN)

    def places():
        QApplication.processEvents()
        return [part.mapTo(window, part.rect().topLeft()) for part in (button, headline, hand.chart)]

    for words, act in (
        ("It is a …", places),
        ("Kept as 7", lambda: choose(button, 7)),
        ("It is a …", window.session.undo),
    ):
        before = places()
        act()
        assert places() == before
        assert button.text().strip() == words
        assert button.width() >= button.sizeHint().width()
    window.close()


def test_where_the_board_is_low_it_is_in_view_below_the_words(hand, button):
    hand.window.resize(940, 450)
    hand.draw(SEVEN)
    QApplication.processEvents()
    panel = hand.window.findChild(AnswerPanel)
    assert panel.rect().contains(button.mapTo(panel, button.rect().bottomRight()))
    assert button.mapTo(panel, button.rect().topLeft()).y() < hand.chart.mapTo(panel, hand.chart.rect().topLeft()).y()
