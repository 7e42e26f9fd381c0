"""A guided round: what it asks for, how a drawing is kept, and what Undo takes back."""

from collections import Counter

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from nnapp.gui.board.canvas import Canvas
from nnapp.gui.pages.my_hand.guided_round import GuidedRound
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.state.my_hand import MyHand
from nnapp.gui.state.session import Session
from nnapp.gui.state.sketch import ANYTHING
from nnapp.gui.state.view import Page
from nnapp.wording import a_digit
from tests.gui.drawing import SEVEN, draw
from tests.gui.inside import network_of


class Round:
    """A window with a canvas and a guided round, as a person uses it."""

    def __init__(self, qtbot, folder):
        self.qtbot, self.window = qtbot, QWidget()
        qtbot.addWidget(self.window)
        self.session = Session(network_of(("sigmoid", "sigmoid")), parent=self.window)
        self.my_hand = MyHand(folder, self.session.sketch, self.session.history, self.window)
        appearance = Appearance("light", self.window)
        self.canvas = Canvas(self.session, appearance)
        self.guided = GuidedRound(self.session, self.my_hand, np.random.default_rng(5), appearance)
        self.said, self.drawn = [], 0
        self.my_hand.told.connect(self.said.append)
        column = QVBoxLayout(self.window)
        column.addWidget(self.canvas)
        column.addWidget(self.guided)
        self.window.resize(600, 500)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        self.session.view.open(Page.MY_HAND)
        self.guided.begin()

    @property
    def words(self):
        return self.guided.findChild(QLabel, "guidedWords").text()

    @property
    def count(self):
        return self.guided.findChild(QLabel, "guidedCount").text()

    @property
    def asked(self):
        """The digit that is asked for, and its place, from 1."""
        place, *_ = self.count.split()
        return int(self.words.split()[-1]), int(place)

    @property
    def kept(self):
        return [one.label for one in self.my_hand.drawings]

    def button(self, name):
        return self.guided.findChild(QPushButton, name)

    def click(self, name):
        self.qtbot.mouseClick(self.button(name), Qt.MouseButton.LeftButton)

    def draw(self):
        """Draw something else each time, as a hand does."""
        self.drawn += 1
        draw(self.canvas, [(x + self.drawn / 8, y) for x, y in SEVEN])

    def enter(self, focus=None, key=Qt.Key.Key_Return):
        (focus or self.canvas).setFocus()
        self.qtbot.keyClick(focus or self.canvas, key)


@pytest.fixture
def guided(qtbot, tmp_path):
    return Round(qtbot, tmp_path / "my-hand")


def test_each_digit_is_asked_for_three_times_in_an_order_that_the_generator_decides(guided):
    asked, shares = [], []
    for place in range(1, 31):
        assert guided.count == f"{place} of 30 · Enter keeps it"
        asked.append(guided.asked[0])
        shares.append(guided.guided.findChild(QProgressBar).value())
        guided.click("skipButton")
    assert Counter(asked) == dict.fromkeys(range(10), 3)
    assert asked != sorted(asked)
    assert shares == [round(1_000 * place / 30) for place in range(30)]
    again = np.random.default_rng(5).permutation(np.repeat(np.arange(10), 3))
    assert asked == list(again)


def test_a_round_for_some_digits_asks_for_these_only(guided):
    guided.click("endRoundButton")
    guided.guided.begin((5, 5, 8))
    asked = []
    while guided.guided.is_on:
        asked.append(guided.asked[0])
        guided.click("skipButton")
    assert sorted(asked) == [5, 5, 8]


def test_an_eight_is_asked_for_in_english(guided):
    while guided.asked[0] != 8:
        guided.click("skipButton")
    assert guided.words == "Draw an 8"


def test_a_drawing_is_kept_as_the_digit_that_is_asked_for_and_the_canvas_is_cleared_for_the_next(guided):
    for place, keep in enumerate((lambda: guided.click("keepNextButton"), guided.enter), start=1):
        digit, asked = guided.asked
        guided.draw()
        keep()
        assert (asked, guided.asked[1], guided.kept[-1]) == (place, place + 1, digit)
        assert guided.session.sketch.drawing.is_empty
    assert len(guided.kept) == 2


def test_the_enter_key_of_the_number_pad_keeps_too(guided):
    guided.draw()
    guided.enter(key=Qt.Key.Key_Enter)
    assert guided.asked[1] == 2


def test_nothing_is_kept_while_nothing_is_drawn(guided):
    assert not guided.button("keepNextButton").isEnabled()
    guided.enter()
    assert (guided.asked[1], guided.kept, guided.session.history.count()) == (1, [], 0)
    assert guided.said
    guided.draw()
    assert guided.button("keepNextButton").isEnabled()


def test_nothing_is_kept_while_the_pen_is_down(guided):
    draw(guided.canvas, SEVEN, release=False)
    assert not guided.button("keepNextButton").isEnabled()
    guided.enter()
    assert (guided.asked[1], guided.kept) == (1, [])


def test_enter_on_an_empty_canvas_leaves_what_can_be_redone(guided):
    guided.draw()
    guided.session.undo()
    guided.enter()
    assert guided.session.redoable == "stroke"


def test_enter_is_left_to_a_field_and_to_another_button(guided):
    guided.draw()
    for other in (QLineEdit(guided.window), QSpinBox(guided.window), QComboBox(guided.window)):
        other.show()
        guided.enter(other)
    guided.enter(guided.button("endRoundButton"))
    assert (guided.asked[1], guided.kept) == (1, [])
    guided.enter(guided.button("keepNextButton"))
    assert guided.asked[1] == 2


def test_while_another_page_is_open_the_canvas_asks_for_no_digit_and_enter_does_nothing(guided):
    guided.draw()
    wanted = guided.session.sketch.wanted
    guided.session.view.open(Page.NEURON)
    guided.enter()
    assert (guided.session.sketch.wanted, guided.kept) == (ANYTHING, [])
    guided.session.view.open(Page.MY_HAND)
    assert guided.session.sketch.wanted == wanted == a_digit(guided.asked[0])


def test_enter_keeps_also_while_the_board_alone_is_presented_and_says_what_to_draw(guided):
    guided.guided.hide()
    digit, _ = guided.asked
    assert guided.session.sketch.wanted == a_digit(digit)
    guided.draw()
    guided.enter()
    assert guided.kept == [digit]
    guided.click("endRoundButton")
    assert guided.session.sketch.wanted == ANYTHING


def test_undo_takes_back_a_drawing_that_was_kept_and_asks_for_it_again(guided):
    digit, _ = guided.asked
    guided.draw()
    drawing = guided.session.sketch.drawing
    guided.enter()
    assert guided.session.undoable == f"keep as {digit}"
    guided.session.undo()
    assert guided.session.sketch.drawing is drawing
    assert (guided.asked, guided.kept) == ((digit, 1), [])
    guided.session.redo()
    assert guided.session.sketch.drawing.is_empty
    assert (guided.asked[1], guided.kept) == (2, [digit])
    guided.session.undo()
    guided.enter()
    assert (guided.asked[1], guided.kept) == (2, [digit])


def test_a_round_that_is_over_is_not_begun_again_by_undo(guided):
    for _ in range(2):
        guided.draw()
        guided.enter()
    guided.click("endRoundButton")
    guided.guided.begin()
    guided.session.undo()
    assert (guided.asked[1], len(guided.kept)) == (1, 1)


def test_a_drawing_that_cannot_be_kept_stays_on_the_canvas_and_is_no_step_to_undo(guided, tmp_path):
    (tmp_path / "my-hand").write_text("a file in place of the folder")
    asked = guided.asked
    guided.draw()
    guided.enter()
    assert (guided.asked, guided.kept, len(guided.said)) == (asked, [], 1)
    assert guided.session.sketch.drawing.strokes
    assert guided.session.undoable == "stroke"


def test_a_drawing_that_was_kept_by_its_key_stays_and_may_be_kept_as_what_is_asked_for(guided):
    digit, _ = guided.asked
    guided.draw()
    guided.my_hand.keep(digit)
    assert guided.asked[1] == 1
    guided.enter()
    assert (guided.asked[1], guided.kept) == (2, [digit])


def test_a_digit_that_is_skipped_is_not_kept_and_what_was_drawn_of_it_is_cleared(guided):
    guided.draw()
    guided.click("skipButton")
    assert guided.session.sketch.drawing.is_empty
    assert (guided.asked[1], guided.kept) == (2, [])


@pytest.mark.parametrize(("drawn", "words"), [
    (0, "The round is over: no drawing was kept."),
    (1, "The round is over: 1 drawing was kept."),
    (2, "The round is over: 2 drawings were kept."),
])  # fmt: skip
def test_when_it_is_ended_it_says_how_many_were_kept_and_hides(guided, drawn, words):
    for _ in range(drawn):
        guided.draw()
        guided.enter()
    guided.click("endRoundButton")
    assert guided.said[-1] == words
    assert guided.guided.isHidden()


def test_after_the_last_digit_it_ends_by_itself(guided):
    for _ in range(30):
        guided.draw()
        guided.enter()
    assert guided.guided.isHidden()
    assert Counter(guided.kept) == dict.fromkeys(range(10), 3)
    assert guided.said[-1] == "The round is over: 30 drawings were kept."
    guided.draw()
    guided.enter()
    assert len(guided.kept) == 30


def test_what_was_kept_before_the_round_is_not_counted(guided):
    guided.draw()
    guided.enter()
    guided.click("endRoundButton")
    guided.guided.begin()
    guided.click("endRoundButton")
    assert guided.said[-1] == "The round is over: no drawing was kept."


def test_a_round_that_is_on_is_not_begun_anew(guided):
    guided.click("skipButton")
    guided.guided.begin()
    assert guided.asked[1] == 2


def test_a_round_that_has_nothing_to_ask_for_does_not_begin(guided):
    guided.click("endRoundButton")
    guided.guided.begin(())
    assert guided.guided.isHidden()


def test_enter_keeps_one_drawing_however_long_it_is_held(guided):
    guided.draw()
    guided.enter()
    guided.said.clear()
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
    QApplication.sendEvent(guided.canvas, held)
    assert (guided.asked[1], guided.said) == (2, [])


def test_a_round_begins_with_an_empty_canvas_which_undo_fills_again(guided):
    guided.click("endRoundButton")
    guided.draw()
    drawing = guided.session.sketch.drawing
    guided.guided.begin()
    assert guided.session.sketch.drawing.is_empty
    guided.session.undo()
    assert guided.session.sketch.drawing is drawing


def test_in_the_window_drawings_are_kept_one_after_the_other_without_leaving_the_canvas(hand):
    hand.open(Page.MY_HAND)
    hand.click("guidedRoundButton")
    words = hand.window.findChild(QLabel, "guidedWords")
    labels = []
    for place in (1, 2):
        labels.append(int(words.text().split()[-1]))
        hand.draw([(x + place, y) for x, y in SEVEN])
        hand.qtbot.keyClick(hand.canvas, Qt.Key.Key_Return)
        assert hand.canvas.hasFocus()
    assert [kept.label for kept in hand.window.my_hand.drawings] == labels
    assert hand.text("notice") == f"Kept as {labels[-1]}. Ctrl+Z takes it back."
    hand.open(Page.NEURON)
    hand.draw(SEVEN)
    hand.qtbot.keyClick(hand.canvas, Qt.Key.Key_Return)
    assert len(hand.window.my_hand.drawings) == 2
