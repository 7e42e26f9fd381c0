"""Connections by their strength, whatever their sign."""

import numpy as np

from nnapp.nn.activations import Sigmoid
from nnapp.nn.inspect.strength import sizes_between_neurons, strongest_between_neurons, strongest_first
from nnapp.nn.network import Layer, Network


def layer(weights):
    return Layer(np.array(weights), np.zeros(len(weights)), Sigmoid())


FIRST = layer([[9.0, -9.0], [0.0, 1.0], [2.0, 2.0]])


def test_the_sign_does_not_count_and_inputs_are_left_out():
    network = Network((FIRST, layer([[0.5, -3.0, 2.0], [1.0, 1.0, -1.5]])))
    assert sorted(sizes_between_neurons(network)) == [0.5, 1.0, 1.0, 1.5, 2.0, 3.0]
    assert strongest_between_neurons(network) == 3.0
    assert strongest_first(np.array([0.5, -3.0, 2.0])).tolist() == [1, 2, 0]
    assert strongest_first(np.array([1.0, 1.0, -1.5])).tolist() == [2, 0, 1], "equal ones in their order"


def test_a_network_of_one_layer_has_no_connections_between_neurons():
    assert strongest_between_neurons(Network((FIRST,))) == 0.0
