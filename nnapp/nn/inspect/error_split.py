"""Two ways to carry the errors of the outputs back to the hidden neurons: shared out by weight, and by the gradient.

The first is the course's picture; Rashid, "Make Your Own Neural Network" (2016), draws it so. The second is what
back-propagation computes.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnapp.nn.activations import Sigmoid
from nnapp.nn.arrays import EXACT, Reals


@dataclass(frozen=True, eq=False)
class ErrorSplit:
    """Sigmoid hidden neurons, the weights of the outputs, and the error of each output."""

    weights: Reals
    """(outputs, hidden), as everywhere: what the course calls w21 leads from hidden neuron 2 to output 1: [0, 1]."""
    errors: Reals
    """dL/dz of each output, (outputs,). With a sigmoid and cross-entropy that is the output minus its target."""
    activations: Reals
    """Of the hidden neurons, (hidden,), 0..1."""

    @property
    def totals(self) -> Reals:
        """What the weights of each output add up to, (outputs,)."""
        totals: Reals = np.round(self.weights.sum(axis=1), EXACT)
        return totals

    @property
    def is_shared(self) -> NDArray[np.bool_]:
        """Whether the error of each output can be shared out: whether its weights do not add up to 0, (outputs,)."""
        is_shared: NDArray[np.bool_] = self.totals != 0.0
        return is_shared

    @property
    def shares(self) -> Reals:
        """w11 / (w11 + w21) and the like, (outputs, hidden): 0 where the weights add up to 0."""
        shares: Reals = np.zeros_like(self.weights)
        np.divide(self.weights, self.totals[:, None], out=shares, where=self.is_shared[:, None])
        return shares

    @property
    def split(self) -> Reals:
        """The error that each hidden neuron is given by the shares, (hidden,)."""
        return self.errors @ self.shares

    @property
    def arriving(self) -> Reals:
        """dL/da of each hidden neuron: the errors times the weights, added up, (hidden,)."""
        return self.errors @ self.weights

    @property
    def slopes(self) -> Reals:
        """da/dz = a (1 - a) of each hidden neuron, (hidden,)."""
        slopes: Reals = np.asarray(Sigmoid().derivative(self.activations, self.activations), np.float64)
        return slopes

    @property
    def gradients(self) -> Reals:
        """dL/dz of each hidden neuron: what arrives times the slope, (hidden,)."""
        return self.arriving * self.slopes
