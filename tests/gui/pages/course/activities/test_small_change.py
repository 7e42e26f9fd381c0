"""A nudge by hand: predicted beside real, for the sigmoid, and for the step, which jumps or stays."""

from math import exp

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPushButton, QSlider

from nnapp.gui.pages.course.activities.small_change import SmallChangeActivity
from nnapp.gui.pages.course.activities.tangent_plot import TangentPlot
from nnapp.gui.paint.appearance import Appearance
from tests.gui.pages.course.activities.by_hand import begin, choose, click, is_met, lines, text

LESSON = "03-small-change"


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


def test_the_keyboard_alone_works_through_the_lesson(activity, qtbot):
    begin(activity, LESSON)

    def press(name, key, times):
        for _ in range(times):
            qtbot.keyClick(activity.findChild(QSlider, name), key)

    press("dw1", Qt.Key.Key_Right, 20)
    assert told_apart(activity) == (True, False), "the output changes enough, the prediction is off"
    press("b", Qt.Key.Key_Left, 20)
    press("dw1", Qt.Key.Key_Left, 5)
    assert is_met(activity, LESSON, 1)
    qtbot.keyClick(activity.findChild(QComboBox, "activationKind"), Qt.Key.Key_Down)
    qtbot.keyClick(activity.findChild(QPushButton, "noNudge"), Qt.Key.Key_Space)
    assert activity.quantities()["activation"] == "step"
    press("b", Qt.Key.Key_Left, 1)
    assert not is_met(activity, LESSON, 2)
    press("dw1", Qt.Key.Key_Right, 1)
    assert is_met(activity, LESSON, 2)


def told_apart(activity):
    found = activity.quantities()
    return found["real"] >= 0.05, found["error"] <= 0.002


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
