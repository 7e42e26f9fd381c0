"""All weights and biases of a network in one vector, for optimizers to step along."""

import numpy as np

from nnapp.nn.arrays import Array
from nnapp.nn.network import Gradients, Layer, Network


class Parameters:
    """A private copy of a network whose weights and biases are views of one vector.

    An optimizer changes ``vector`` in place, and ``network`` changes with it. ``gradient`` has the
    same layout: back-propagation fills ``gradients``, which are views of it.
    """

    def __init__(self, network: Network) -> None:
        """Copy ``network``, which stays as it is."""
        parts = [part for layer in network.layers for part in (layer.weights.T, layer.biases)]
        self.vector: Array = np.concatenate([part.ravel() for part in parts])
        self.gradient: Array = np.zeros_like(self.vector)
        self._template = network
        self.network = self._view(self.vector)
        views = self._view(self.gradient).layers
        self.gradients = Gradients(tuple(view.weights for view in views), tuple(view.biases for view in views))

    def snapshot(self, vector: Array | None = None) -> Network:
        """Return an independent network with the current parameters, or with those in ``vector``."""
        return self._view((self.vector if vector is None else vector).copy())

    def _view(self, vector: Array) -> Network:
        layers, start = [], 0
        for layer in self._template.layers:
            middle = start + layer.weights.size
            end = middle + layer.biases.size
            # Column by column, (inputs, neurons): the product x @ W.T of a large layer then takes a fifth less time.
            weights = vector[start:middle].reshape(layer.weights.T.shape).T
            layers.append(Layer(weights, vector[middle:end], layer.activation))
            start = end
        return Network(tuple(layers))
