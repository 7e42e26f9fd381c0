import numpy as np
import pytest

from nnapp.digits.drawing import Drawing
from nnapp.digits.preparations import DEFAULT_PREPARATION
from nnapp.digits.recogniser import Recogniser
from nnapp.nn.activations import activation_named
from nnapp.nn.network import Layer, Network

LINE = Drawing((np.array([(14, 5), (14, 23)], np.float32),))


def recogniser(*biases, threshold=0.5, names=None):
    """A network that answers with its biases, whatever it sees."""
    weights = np.zeros((len(biases), 784), np.float32)
    layer = Layer(weights, np.array(biases, np.float32), activation_named("sigmoid"))
    names = names or tuple(str(k) for k in range(len(biases)))
    return Recogniser(Network((layer,)), DEFAULT_PREPARATION, names, threshold)


def test_neurons_fire_from_the_threshold_on_the_strongest_first():
    recognition = recogniser(0.0, -1.0, 3.0).recognise(LINE)
    assert recognition.fired == (2, 0)
    assert recognition.ranking == (2, 0, 1)
    assert recognition.outputs == pytest.approx([0.5, 0.2689414, 0.9525741])
    assert recogniser(0.0, -1.0, 3.0, threshold=0.96).recognise(LINE).fired == ()


def test_nothing_fires_for_an_empty_canvas():
    recognition = recogniser(5.0, 5.0).recognise(Drawing())
    assert recognition.is_blank
    assert recognition.fired == ()


def test_a_network_of_other_inputs_or_classes_is_refused():
    layer = Layer(np.zeros((2, 4)), np.zeros(2), activation_named("sigmoid"))
    with pytest.raises(ValueError, match="4 inputs, but a drawing has 784 pixels"):
        Recogniser(Network((layer,)), DEFAULT_PREPARATION, ("a", "b"))
    with pytest.raises(ValueError, match="at least two"):
        recogniser(0.0)
    with pytest.raises(ValueError, match="2 outputs for 3 classes"):
        recogniser(0.0, 0.0, names=("a", "b", "c"))
