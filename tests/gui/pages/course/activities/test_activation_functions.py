"""Each activation function with its slope, and the network that becomes one layer without one."""

from math import exp, tanh

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSlider

from nnapp.gui.pages.course.activities.activation_functions import ActivationFunctionsActivity
from nnapp.gui.pages.course.activities.activation_plot import ActivationPlot
from nnapp.gui.widgets.small_network import SmallNetwork
from tests.gui.pages.course.activities.by_hand import choose, enter, is_met, read, text

FUNCTIONS = {
    "step": lambda x: float(x > 0),
    "sigmoid": lambda x: 1 / (1 + exp(-x)),
    "tanh": tanh,
    "relu": lambda x: max(x, 0.0),
    "identity": lambda x: x,
}


@pytest.fixture
def activity(make_activity):
    return make_activity(ActivationFunctionsActivity)


@pytest.mark.parametrize("kind", FUNCTIONS)
@pytest.mark.parametrize("x", [-6.0, -0.5, 1.5])
def test_the_value_and_the_slope_at_each_place_are_written_out(activity, kind, x):
    choose(activity, "activationKind", kind)
    activity.set_values({"x": x})
    function, tiny = FUNCTIONS[kind], 1e-6
    slope = (function(x + tiny) - function(x - tiny)) / (2 * tiny)
    found = activity.quantities()
    assert (found["y"], found["slope"]) == pytest.approx((function(x), slope), abs=1e-6)
    assert text(activity, "activationValue") == f"f({x:.2f}) = {function(x):.4f}, f′({x:.2f}) = {found['slope']:.4f}"
    assert f"y = {function(x):.4f}" in activity.findChild(ActivationPlot).accessibleDescription()


def test_x_is_moved_by_keys_and_by_a_drag_on_the_plot(activity, qtbot):
    qtbot.keyClick(activity.findChild(QSlider, "x"), Qt.Key.Key_Left)
    assert activity.quantities()["x"] == 0.9
    activity.grab()
    plot = activity.findChild(ActivationPlot)
    qtbot.mousePress(plot, Qt.MouseButton.LeftButton, pos=plot._inside().center().toPoint())
    assert activity.quantities()["x"] == pytest.approx(0.0, abs=0.1)
    qtbot.mouseMove(plot, plot._inside().topLeft().toPoint())
    qtbot.mousePress(plot, Qt.MouseButton.LeftButton, pos=plot._inside().topLeft().toPoint())
    assert activity.quantities()["x"] == -6.0


def test_without_an_activation_function_the_network_is_one_layer(activity, qtbot):
    assert text(activity, "layersVerdict").startswith("They differ by 0.4155")
    choose(activity, "activationKind", "identity")
    assert text(activity, "twoLayers") == "W₂·f(W₁·I) = (0.6700, 0.1400)"
    assert text(activity, "oneLayer") == "(W₂·W₁)·I = (0.6700, 0.1400)"
    assert [text(activity, name) for name in ("p11", "p12", "p21", "p22")] == ["0.74", "-0.14", "-0.17", "0.62"]
    enter(qtbot, activity, "v12", "-7.25")
    assert (activity.quantities()["v12"], activity.quantities()["difference"]) == (-7.25, 0.0)


def test_the_network_is_drawn_again_under_each_choice(activity):
    said = set()
    for kind in FUNCTIONS:
        choose(activity, "activationKind", kind)
        said.add(activity.findChild(SmallNetwork).accessibleDescription())
    assert len(said) == len(FUNCTIONS)


def test_the_challenge_is_met_with_relu_only(activity):
    solution = read("04-activation-functions").challenges[1].solution
    for values, is_right in (({"activation": "relu"}, False), ({"activation": "identity"}, False), (solution, True)):
        activity.set_values(values)
        assert is_met(activity, "04-activation-functions", 2) is is_right
