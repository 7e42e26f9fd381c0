"""The perceptron by mouse and by keyboard: it separates, learns point by point, runs, and never makes an XOR."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSlider

from nnapp.gui.pages.course.activities.perceptron import PerceptronActivity
from nnapp.gui.widgets.plane import Plane
from tests.gui.drawing import drag
from tests.gui.pages.course.activities.by_hand import begin, choose, click, is_met, text, told

LESSON = "02-perceptron"


@pytest.fixture
def activity(make_activity):
    return make_activity(PerceptronActivity)


def test_the_mouse_finds_a_better_line_than_a_run(activity, qtbot):
    plane = activity.findChild(Plane)
    choose(activity, "pointSet", "separable")
    click(qtbot, activity, "runPerceptron")
    assert not is_met(activity, LESSON, 3)
    activity.set_values({"w1": 1.5, "w2": 1.1, "b": -1.3})
    best = plane.second
    start, end = (0.8, (1.3 - 1.5 * 0.8) / 1.1), (0.6, -(best.bias + best.w1 * 0.6) / best.w2)
    drag(plane, plane.place_of(*start), plane.place_of(*end))
    assert is_met(activity, LESSON, 3)


SKETCH = {"points": "own", "w1": 0.90, "w2": 0.54, "b": -0.55}


def test_the_rule_is_written_out_for_the_point_in_the_ring_and_learnt(activity, qtbot):
    plane = activity.findChild(Plane)
    activity.set_values(SKETCH)
    plane.point_moved.emit(2, 0.62, 0.38)
    assert text(activity, "pointSum") == "x = (0.62, 0.38), target 0\nw·x + b = 0.90·0.62 + 0.54·0.38 − 0.55"
    assert text(activity, "pointVerdict") == "= 0.213 > 0, so it fires: a mistake"
    assert text(activity, "ruleChange").splitlines()[1] == "(0.90, 0.54) − 0.5 · (0.62, 0.38)"
    assert text(activity, "ruleResult") == "= (0.59, 0.35), b ← -0.55 − 0.5 = -1.05"
    click(qtbot, activity, "learnPoint")
    assert told(activity, "w1", "w2", "b", "corrections") == pytest.approx((0.59, 0.35, -1.05, 1))
    assert text(activity, "ruleResult") == "Right: nothing changes"
    click(qtbot, activity, "learnPoint")
    assert told(activity, "corrections") == (1,)
    activity.set_values({"w1": 0.0, "w2": 0.0})
    assert told(activity, "margin") == (0.0,), "there is no line"


def test_the_keyboard_alone_makes_an_and(activity, qtbot):
    begin(activity, LESSON)
    bias = activity.findChild(QSlider, "b")
    assert told(activity, "mistakes", "right") == (1, 3)
    assert not is_met(activity, LESSON, 1)
    while told(activity, "b")[0] > -1.0:
        qtbot.keyClick(bias, Qt.Key.Key_PageDown)
    assert told(activity, "points", "mistakes", "right") == ("and", 0, 4)
    assert is_met(activity, LESSON, 1)
    qtbot.keyClick(activity.findChild(Plane), Qt.Key.Key_Left)
    assert text(activity, "pointSum").startswith("x = (1.00, 1.00), target 1\n")
    assert "Point 4 of 4" in activity.findChild(Plane).accessibleDescription()


@pytest.mark.parametrize(("points", "order"), [("and", "online"), ("or", "sweeps"), ("separable", "online")])
def test_a_run_ends_at_a_separating_line_which_is_not_the_best(activity, qtbot, points, order):
    activity.set_values({"points": points, "w1": 0.0, "w2": 0.0, "b": 0.0})
    choose(activity, "runOrder", order)
    click(qtbot, activity, "runPerceptron")
    mistakes, margin = told(activity, "mistakes", "margin")
    assert mistakes == 0
    assert 0 <= margin < 0.1
    assert activity.findChild(Plane).second is not None


@pytest.mark.parametrize("points", ["xor", "not separable"])
def test_a_run_on_points_that_no_line_separates_ends_with_mistakes(activity, qtbot, points):
    choose(activity, "pointSet", points)
    click(qtbot, activity, "runPerceptron")
    assert told(activity, "mistakes")[0] >= 1
    state = text(activity, "perceptronState")
    assert state.startswith("25 sweeps are over. ")
    assert state.endswith("No line separates these points.")


def test_a_run_that_moves_takes_one_point_at_a_time_and_can_be_stopped(activity, qtbot):
    activity.appearance.animates = True
    activity.set_values({"points": "xor"})
    run = activity.findChild(QPushButton, "runPerceptron")
    activity.show()
    run.click()
    with qtbot.waitSignals([activity.changed] * 2):
        pass
    assert (run.text(), activity.findChild(Plane).ring) == ("Stop", 2)
    activity.findChild(Plane).selected.emit(0)
    assert run.text() == "Run"
    run.click()
    run.click()
    assert run.text() == "Run"


def test_points_of_one_class_need_no_line_but_that_all_lie_on_one_side_of_it(activity):
    plane = activity.findChild(Plane)
    for number in (0, 1, 2):
        plane.class_switched.emit(number)
    for bias, words in ((-5.0, "A line can separate these points."), (5.0, "No mistake is left.")):
        activity.set_values({"b": bias})
        assert text(activity, "perceptronState") == words


def test_points_that_are_moved_or_switched_are_one_s_own_until_reset(activity, qtbot):
    plane = activity.findChild(Plane)
    qtbot.keyClick(plane, Qt.Key.Key_Space)
    assert told(activity, "points", "mistakes") == ("own", 2)
    choose(activity, "pointSet", "and")
    activity.set_values({"w1": 1.0, "w2": 1.0, "b": -1.5})
    plane.point_moved.emit(0, 1.1, 1.1)
    assert told(activity, "points", "mistakes") == ("own", 1)
    plane.class_switched.emit(0)
    assert told(activity, "mistakes") == (0,)
    assert not is_met(activity, LESSON, 1), "an AND with other corners is none"
    plane.line_moved.emit(0.5, 0.5, -2.0)
    click(qtbot, activity, "resetPerceptron")
    assert told(activity, "w1", "w2", "b") == (1.0, 1.0, -1.5)
    assert text(activity, "mistakeCount") == "0 mistakes of 4"
