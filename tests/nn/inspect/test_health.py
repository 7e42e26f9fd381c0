import numpy as np

from nnapp.nn.activations import activation_named
from nnapp.nn.inspect.health import HealthWatch
from nnapp.nn.network import Layer, Network
from nnapp.nn.reports import LayerHealth

INPUTS = np.random.default_rng(0).random((400, 3)).astype(np.float32)


def watched(weights, biases, activation):
    weights, biases = np.array(weights, np.float32), np.array(biases, np.float32)
    outputs = Layer(np.ones((1, len(biases)), np.float32), np.zeros(1, np.float32), activation_named("sigmoid"))
    network = Network((Layer(weights, biases, activation_named(activation)), outputs))
    watch = HealthWatch(network)
    for part in np.array_split(INPUTS, 3):
        watch.look(network.forward(part))
    return watch.findings()


def test_lively_neurons_are_neither_dead_nor_saturated():
    assert watched([[1, -1, 0], [2, 0, -2]], [0, 0], "sigmoid") == (LayerHealth(2, 0, 0, 0),)


def test_a_neuron_that_answers_everything_alike_is_dead():
    assert watched([[0, 0, 0], [0, 0, 0], [1, -1, 0]], [0, 40, 0], "sigmoid") == (LayerHealth(3, 2, 0, 1),)
    assert watched([[-1, -1, -1], [1, 1, 1]], [0, 0], "relu") == (LayerHealth(2, 1, 0, 1),)


def test_a_neuron_that_is_always_sure_is_saturated():
    # Far from 0 for all examples, on one side or the other.
    assert watched([[5000, -5000, 0]], [0], "sigmoid") == (LayerHealth(1, 0, 1, 1),)
    assert watched([[5000, -5000, 0]], [0], "tanh") == (LayerHealth(1, 0, 1, 1),)


def test_without_examples_nothing_is_found():
    network = Network((Layer(np.ones((1, 3)), np.zeros(1), activation_named("sigmoid")),))
    assert HealthWatch(network).findings() == ()
