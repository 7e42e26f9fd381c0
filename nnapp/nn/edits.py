"""What if: a network with one thing changed. Each function returns a new network and leaves the old one as it is."""

from dataclasses import replace

import numpy as np

from nnapp.nn.network import Layer, Network


def with_bias(network: Network, layer: int, neuron: int, bias: float) -> Network:
    """Return ``network`` with another bias of one neuron."""
    biases = network.layers[layer].biases.copy()
    biases[neuron] = bias
    return _with_layer(network, layer, replace(network.layers[layer], biases=biases))


def with_scaled_neuron(network: Network, layer: int, neuron: int, factor: float) -> Network:
    """Return ``network`` with what one hidden neuron says multiplied by ``factor``; 0 mutes it.

    Its outgoing weights are scaled, which is the same as scaling its activation.

    Raises:
        ValueError: the neuron is an output, to which no one listens.
    """
    if layer + 1 >= len(network.layers):
        raise ValueError("An output neuron speaks to no other; only a hidden neuron can be scaled or muted.")
    weights = network.layers[layer + 1].weights.copy()
    weights[:, neuron] *= factor
    return _with_layer(network, layer + 1, replace(network.layers[layer + 1], weights=weights))


def with_cut_edge(network: Network, layer: int, neuron: int, before: int) -> Network:
    """Return ``network`` without the connection from input ``before`` to a neuron: its weight is 0."""
    weights = network.layers[layer].weights.copy()
    weights[neuron, before] = 0.0
    return _with_layer(network, layer, replace(network.layers[layer], weights=weights))


def with_noise(network: Network, share: float, rng: np.random.Generator) -> Network:
    """Return ``network`` with normal noise on all weights, ``share`` times the deviation of each layer's weights."""
    layers = []
    for layer in network.layers:
        noise = rng.normal(0.0, share * float(layer.weights.std()), layer.weights.shape)
        layers.append(replace(layer, weights=layer.weights + noise.astype(layer.weights.dtype)))
    return Network(tuple(layers))


def pruned(network: Network, share: float) -> Network:
    """Return ``network`` with the smallest ``share``, 0..1, of each layer's weights set to 0."""
    layers = []
    for layer in network.layers:
        sizes = np.abs(layer.weights).ravel()
        weights = layer.weights.ravel().copy()
        weights[np.argsort(sizes, kind="stable")[: round(share * len(sizes))]] = 0.0
        layers.append(replace(layer, weights=weights.reshape(layer.weights.shape)))
    return Network(tuple(layers))


def _with_layer(network: Network, number: int, layer: Layer) -> Network:
    return Network((*network.layers[:number], layer, *network.layers[number + 1 :]))
