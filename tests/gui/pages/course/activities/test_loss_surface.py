"""Gradient descent by mouse and by keyboard: what is written is what is done, and each rate leads where it should."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSlider

from nnapp.gui.pages.course.activities.loss_surface import MOST_STEPS, LossSurfaceActivity
from nnapp.gui.pages.course.activities.surface_plane import SurfacePlane
from nnapp.nn.inspect.loss_surface import Descent, course_surface
from tests.gui.pages.course.activities.by_hand import begin, choose, click, is_met, lines, told

LESSON = "09-gradient-descent"


@pytest.fixture
def activity(make_activity):
    return make_activity(LossSurfaceActivity)


def test_the_loss_and_the_step_are_written_out_and_the_step_is_taken(activity, qtbot):
    assert lines(activity, "surfaceLoss") == [
        "x = (1.0, 0.5), y = (0.8, 0.2)",
        "½ [(0.7408 − 0.8)² + (0.6457 − 0.2)²] = 0.1011",
    ]
    assert lines(activity, "surfaceStep") == [
        "∂L/∂w₁₁ = -0.011373, ∂L/∂w₂₁ = 0.10196",
        "w₁₁ ← 0.9000 − 5·(-0.011373) = 0.9569",
        "w₂₁ ← 0.2000 − 5·0.10196 = -0.3098",
    ]
    click(qtbot, activity, "stepDown")
    assert told(activity, "w_a", "w_b", "steps") == pytest.approx((0.9569, -0.3098, 1), abs=5e-5)
    assert lines(activity, "surfaceTold") == ["1 step: loss 0.1011 → 0.0532."]
    click(qtbot, activity, "resetSurface")
    assert told(activity, "w_a", "w_b", "steps") == (0.9, 0.2, 0)


def test_momentum_and_a_second_example_are_written_out_as_well(activity):
    activity.set_values({"weights": "w11 and w12", "examples": "two", "momentum": 0.8, "steps": 1})
    walk = Descent(course_surface("w11 and w12", "two"), (0.9, 0.3))
    walk.step(5.0, 0.8)
    (a, b), (v, _) = walk.place, walk.next_step(5.0, 0.8)
    first, second = walk.surface.losses(walk.place)
    assert lines(activity, "surfaceLoss")[-1] == f"L = ({first:.4f} + {second:.4f}) / 2 = {walk.losses[1]:.4f}"
    step = lines(activity, "surfaceStep")
    assert step[1].startswith(f"v₁₁ ← 0.80·({walk.velocity[0]:.4f}) − 5·")
    assert step[1].endswith(f"= {v:.4f}")
    assert step[2] == f"w₁₁ ← {a:.4f} {'+' if v > 0 else '−'} {abs(v):.4f} = {a + v:.4f}"
    assert told(activity, "w_a", "w_b", "first_loss", "loss") == pytest.approx((a, b, *walk.losses))


@pytest.mark.parametrize(
    ("rate", "steps", "loss"), [(0.2, MOST_STEPS, 0.0101), (15.0, 11, 0.0), (200.0, MOST_STEPS, 0.0400)]
)
def test_a_run_creeps_arrives_or_is_thrown_out(activity, qtbot, rate, steps, loss):
    activity.set_values({"rate": rate})
    click(qtbot, activity, "runDown")
    assert told(activity, "steps", "loss") == pytest.approx((steps, loss), abs=5e-5)
    out = "jumped out of the picture" in lines(activity, "surfaceTold")[0]
    assert out == (rate == 200.0)


@pytest.mark.parametrize(
    ("values", "words"),
    [({"rate": 5.0, "momentum": 0.95, "steps": 4}, "The last step was too large: it led uphill."),
     ({"rate": 15.0, "steps": 60}, "The next step leads almost nowhere.")],
)  # fmt: skip
def test_what_can_be_said_of_a_walk_is_said(activity, values, words):
    activity.set_values(values)
    assert lines(activity, "surfaceTold")[0].endswith(words)


def test_a_run_that_moves_takes_steps_that_are_seen_and_ends_where_it_is_stopped(activity, qtbot):
    activity.appearance.animates = True
    run = activity.findChild(QPushButton, "runDown")
    activity.show()
    run.click()
    with qtbot.waitSignals([activity.changed] * 2):
        pass
    assert (run.text(), told(activity, "steps")) == ("Stop", (2,))
    run.click()
    assert run.text() == "Run"


def test_keys_and_the_mouse_move_the_point_and_begin_a_new_walk(activity, qtbot):
    plane = activity.findChild(SurfacePlane)
    activity.set_values({"steps": 3})
    activity.set_values({"w_a": 0.9, "w_b": 0.2})
    qtbot.keyClick(plane, Qt.Key.Key_Right)
    qtbot.keyClick(plane, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert told(activity, "w_a", "w_b", "steps") == (0.95, -0.3, 0)
    assert plane.accessibleDescription().startswith(
        f"w₁₁ = 0.95, w₂₁ = -0.3. Loss {told(activity, 'loss')[0]:.4f}, no step yet."
    )
    plane.point_moved.emit(0, 6.0, -6.0)
    qtbot.keyClick(plane, Qt.Key.Key_Right)
    assert told(activity, "w_a", "w_b") == (6.0, -6.0), "the edge"
    assert told(activity, "first_loss") == pytest.approx(told(activity, "loss"))


def test_sliders_and_fields_change_rate_momentum_weights_and_examples(activity, qtbot):
    qtbot.keyClick(activity.findChild(QSlider, "rate"), Qt.Key.Key_Home)
    qtbot.keyClick(activity.findChild(QSlider, "momentum"), Qt.Key.Key_End)
    assert told(activity, "rate", "momentum") == (0.01, 0.99)
    click(qtbot, activity, "stepDown")
    for name, key in (("surfaceWeights", "w12 and w21"), ("surfaceExamples", "two")):
        choose(activity, name, key)
    assert told(activity, "weights", "examples", "w_a", "w_b", "steps") == ("w12 and w21", "two", 0.3, 0.2, 0)


VALLEY = {
    "weights": "w11 and w12",
    "examples": "two",
    "rate": 5.0,
    "momentum": 0.8,
    "w_a": 0.9,
    "w_b": 0.3,
    "steps": 20,
}


@pytest.mark.parametrize(
    ("number", "values", "is_right"),
    [
        (1, {"rate": 15.0, "steps": 4}, True),
        (1, {"rate": 5.0, "steps": 5}, False),
        (1, {"rate": 5.0, "steps": 10}, False),
        (1, {"rate": 60.0, "steps": 5}, False),
        (1, {"rate": 15.0, "w_a": 1.2, "w_b": -1.7, "steps": 2}, False),
        (1, {"rate": 5.0, "momentum": 0.5, "steps": 5}, False),
        (2, VALLEY, True),
        (2, {**VALLEY, "momentum": 0.0}, False),
        (2, {**VALLEY, "momentum": 0.95}, False),
        (2, {**VALLEY, "rate": 40.0, "momentum": 0.0}, False),
        (2, {**VALLEY, "w_a": 2.5, "w_b": -2.5}, False),
        (2, {"rate": 5.0, "steps": 20}, False),
    ],
)
def test_only_what_a_challenge_asks_for_meets_it(activity, number, values, is_right):
    begin(activity, LESSON)
    activity.set_values(values)
    assert is_met(activity, LESSON, number) == is_right


def test_the_map_is_light_where_the_loss_is_small_and_the_arrow_leads_there(activity):
    plane = activity.findChild(SurfacePlane)
    image = activity.grab().toImage() and plane.grab().toImage()

    def light(a, b):
        return image.pixelColor(plane.place_of(a, b).toPoint()).lightness()

    valley, slope, hill = light(1.2, -1.9), light(0.0, 1.5), light(-5.0, 5.0)
    assert valley > slope > hill
    downhill = -course_surface("w11 and w21", "one").gradient((0.9, 0.2)) * (1, -1)
    place = np.array(plane.place_of(0.9, 0.2).toTuple()) + 16 * downhill / np.linalg.norm(downhill)
    assert image.pixelColor(*place.astype(int).tolist()) == activity.appearance.theme.color("opposes")
