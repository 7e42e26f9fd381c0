"""A map of examples by the activations of a layer: every layer, and no more points than can be computed with."""

import numpy as np
import pytest
from sklearn.decomposition import PCA

from nnapp.digits.generators import finish
from nnapp.digits.preparations import DEFAULT_PREPARATION
from nnapp.digits.recogniser import Recogniser
from nnapp.files.weight_file import load_weights
from nnapp.gui.work.evaluating import evaluate
from nnapp.gui.work.evaluation import Contender, DataChoice, Judged, evenly_chosen
from nnapp.gui.work.mapping import MOST_POINTS, map_layer
from nnapp.locations import default_weights
from nnapp.nn.activations import activation_named
from nnapp.nn.network import Network
from nnapp.nn.predictions import predict
from tests.gui.work.small_data import noise


@pytest.fixture(scope="module")
def judged():
    recogniser = load_weights(default_weights()).recogniser
    return finish(evaluate(Contender("784-15-10", recogniser), None, DataChoice())).first


def network_of(*sizes):
    activations = [activation_named("relu")] * (len(sizes) - 1)
    return Recogniser(Network.random(sizes, activations, np.random.default_rng(0)), DEFAULT_PREPARATION)


def judged_by(recogniser, examples):
    return Judged("noise", recogniser, examples, predict(recogniser.network, examples))


@pytest.mark.parametrize("layer", [-1, 0, 1])
def test_test_digits_lie_where_the_components_of_a_layer_place_them(judged, layer):
    made = finish(map_layer(judged, layer))
    forward = judged.recogniser.network.forward((judged.examples.inputs / 255).astype(np.float32))
    theirs = PCA(n_components=2, svd_solver="covariance_eigh").fit(forward.passed_on(layer).astype(np.float64))
    assert made.layer == layer
    assert made.numbers.tolist() == list(range(10_000))
    assert np.abs(made.places) == pytest.approx(np.abs(theirs.transform(forward.passed_on(layer))), abs=1e-4)
    assert made.components.shares == pytest.approx(theirs.explained_variance_ratio_, abs=1e-6)


def test_what_is_drawn_lies_where_the_same_digit_of_the_data_does(judged):
    made, pages = finish(map_layer(judged, 0)), judged.examples.inputs[7].reshape(28, 28)
    recognition = judged.recogniser.recognise_prepared((pages / 255).astype(np.float32))
    assert made.components.place(recognition.forward.passed_on(0))[0] == pytest.approx(made.places[7], abs=1e-4)


def test_it_comes_in_steps_of_some_hundred_examples_so_that_it_can_be_stopped():
    assert len(list(map_layer(judged_by(network_of(784, 5, 10), noise(1_200, 1)), 0))) == 3


@pytest.mark.parametrize(("width", "points"), [(1_000, 1_100), (1_001, 1_000), (20_000, 500)])
def test_of_a_wide_layer_there_are_fewer_points(width, points):
    made = finish(map_layer(judged_by(network_of(784, width, 10), noise(1_100, 1)), 0))
    assert len(made.places) == len(made.numbers) == points


@pytest.mark.parametrize("examples", [1, 2, 12])
def test_few_examples_are_placed_too(examples):
    made = finish(map_layer(judged_by(network_of(784, 5, 10), noise(examples, 1)), 0))
    assert made.places.shape == (examples, 2)
    assert np.isfinite(made.places).all()


def test_of_many_examples_each_class_keeps_its_share_even_where_classes_take_turns():
    labels = np.tile(np.array([0, 1, 2, 3, 4, 5, 6, 7, 8, 8], np.uint8), 10_000)
    numbers = evenly_chosen(labels, MOST_POINTS)
    assert (np.diff(numbers) > 0).all()
    assert np.bincount(labels[numbers]).tolist() == [1_000] * 8 + [2_000]
