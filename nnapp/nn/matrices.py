"""Matrix multiplication as the course writes it, and two layers that it makes one of."""

from dataclasses import dataclass

import numpy as np

from nnapp.nn.activations import Activation, Identity
from nnapp.nn.arrays import EXACT, Reals
from nnapp.nn.network import Layer, Network


def product(one: Reals, other: Reals) -> Reals:
    """Return ``one`` · ``other``: element (i, j) is row i of the one times column j of the other, added up."""
    result: Reals = np.round(one @ other, EXACT)
    return result


def element_products(one: Reals, other: Reals, row: int, column: int) -> Reals:
    """Return what adds up to one element of ``one`` · ``other``."""
    products: Reals = np.round(one[row] * other[:, column], EXACT)
    return products


@dataclass(frozen=True, eq=False)
class TwoLayers:
    """A layer W₁ with an activation function, and a linear layer W₂ behind it; neither has biases."""

    first: Reals
    """W₁, (neurons, inputs)."""
    second: Reals
    """W₂, (outputs, neurons)."""
    activation: Activation

    @property
    def network(self) -> Network:
        """The two layers as a network."""
        layers = ((self.first, self.activation), (self.second, Identity()))
        return Network(tuple(Layer(weights, np.zeros(len(weights)), own) for weights, own in layers))

    def outputs(self, inputs: Reals) -> Reals:
        """Return W₂ · f(W₁ · I)."""
        outputs: Reals = np.round(self.network.forward(inputs[None]).outputs[0], EXACT)
        return outputs

    @property
    def one_layer(self) -> Reals:
        """W₂ · W₁: the one layer that both are without an activation function."""
        return product(self.second, self.first)

    def outputs_of_one(self, inputs: Reals) -> Reals:
        """Return (W₂ · W₁) · I."""
        outputs: Reals = np.round(self.one_layer @ inputs, EXACT)
        return outputs

    def difference(self, inputs: Reals) -> float:
        """Return how far, at most, an output of the two layers is from that of the one."""
        # A sum of sums: what binary numbers add grows a little.
        gap = np.abs(self.outputs(inputs) - self.outputs_of_one(inputs))
        return float(np.round(gap.max(), EXACT - 3))
