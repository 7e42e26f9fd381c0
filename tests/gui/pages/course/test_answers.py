"""Answers that were typed or chosen: the right ones are accepted, all others are told as wrong in one sentence."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QRadioButton

from nnapp.files.lessons.lesson import EnterNumber
from nnapp.gui.pages.course.answers import ChoiceAnswer, judge_choice, judge_number
from nnapp.gui.paint.appearance import Appearance
from tests.gui.pages.course.sample import SIDE

SUM = EnterNumber(text="", hints=("Add.",), answer=-1.05, tolerance=0.005)
ROOT = EnterNumber(text="", answer=31425.2, tolerance=0.1)


@pytest.mark.parametrize("typed", ["-1.05", " −1.05 ", "-1,05", "-1.055", "-1.045", "-105e-2"])
def test_a_number_within_the_tolerance_is_right_however_it_is_written(typed):
    assert judge_number(SUM, typed).is_right


@pytest.mark.parametrize("typed", ["31425.2", "31,425.2", "31 425,2", "31425"])
def test_thousands_may_stand_apart(typed):
    assert judge_number(ROOT, typed).is_right == (typed != "31425")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Type a number first."),
        ("  ", "Type a number first."),
        ("about one", "“about one” is not a number; type one such as 0.75."),
        ("nan", "“nan” is not a number; type one such as 0.75."),
        ("inf", "“inf” is not a number; type one such as 0.75."),
        ("1e999", "“1e999” is not a number; type one such as 0.75."),
        ("1.05", "1.05 is not right. Look again, or take a hint."),
        ("-1.0551", "-1.0551 is not right. Look again, or take a hint."),
        ("<b>1</b>", "“<b>1</b>” is not a number; type one such as 0.75."),
    ],
)
def test_what_is_not_right_is_told_as_that(typed, said):
    verdict = judge_number(SUM, typed)
    assert (verdict.is_right, verdict.sentence) == (False, said)


def test_without_a_tolerance_the_number_itself_is_right_and_its_neighbour_is_not():
    exact = EnterNumber(text="", answer=0.1 + 0.2, tolerance=0.0)
    assert judge_number(exact, "0.3").is_right
    assert not judge_number(exact, "0.300001").is_right


@pytest.mark.parametrize(
    ("chosen", "is_right", "said"),
    [
        (-1, False, "Choose one of the answers first."),
        (0, False, "That is not right. Look again."),
        (1, True, "Right. You can see it."),
    ],
)
def test_a_choice_is_judged_and_the_right_one_explained(chosen, is_right, said):
    verdict = judge_choice(SIDE, chosen)
    assert (verdict.is_right, verdict.sentence) == (is_right, said)


def test_an_answer_is_chosen_by_its_text_as_well_and_by_the_arrow_keys(qtbot):
    answers = ChoiceAnswer(SIDE, 1, Appearance("light"))
    qtbot.addWidget(answers)
    with qtbot.waitExposed(answers):
        answers.show()
    answers.activateWindow()
    qtbot.waitUntil(answers.isActiveWindow)
    first, second = answers.findChildren(QRadioButton)
    words = next(label for label in answers.findChildren(QLabel) if label.text() == "Left")
    QTest.mouseClick(words, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert (first.isChecked(), first.hasFocus()) == (True, True)
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert (second.isChecked(), second.hasFocus()) == (True, True)
    with qtbot.waitSignal(answers.given) as given:
        answers.check()
    assert given.args[0].is_right
