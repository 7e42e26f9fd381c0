"""A root and a kitten by mouse and keyboard; a rule for a 7, pixel by pixel, with what it misses and takes wrongly."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QSpinBox

from nnapp.digits.errors import DataError
from nnapp.digits.pixel_rule import EMPTY, INKED
from nnapp.gui.pages.course.activities import seven_rule
from nnapp.gui.pages.course.activities.brain_and_machine import BrainAndMachine
from nnapp.gui.pages.course.activities.pixel_grid import PixelGrid
from nnapp.gui.pages.course.activities.thumbnails import Thumbnails
from tests.gui.pages.course.activities.by_hand import click, is_met, text, told

LESSON = "01-brain-and-machine"
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def activity(make_activity):
    return make_activity(BrainAndMachine)


@pytest.fixture
def rule(activity, qtbot):
    with qtbot.waitExposed(activity):
        activity.show()
    click(qtbot, activity, "rulePart")
    # Lays out what has become visible.
    activity.grab()
    return activity


def test_the_root_of_the_course_and_of_any_other_number_at_once(activity, qtbot):
    root = Decimal(987_543_256).sqrt()
    assert text(activity, "root") == f"{root:,.5f}" == "31,425.20097"
    click(qtbot, activity, "askAgain")
    assert text(activity, "rootTold").endswith("asked 2 times, the answer was 31,425.20097 each time.")
    field = activity.findChild(QSpinBox, "rootOf")
    field.selectAll()
    qtbot.keyClicks(field, "144\t")
    assert (text(activity, "root"), told(activity, "root", "asked")) == ("12", (12.0, 1.0))


def test_the_kitten_is_found_with_the_keyboard_and_the_puppy_is_none(activity, qtbot):
    qtbot.mouseClick(activity.findChild(QAbstractButton, "puppy"), LEFT)
    assert told(activity, "told_apart") == (0.0,)
    assert not is_met(activity, LESSON, 1)
    assert text(activity, "animalAnswer").startswith("That is the puppy")
    qtbot.keyClick(activity.findChild(QAbstractButton, "kitten"), Qt.Key.Key_Space)
    assert is_met(activity, LESSON, 1)


def test_a_rule_is_marked_with_the_mouse_and_with_the_keys(rule, qtbot):
    grid = rule.findChild(PixelGrid)
    assert told(rule, "part", "rule", "sevens", "others") == ("rule", "empty", 100, 100)
    bar, below = 9 * 28 + 17, 13 * 28 + 13
    qtbot.mouseClick(grid, LEFT, pos=grid.place_of(bar).center().toPoint())
    assert told(rule, "rule", "required", "forbidden") == ("own", 1, 0)
    assert not is_met(rule, LESSON, 2)
    for key in [Qt.Key.Key_Down] * 4 + [Qt.Key.Key_Left] * 4 + [Qt.Key.Key_Space] * 2:
        qtbot.keyClick(grid, key)
    assert grid.accessibleDescription().startswith("Row 14, column 14: must be empty, ink 0.00.")
    assert told(rule, "required", "forbidden") == (1, 1)
    sevens, others = told(rule, "sevens", "others")
    assert (text(rule, "sevensTaken"), text(rule, "othersTaken")) == (f"{sevens:.0f}", f"{others:.0f}")
    assert sevens < 100 > others
    rule.set_values({"rule": "empty"})
    for pixel, mark in ((bar, INKED), (below, EMPTY), (14 * 28 + 8, EMPTY)):
        grid.marked.emit(pixel, mark)
    assert told(rule, "sevens", "others") == (76, 4)
    assert is_met(rule, LESSON, 2)
    rule.set_values({"hundred": 2})
    assert not is_met(rule, LESSON, 2)
    qtbot.keyClick(grid, Qt.Key.Key_Delete)
    assert told(rule, "required", "forbidden") == (1, 1)


def test_the_pointer_draws_a_row_of_marks(rule, qtbot):
    grid = rule.findChild(PixelGrid)
    qtbot.mousePress(grid, LEFT, pos=grid.place_of(0).center().toPoint())
    qtbot.mouseMove(grid, grid.place_of(1).center().toPoint())
    qtbot.mouseMove(grid, QPoint(-5, -5))
    qtbot.mouseRelease(grid, LEFT, pos=grid.place_of(1).center().toPoint())
    assert told(rule, "required") == (2,)


def test_a_seven_that_is_missed_is_shown_with_the_pixels_at_which_it_breaks_the_rule(rule, qtbot):
    rule.set_values({"rule": "one seven"})
    assert told(rule, "sevens", "others") == (1, 0)
    missed, grid = rule.findChild(Thumbnails, "missedSevens"), rule.findChild(PixelGrid)
    assert missed.accessibleDescription() == "99 digits."
    assert missed.rect().contains(missed.place_of(missed._shown()).toRect()), "room for how many more there are"
    assert not grid._broken.any()
    qtbot.mouseClick(missed, LEFT, pos=missed.place_of(1).center().toPoint())
    assert grid._broken.any()
    qtbot.keyClick(missed, Qt.Key.Key_Right)
    assert missed.accessibleDescription() == "99 digits, number 3 is chosen."
    click(qtbot, rule, "inkRule")
    assert not grid._broken.any()
    assert told(rule, "rule", "sevens") == ("own", 1)


def test_reading_the_digits_is_nothing_that_a_person_did(activity, qtbot):
    activity.set_values({"part": "rule", "rule": "careful"})
    activity.changed.connect(lambda: pytest.fail("a challenge would count as met"))
    assert told(activity, "sevens", "others") == (79, 5)
    activity.show()


def test_another_hundred_keeps_the_rule(rule, qtbot):
    rule.set_values({"rule": "careful"})
    assert told(rule, "sevens", "others") == (79, 5)
    click(qtbot, rule, "otherHundred")
    assert told(rule, "hundred", "required", "forbidden", "others") == (2, 1, 5, 9)
    rule.set_values({"hundred": 9})
    click(qtbot, rule, "otherHundred")
    assert told(rule, "hundred") == (1,), "after the last the first"
    click(qtbot, rule, "clearRule")
    assert told(rule, "rule", "sevens", "others") == ("empty", 100, 100)


def test_digits_that_cannot_be_read_are_told_in_a_sentence(activity, monkeypatch):
    def fail(hundred):
        raise DataError("The digits are missing.")

    monkeypatch.setattr(seven_rule, "load_rule_digits", fail)
    activity.set_values({"part": "rule", "rule": "careful"})
    assert told(activity, "sevens", "others") == (0, 0)
    assert text(activity, "ruleSaid") == "The digits are missing."
