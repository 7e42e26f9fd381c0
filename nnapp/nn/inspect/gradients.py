"""How much a weighted sum changes with what comes before it, by the chain rule."""

import numpy as np

from nnapp.nn.arrays import Array
from nnapp.nn.network import ForwardPass, Network


def input_gradients(network: Network, forward: ForwardPass, layer: int, directions: Array) -> Array:
    """Return the gradients of direction . z of ``layer`` with respect to the inputs, (directions, inputs).

    For one neuron of the first layer that is its row of weights. In later layers the slopes of the activations
    in between come in, so it holds only for small changes of these inputs.

    Args:
        network: the one that computed ``forward``.
        forward: of one example.
        layer: counted from 0.
        directions: (directions, neurons of the layer), how much each weighted sum counts.
    """
    return _carried_back(network, forward, layer, directions, down_to=0)


def effect_on_outputs(network: Network, forward: ForwardPass, layer: int, neuron: int) -> Array:
    """Return dz/da, (outputs,): how much the sum of each output grows with the activation of a hidden neuron.

    In the last hidden layer these are the outgoing weights of the neuron.
    """
    last = len(network.layers) - 1
    each = np.eye(network.sizes[-1], dtype=network.layers[last].weights.dtype)
    effects: Array = _carried_back(network, forward, last, each, down_to=layer + 1)[:, neuron]
    return effects


def one_neuron(network: Network, layer: int, neuron: int) -> Array:
    """Return the direction, (1, neurons of the layer), in which only ``neuron`` counts."""
    direction = np.zeros((1, network.layers[layer].neurons), network.layers[layer].weights.dtype)
    direction[0, neuron] = 1.0
    return direction


def _carried_back(network: Network, forward: ForwardPass, layer: int, directions: Array, down_to: int) -> Array:
    """Return the gradients of direction . z of ``layer`` with respect to the inputs of layer ``down_to``."""
    delta = directions
    for index in range(layer, down_to, -1):
        below = index - 1
        error = delta @ network.layers[index].weights
        delta = network.layers[below].activation.backward(error, forward.sums[below], forward.activations[below])
    gradients: Array = delta @ network.layers[down_to].weights
    return gradients
