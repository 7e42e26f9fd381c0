"""The errors of the outputs carried back: by shares of the weights, and by the gradient, checked by nudges."""

import numpy as np
import pytest

from nnapp.nn.activations import Sigmoid
from nnapp.nn.inspect.error_split import ErrorSplit
from nnapp.nn.losses import CrossEntropy
from nnapp.nn.network import Layer, Network


def split_of(weights, errors=(0.8, 0.5), activations=(0.5, 0.9)):
    return ErrorSplit(np.array(weights, float), np.array(errors, float), np.array(activations, float))


def test_each_error_is_shared_in_proportion_to_the_weights_and_none_is_lost():
    # w11 = 2, w21 = 3, w12 = 1, w22 = 4: worked out by hand.
    found = split_of([[2.0, 3.0], [1.0, 4.0]])
    assert found.shares == pytest.approx(np.array([[0.4, 0.6], [0.2, 0.8]]))
    assert found.split == pytest.approx([0.42, 0.88])
    assert found.split.sum() == pytest.approx(0.8 + 0.5)


def test_the_gradient_is_error_times_weight_times_slope():
    found = split_of([[0.9, 0.3], [0.2, 0.8]])
    assert found.arriving == pytest.approx([0.82, 0.64])
    assert found.slopes == pytest.approx([0.25, 0.09])
    assert found.gradients == pytest.approx([0.205, 0.0576])


def test_weights_that_add_up_to_zero_have_no_shares_but_a_gradient():
    found = split_of([[0.3, -0.3], [0.1 + 0.2, -0.3]])
    assert found.is_shared.tolist() == [False, False]
    assert found.shares.tolist() == [[0.0, 0.0], [0.0, 0.0]]
    assert found.gradients == pytest.approx([0.39 * 0.25, -0.39 * 0.09])


def test_weights_of_opposite_signs_give_one_neuron_more_than_the_whole_error():
    found = split_of([[0.9, -0.6], [1.0, 1.0]])
    assert found.shares[0] == pytest.approx([3.0, -2.0])


def test_the_gradient_is_what_a_nudge_of_each_sum_does_to_the_loss():
    rng = np.random.default_rng(7)
    weights, sums = rng.normal(size=(2, 2)), rng.normal(size=2)
    network = Network((Layer(np.eye(2), np.zeros(2), Sigmoid()), Layer(weights, np.zeros(2), Sigmoid())))
    targets = np.array([[1.0, 0.0]])

    def loss(hidden_sums):
        forward = network.forward(hidden_sums[None])
        return float(CrossEntropy().value(Sigmoid(), forward.sums[-1], forward.outputs, targets)[0])

    forward = network.forward(sums[None])
    found = split_of(weights, (forward.outputs - targets)[0], forward.activations[0][0])
    nudged = [(loss(sums + step) - loss(sums - step)) / 2e-5 for step in 1e-5 * np.eye(2)]
    assert found.gradients == pytest.approx(nudged, abs=1e-9)
