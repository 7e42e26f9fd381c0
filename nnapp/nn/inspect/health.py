"""Neurons that no longer contribute: those whose activation never changes, and those that are saturated."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from nnapp.nn.activations import ElementwiseActivation
from nnapp.nn.arrays import Array
from nnapp.nn.network import ForwardPass, Network
from nnapp.nn.reports import LayerHealth

SAME: Final = 0.01
"""A neuron whose activation varies by less than this over all examples says nothing about them."""

FLAT: Final = 0.01
"""Where the derivative is below this share of its largest value, hardly any error is passed back."""

ALWAYS: Final = 0.99
"""The share of the examples that counts as "almost always"."""


class HealthWatch:
    """Watches the forward passes of many examples, and counts."""

    def __init__(self, network: Network) -> None:
        """Watch the hidden layers of ``network``."""
        self._layers = network.layers[:-1]
        self._lowest = [np.full(layer.neurons, np.inf) for layer in self._layers]
        self._highest = [np.full(layer.neurons, -np.inf) for layer in self._layers]
        self._flat = [np.zeros(layer.neurons, np.int64) for layer in self._layers]
        self._examples = 0

    def look(self, forward: ForwardPass) -> None:
        """Take in one forward pass."""
        self._examples += len(forward.inputs)
        for index, layer in enumerate(self._layers):
            z, a = forward.sums[index], forward.activations[index]
            np.minimum(self._lowest[index], a.min(axis=0), out=self._lowest[index])
            np.maximum(self._highest[index], a.max(axis=0), out=self._highest[index])
            if isinstance(layer.activation, ElementwiseActivation):
                derivative = layer.activation.derivative(z, a)
                self._flat[index] += (derivative < FLAT * layer.activation.steepest).sum(axis=0)

    def findings(self) -> tuple[LayerHealth, ...]:
        """Return the findings for each hidden layer; nothing when there were no examples."""
        if not self._examples:
            return ()
        each = zip(self._lowest, self._highest, self._flat, strict=True)
        return tuple(self._finding(lowest, highest, flat) for lowest, highest, flat in each)

    def _finding(self, lowest: Array, highest: Array, flat: NDArray[np.int64]) -> LayerHealth:
        unchanging = highest - lowest < SAME
        stuck = flat >= ALWAYS * self._examples
        saturated = stuck & ~unchanging
        return LayerHealth(len(unchanging), int(unchanging.sum()), int(saturated.sum()), int(stuck.sum()))
