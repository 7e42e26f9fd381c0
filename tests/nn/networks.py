"""Small networks in float64 for tests of what looks inside them."""

import numpy as np

from nnapp.nn.activations import activation_named
from nnapp.nn.network import Network

X = np.random.default_rng(2).random(12)


def small_network(names=("sigmoid", "tanh", "sigmoid"), sizes=(12, 6, 5, 4), dtype=np.float64, seed=0):
    made = Network.random(sizes, [activation_named(name) for name in names], np.random.default_rng(seed), dtype)
    for layer in made.layers:
        layer.biases[:] = np.random.default_rng(1).normal(size=layer.neurons)
    return made


def forward(net, x=X):
    return net.forward(x.reshape(1, -1))


def output(net, x=X):
    return forward(net, x).outputs[0]
