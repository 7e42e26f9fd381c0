"""A nudge by hand: predicted beside real, for the sigmoid, and for the step, which jumps or stays."""

from math import exp

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSlider

from nnapp.gui.pages.course.activities.small_change import SmallChangeActivity
from nnapp.gui.pages.course.activities.tangent_plot import TangentPlot
from nnapp.gui.paint.appearance import Appearance
from tests.gui.pages.course.activities.by_hand import choose, click, lines, text


@pytest.fixture
def activity(make_activity):
    return make_activity(SmallChangeActivity)


def shown(activity, *names):
    return tuple(text(activity, name) for name in names)


def sigmoid(z):
    return 1 / (1 + exp(-z))


def test_the_numbers_of_the_course_s_first_neuron(activity):
    assert lines(activity, "smallChangeNeuron") == [
        "x = (1.00, 0.50)",
        "z = 0.90·1.00 + 0.30·0.50 + 0.00 = 1.0500",
        "a = sigmoid(z) = 0.7408",
    ]


def test_keys_nudge_a_weight_and_the_numbers_follow(activity, qtbot):
    for _ in range(10):
        qtbot.keyClick(activity.findChild(QSlider, "dw1"), Qt.Key.Key_Right)
    slope = sigmoid(1.05) * (1 - sigmoid(1.05))
    real = sigmoid(1.15) - sigmoid(1.05)
    found = activity.quantities()
    assert (found["predicted"], found["real"]) == pytest.approx((0.1 * slope, real))
    assert found["error"] == pytest.approx(abs(real - 0.1 * slope))
    wanted = (f"+{0.1 * slope:.4f}", f"+{real:.4f}", f"{abs(real - 0.1 * slope):.4f}")
    assert shown(activity, "predictedChange", "realChange", "errorChange") == wanted
    assert f"a = {sigmoid(1.15):.4f}" in activity.findChild(TangentPlot).accessibleDescription()
    click(qtbot, activity, "noNudge")
    assert shown(activity, "predictedChange", "realChange", "errorChange") == ("0.0000",) * 3


@pytest.mark.parametrize(("nudge", "words"), [(0.1, "A small change"), (1.0, "Too large a change")])
def test_it_is_said_whether_the_prediction_is_good(activity, nudge, words):
    activity.set_values({"dw1": nudge})
    assert text(activity, "smallChangeWords").startswith(words)


@pytest.mark.parametrize(
    ("nudge", "real", "words"), [(-1.04, "0.0000", "Nothing happens"), (-1.05, "-1.0000", "The output jumps")]
)
def test_a_step_stays_or_jumps_and_predicts_neither(activity, nudge, real, words):
    choose(activity, "activationKind", "step")
    activity.set_values({"dw1": nudge})
    assert shown(activity, "predictedChange", "realChange") == ("0.0000", real)
    assert text(activity, "smallChangeWords").startswith(words)


def test_where_the_nudge_leads_is_painted_on_the_curve_and_on_the_tangent(activity, qtbot):
    plot = activity.findChild(TangentPlot)
    activity.set_values({"dw1": 2.0, "w1": 0.0, "w2": 0.0})
    image = activity.grab().toImage() and plot.grab().toImage()
    theme = Appearance("light").theme
    for output, color in ((sigmoid(2.0), "supports"), (0.5 + 2 * 0.25, "panel")):
        assert image.pixelColor(plot._place(2.0, output).toPoint()) == theme.color(color)
