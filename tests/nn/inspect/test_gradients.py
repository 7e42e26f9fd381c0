"""Gradients of weighted sums, against small changes."""

import numpy as np
import pytest

from nnapp.nn.inspect.gradients import effect_on_outputs, input_gradients, one_neuron
from tests.nn.networks import X, forward, small_network

STEP = 1e-6


@pytest.mark.parametrize("names", [("sigmoid", "tanh", "sigmoid"), ("relu", "softmax", "softmax")])
@pytest.mark.parametrize("layer", [0, 1, 2])
def test_the_gradient_by_the_inputs_is_that_of_small_changes(names, layer):
    net = small_network(names)
    directions = np.random.default_rng(5).normal(size=(3, net.layers[layer].neurons))
    gradients = input_gradients(net, forward(net), layer, directions)
    assert gradients.shape == (3, 12)
    for pixel, change in enumerate(STEP * np.eye(12)):
        sums = [directions @ forward(net, X + sign * change).sums[layer][0] for sign in (1, -1)]
        assert gradients[:, pixel] == pytest.approx((sums[0] - sums[1]) / (2 * STEP), abs=1e-7)


def test_in_the_first_layer_the_slopes_are_the_weights():
    net = small_network()
    assert np.array_equal(input_gradients(net, forward(net), 0, one_neuron(net, 0, 4))[0], net.layers[0].weights[4])


@pytest.mark.parametrize("layer", [0, 1])
def test_the_effect_on_the_outputs_is_that_of_a_small_change_of_the_activation(layer):
    net = small_network()
    for neuron in range(net.layers[layer].neurons):
        sums = []
        for sign in (1, -1):
            a = forward(net).activations[layer].copy()
            a[0, neuron] += sign * STEP
            for behind in net.layers[layer + 1 :]:
                z = a @ behind.weights.T + behind.biases
                a = behind.activation.value(z)
            sums.append(z[0])
        found = effect_on_outputs(net, forward(net), layer, neuron)
        assert found == pytest.approx((sums[0] - sums[1]) / (2 * STEP), abs=1e-7)


def test_the_last_hidden_layer_speaks_by_its_weights():
    net = small_network()
    assert np.array_equal(effect_on_outputs(net, forward(net), 1, 3), net.layers[2].weights[:, 3])
