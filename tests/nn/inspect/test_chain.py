"""The chain of strongest links through a neuron, found by hand and by trying every way."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnapp.nn.activations import ReLU, Sigmoid
from nnapp.nn.inspect.chain import Chain, supports
from nnapp.nn.network import Layer, Network


def layer(weights, activation):
    weights = np.array(weights, float)
    return Layer(weights, np.zeros(len(weights)), activation)


NETWORK = Network(
    (
        layer([[1.0, -2.0, 0.5], [0.2, 0.0, 3.0]], ReLU()),
        layer([[0.5, -9.0], [0.4, 0.3]], ReLU()),
        layer([[1.0, -1.0], [2.0, 0.5]], Sigmoid()),
    )
)


@pytest.mark.parametrize(
    ("inputs", "at", "chain"),
    [
        ((1.0, 1.0, 1.0), (0, 0), Chain(0, (0, 0, 1))),
        # The third input is 0, so that the second neuron hears most of the first.
        ((1.0, 1.0, 0.0), (0, 1), Chain(0, (1, 1, 1))),
        ((1.0, 1.0, 1.0), (1, 1), Chain(2, (1, 1, 1))),
        # z = (1.0, 0.2) in the first layer: 0.4 · 1.0 is more than 0.3 · 0.2.
        ((1.0, 0.0, 0.0), (1, 1), Chain(0, (0, 1, 1))),
        ((1.0, 0.0, 0.0), (2, 0), Chain(0, (0, 0, 0))),
    ],
)
def test_a_chain_follows_support_back_and_weights_onward(inputs, at, chain):
    assert Chain.through(NETWORK, NETWORK.forward(np.array([inputs])), *at) == chain


def test_where_all_inputs_are_zero_the_weights_alone_count():
    forward = NETWORK.forward(np.zeros((1, 3)))
    assert supports(NETWORK, forward, 0, 0).tolist() == [1.0, -2.0, 0.5]
    assert Chain.through(NETWORK, forward, 0, 1) == Chain(2, (1, 1, 1))


@given(st.integers(0, 10_000))
def test_no_link_of_a_chain_is_weaker_than_another(seed):
    rng = np.random.default_rng(seed)
    network = Network.random((5, 4, 3, 2), (Sigmoid(), Sigmoid(), Sigmoid()), rng, np.float64)
    forward = network.forward(rng.random((1, 5)))
    chain = Chain.through(network, forward, 1, 2)
    first, middle, last = chain.neurons
    assert middle == 2
    weights = [part.weights for part in network.layers]
    a = forward.activations[0][0]
    assert all(weights[1][2, first] * a[first] >= weights[1][2, k] * a[k] for k in range(4))
    assert all(weights[2][last, 2] >= weights[2][k, 2] for k in range(2))
    x = forward.inputs[0]
    assert all(weights[0][first, chain.source] * x[chain.source] >= weights[0][first, k] * x[k] for k in range(5))
