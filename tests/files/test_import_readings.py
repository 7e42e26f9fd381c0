import time
from dataclasses import replace

import numpy as np
import pytest
import safetensors.numpy

from nnapp.digits.datasets import load_test_data
from nnapp.digits.preparations import preparation_named
from nnapp.files.import_answers import Answers, OpenQuestionsError
from nnapp.files.import_readings import readings
from nnapp.files.input_scale import BYTES, SCALES, UNIT, InputScale
from nnapp.files.weight_file import load_weights
from nnapp.nn.network import Network
from nnapp.nn.reports import EpochReport
from nnapp.nn.settings import TrainingSettings
from nnapp.nn.training import new_network, train


def write(path, network):
    """Save ``network`` as PyTorch users do: without activations."""
    tensors = {}
    for number, layer in enumerate(network.layers):
        tensors[f"{2 * number}.weight"] = np.ascontiguousarray(layer.weights)
        tensors[f"{2 * number}.bias"] = layer.biases
    safetensors.numpy.save_file(tensors, path)


def normalised(network, scale):
    """Return the network that answers to scaled pixels as ``network`` does to ink."""
    return InputScale(-scale.mean / scale.deviation, 1 / scale.deviation).folded_into(network)


def questions(path):
    with pytest.raises(OpenQuestionsError) as caught:
        load_weights(path)
    return caught.value.questions


@pytest.fixture(scope="module")
def learnt():
    """A network that reads MNIST as it is."""
    digits = load_test_data(preparation_named("mnist"))
    settings = TrainingSettings(
        hidden_activations=("relu",), output_activation="softmax", loss="cross-entropy", epochs=3
    )
    steps = train(new_network(784, 10, settings), digits[1000:], digits[:0], settings, time.perf_counter)
    return [step for step in steps if isinstance(step, EpochReport)][-1].network


@pytest.mark.parametrize("scale", SCALES.values(), ids=SCALES)
def test_the_scale_and_the_activation_with_which_a_network_reads_best_come_first(tmp_path, learnt, scale):
    path = tmp_path / "torch.safetensors"
    write(path, normalised(learnt, scale))
    found = readings(path, questions(path))
    assert (found[0].hidden_activation, found[0].scale) == ("relu", scale)
    assert found[0].accuracy > 0.85
    assert len(found) == 12
    # And so it opens, and reads as it did.
    opened = load_weights(path, Answers("relu", "sigmoid", scale=scale)).recogniser.network
    for one, other in zip(opened.layers, learnt.layers, strict=True):
        assert one.weights == pytest.approx(other.weights, rel=1e-4, abs=1e-5)
        assert one.biases == pytest.approx(other.biases, rel=1e-4, abs=1e-4)


def test_larger_pixels_must_be_better_by_more_than_a_little(tmp_path, learnt):
    path, (first, last) = tmp_path / "torch.safetensors", learnt.layers
    # Pixels of 0 to 255 drown these biases, which do a little harm.
    write(path, Network((replace(first, biases=first.biases - np.float32(0.75)), last)))
    found = readings(path, questions(path))
    of_relu = {reading.scale: reading.accuracy for reading in found if reading.hidden_activation == "relu"}
    assert of_relu[UNIT] < of_relu[BYTES]
    assert found[0].scale == UNIT


def test_what_cannot_be_measured_is_not(tmp_path, learnt):
    path, (first, last) = tmp_path / "seven.safetensors", learnt.layers
    write(path, Network((first, replace(last, weights=last.weights[:7], biases=last.biases[:7]))))
    assert readings(path, questions(path)) == ()
    assert readings(path, ("orientation", "output_activation", "scale")) == ()
