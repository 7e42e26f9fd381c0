"""The real network with the person's drawing: it follows the session, and changes nothing in it."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSlider

from nnapp.digits.datasets import load_course_digits
from nnapp.digits.recogniser import Recogniser
from nnapp.files.weight_file import load_weights
from nnapp.gui.pages.course.activities.digit_network import DigitNetworkActivity
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.diagram.network_diagram import NetworkDiagram
from nnapp.locations import shipped_weights
from nnapp.nn.network import Layer, Network
from tests.gui.drawing import neuron_place
from tests.gui.pages.course.activities.by_hand import is_met, text, told

LESSON = "08-digit-network"
FIVE, ZERO, FOUR = range(3)


def show(make_activity, qtbot, name="default"):
    activity = make_activity(DigitNetworkActivity, Session(load_weights(shipped_weights(name))), (700, 520))
    with qtbot.waitExposed(activity):
        activity.show()
    return activity


@pytest.fixture
def activity(make_activity, qtbot):
    return show(make_activity, qtbot)


def put(qtbot, activity, sample):
    session = activity._session
    with qtbot.waitSignal(session.recognition_changed):
        session.sketch.show_picture(load_course_digits()[sample])


def click_neuron(qtbot, activity, layer, neuron):
    diagram = activity.findChild(NetworkDiagram)
    qtbot.mouseClick(diagram, Qt.MouseButton.LeftButton, pos=neuron_place(diagram, layer, neuron).toPoint())


def test_it_follows_the_drawing_and_says_what_the_numbers_are(activity, qtbot):
    assert told(activity, "drawn", "answer") == (0, -1)
    assert text(activity, "networkNumbers").endswith("Nothing is drawn yet.")
    with qtbot.waitSignal(activity.changed):
        put(qtbot, activity, FOUR)
    assert told(activity, "drawn", "answer") == (1, 4)
    recognition = activity._session.recognition
    inked, fires = int((recognition.seen > 0).sum()), recognition.outputs[4]
    assert text(activity, "networkNumbers") == (
        f"784 inputs, 28 · 28 pixels: 0.0 is white, 1.0 is black; {inked} of them are above 0. 15 hidden neurons. "
        f"10 outputs, one for each digit: output 9 fires for a 9. Your drawing: output 4 fires with {fires:.4f}."
    )


def test_a_sample_is_shown_until_the_person_draws(activity, qtbot):
    activity.set_values({"example": "4"})
    assert told(activity, "example", "drawn", "answer") == ("4", 1, 4)
    assert activity._session.recognition.is_blank, "the drawing stays as it is"
    assert "This sample: output 4 fires" in text(activity, "networkNumbers")
    put(qtbot, activity, ZERO)
    assert told(activity, "example", "answer") == ("drawing", 0)


def test_the_slider_leaves_out_weak_connections(activity, qtbot):
    sizes = np.abs(activity._session.recogniser.network.layers[1].weights).ravel()
    assert told(activity, "connections") == (150,)
    everything = activity.grab().toImage()
    slider = activity.findChild(QSlider, "strongerThan")
    for _ in range(8):
        qtbot.keyClick(slider, Qt.Key.Key_PageUp)
    assert told(activity, "stronger_than", "connections") == (40, (sizes >= 0.4 * sizes.max()).sum())
    strong = int((sizes >= 0.4 * sizes.max()).sum())
    assert text(activity, "connectionsShown").startswith(f"{strong} of 150 connections between neurons are strong")
    assert activity.grab().toImage() != everything
    qtbot.keyClick(slider, Qt.Key.Key_End)
    assert told(activity, "connections") == (1,)


def test_a_neuron_is_chosen_here_alone_and_its_place_by_strength_is_told(activity, qtbot):
    weights = activity._session.recogniser.network.layers[1].weights
    order = np.argsort(-np.abs(weights[3]))
    click_neuron(qtbot, activity, 1, 3)
    assert told(activity, "neuron", "digit", "rank", "layer") == ("output 3", 3, 0, 2)
    click_neuron(qtbot, activity, 0, int(order[0]))
    assert told(activity, "digit", "rank", "layer") == (3, 1, 1)
    assert told(activity, "weight") == pytest.approx((weights[3, order[0]],))
    assert f"w = {weights[3, order[0]]:+.4f}: number 1 of 15 by strength." in text(activity, "chosenNeuron")
    qtbot.keyClick(activity.findChild(NetworkDiagram), Qt.Key.Key_Right)
    assert told(activity, "layer", "rank") == (2, 0)
    assert activity._session.selection.neuron == (0, 0)


def test_while_the_network_sees_directions_the_lesson_shows_that_of_the_course(make_activity, qtbot):
    activity = show(make_activity, qtbot, "directions")
    put(qtbot, activity, FOUR)
    recognition = load_weights(shipped_weights("default")).recogniser.recognise(activity._session.sketch.drawing)
    assert text(activity, "networkNumbers").startswith(
        "Your network sees directions; this is the network of the course"
    )
    assert text(activity, "networkNumbers").endswith(f"output 4 fires with {recognition.outputs[4]:.4f}.")


@pytest.mark.parametrize("name", ["default", "64", "64-32"])
def test_the_challenges_hold_for_each_network_that_ships_and_wrong_answers_are_not_taken(make_activity, qtbot, name):
    activity = show(make_activity, qtbot, name)
    assert not is_met(activity, LESSON, 2)
    put(qtbot, activity, FIVE)
    assert not is_met(activity, LESSON, 2), "a 5"
    put(qtbot, activity, FOUR)
    assert is_met(activity, LESSON, 2)
    network = activity._session.recogniser.network
    last = len(network.layers) - 1
    order = np.argsort(-np.abs(network.layers[last].weights[7]))
    for output, neuron, is_right in ((7, order[1], False), (6, order[0], False), (7, order[0], True)):
        click_neuron(qtbot, activity, last, output)
        assert not is_met(activity, LESSON, 3)
        click_neuron(qtbot, activity, last - 1, int(neuron))
        assert is_met(activity, LESSON, 3) == is_right


def test_it_follows_another_network(activity, qtbot):
    activity.set_values({"rank": 15})
    activity._session.networks.use(load_weights(shipped_weights("64-32")), "Another")
    assert told(activity, "layer") == (1,)
    assert "64 and 32 hidden neurons" in text(activity, "networkNumbers")
    click_neuron(qtbot, activity, 0, 0)
    assert "Its strongest connection comes from pixel" in text(activity, "chosenNeuron")
    activity.set_values({"rank": 0})
    assert told(activity, "neuron", "layer") == ("output 7", 3)


def test_a_network_for_something_else_says_where_those_for_digits_are(activity):
    file = load_weights(shipped_weights("default"))
    *before, last = file.recogniser.network.layers
    layer = Layer(last.weights[:3], last.biases[:3], last.activation)
    shapes = Recogniser(Network((*before, layer)), file.recogniser.preparation, ("ring", "cross", "zigzag"))
    activity._session.networks.use(replace(file, recogniser=shapes), "Shapes")
    assert "3 outputs, from ring to zigzag. Networks for digits are in the menu Network." in text(
        activity, "networkNumbers"
    )
