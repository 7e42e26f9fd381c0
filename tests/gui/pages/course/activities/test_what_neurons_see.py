"""A neuron chosen by mouse or by keys: its picture, its answer, its links and the chain through it, all as computed."""

from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox

from nnapp.digits.datasets import load_course_digits
from nnapp.digits.drawing import Drawing
from nnapp.files.weight_file import load_weights
from nnapp.gui.pages.course.activities.chain_diagram import ChainDiagram
from nnapp.gui.pages.course.activities.sight_pictures import SightPictures
from nnapp.gui.pages.course.activities.sight_words import answer_in_words
from nnapp.gui.pages.course.activities.what_neurons_see import WhatNeuronsSeeActivity
from nnapp.locations import shipped_weights
from tests.gui.pages.course.activities.by_hand import text, told

FIVE = {"layers": "one", "input": "5"}


@pytest.fixture
def activity(make_activity, session):
    activity = make_activity(WhatNeuronsSeeActivity, session, (700, 640))
    activity.session = session
    activity.show()
    return activity


def activations(name):
    """Return what each layer of a network answers for the 5 of the course, computed from its weights alone."""
    recogniser = load_weights(shipped_weights(name)).recogniser
    a = recogniser.recognise(Drawing(picture=load_course_digits()[0])).seen.ravel().astype(float)
    result = []
    for layer in recogniser.network.layers:
        z = layer.weights.astype(float) @ a + layer.biases
        a = np.tanh(z) if layer.activation.name == "tanh" else 1 / (1 + np.exp(-z))
        result.append((layer.weights, z, a))
    return result


def test_a_neuron_of_the_first_layer_is_its_weights(activity):
    activity.set_values({**FIVE, "layer": 1, "neuron": 11})
    (weights, z, a), (outgoing, _, _) = activations("default")
    assert np.array_equal(activity.findChild(SightPictures).sought.ravel(), weights[10])
    assert not activity.findChild(SightPictures).is_ink
    assert text(activity, "sightTitle") == "Neuron h11"
    verdict = "yes" if a[10] >= 0.75 else "no" if a[10] <= 0.25 else "neither yes nor no"
    assert text(activity, "sightAnswer") == f"z = {z[10]:.4f}\na = sigmoid(z) = {a[10]:.4f}: {verdict}"
    assert told(activity, "activation", "strongest_output") == pytest.approx((a[10], outgoing[:, 10].argmax()))
    by_size = np.argsort(-np.abs(outgoing[:, 10]))
    first = f"Its answer counts most for output {by_size[0]} ({outgoing[by_size[0], 10]:+.2f}), output {by_size[1]}"
    assert text(activity, "sightWay").splitlines()[1].startswith(first)


@pytest.mark.parametrize(
    ("activation", "a", "verdict"),
    [("sigmoid", 0.75, "yes"), ("sigmoid", 0.3, "neither yes nor no"), ("sigmoid", 0.25, "no"),
     ("tanh", 0.0, "neither yes nor no"), ("tanh", -0.5, "no")],
)  # fmt: skip
def test_an_answer_is_clear_far_from_the_middle_of_its_range(activation, a, verdict):
    numbers = SimpleNamespace(activation=activation, z=0.0, a=a)
    assert answer_in_words(numbers, SimpleNamespace(is_blank=False)).endswith(f": {verdict}")


def test_a_deep_neuron_is_the_input_that_it_prefers(activity):
    activity.set_values({"layers": "two", "input": "5", "layer": 2, "neuron": 2})
    (_, _, before), (weights, z, a), _ = activations("64-32")
    pictures = activity.findChild(SightPictures)
    assert pictures.is_ink
    recogniser = load_weights(shipped_weights("64-32")).recogniser
    sums = recogniser.network.in_double().forward(np.stack([pictures.sought.ravel(), np.zeros(784)])).sums[1][:, 1]
    assert sums[0] > max(z[1], sums[1]), "it likes this better than the 5, and than nothing"
    assert told(activity, "activation", "strongest_output") == pytest.approx((a[1], 3))
    products = weights[1] * before
    most = np.abs(products).argmax()
    assert text(activity, "sightWay").startswith(f"It listens most to h{most + 1} ({products[most]:+.2f})")
    assert text(activity, "sightWay").splitlines()[2].endswith(f"h{products.argmax() + 1} → h2 → output 3.")


def test_the_keyboard_alone_finds_a_neuron_and_another_network(activity, qtbot):
    box, diagram = activity.findChild(QComboBox, "hiddenLayers"), activity.findChild(ChainDiagram)
    activity.set_values({"input": "5", "layer": 3, "neuron": 6})
    assert text(activity, "sightTitle") == "Output neuron 5"
    qtbot.keyClick(diagram, Qt.Key.Key_Left)
    assert told(activity, "layer") == (2,)
    qtbot.keyClick(diagram, Qt.Key.Key_End)
    assert told(activity, "layer", "neuron") == (2, 32)
    qtbot.keyClick(box, Qt.Key.Key_Up)
    assert told(activity, "layers", "layer", "neuron") == ("one", 2, 10), "the last there is"
    assert "output 9" in text(activity, "sightWay")


def test_a_click_chooses_and_the_chain_through_it_is_lit(activity, qtbot):
    activity.set_values(FIVE)
    diagram = activity.findChild(ChainDiagram)
    x, y = diagram.places.layers[0].centres[8]
    qtbot.mouseClick(diagram, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))
    assert told(activity, "layer", "neuron") == (1, 9)
    output = int(told(activity, "strongest_output")[0])
    into_output = diagram.links()[-1]
    middle = (into_output[into_output.count() - 2] + into_output[into_output.count() - 1]) / 2
    image, amber = diagram.grab().toImage(), activity.appearance.theme.color("fires")
    assert image.pixelColor(middle.toPoint()) == amber
    x, y = diagram.places.layers[1].centres[output]
    assert into_output.boundingRect().right() == pytest.approx(x - diagram.places.layers[1].side / 2, abs=4)


def test_the_drawing_is_followed_while_it_is_what_is_looked_at(activity, qtbot):
    assert text(activity, "sightAnswer").startswith("Nothing is drawn")
    assert told(activity, "activation") == (0,)
    with qtbot.waitSignal(activity.changed):
        activity.session.sketch.show_drawing(Drawing(picture=load_course_digits()[0]), "a five")
    (_, z, a), *_ = activations("64-32")
    assert text(activity, "sightAnswer").startswith(f"z = {z[0]:.4f}\na = tanh(z) = {a[0]:.4f}: ")
    activity.set_values({"input": "0"})
    other = text(activity, "sightAnswer")
    activity.session.sketch.show_drawing(Drawing(), "nothing")
    qtbot.waitSignal(activity.session.recognition_changed).wait()
    assert text(activity, "sightAnswer") == other
    activity.hide()
    activity.show()
    activity.set_values({"input": "drawing"})
    assert text(activity, "sightAnswer").startswith("Nothing is drawn")
