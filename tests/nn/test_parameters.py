import numpy as np

from nnapp.nn.activations import activation_named
from nnapp.nn.network import Network
from nnapp.nn.parameters import Parameters


def network():
    return Network.random([3, 2, 2], [activation_named("sigmoid")] * 2, np.random.default_rng(0))


def test_the_vector_and_the_network_are_the_same_memory():
    parameters = Parameters(network())
    parameters.vector[:] = np.arange(len(parameters.vector))
    first, second = parameters.network.layers
    assert first.weights.tolist() == [[0, 2, 4], [1, 3, 5]]
    assert first.biases.tolist() == [6, 7]
    assert second.weights.tolist() == [[8, 10], [9, 11]]
    assert second.biases.tolist() == [12, 13]


def test_the_network_it_came_from_and_snapshots_stay_as_they_are():
    start = network()
    before = start.layers[0].weights.copy()
    parameters = Parameters(start)
    snapshot = parameters.snapshot()
    parameters.vector += 1
    assert np.array_equal(start.layers[0].weights, before)
    assert np.array_equal(snapshot.layers[0].weights, before)
