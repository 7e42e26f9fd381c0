"""What a small change in the weights does to the output of one neuron: predicted by the derivative, and really."""

from dataclasses import dataclass

import numpy as np

from nnapp.nn.activations import ElementwiseActivation
from nnapp.nn.arrays import EXACT, Reals


@dataclass(frozen=True, eq=False)
class SmallChange:
    """A neuron a = f(w·x + b) for one example, before and after its weights and its bias change.

    Nielsen, "Neural Networks and Deep Learning" (2015), chapter 1: Δa ≈ Σ ∂a/∂w Δw + ∂a/∂b Δb.
    """

    activation: ElementwiseActivation
    inputs: Reals
    weights: Reals
    bias: float
    weight_changes: Reals
    """Δw, one for each weight."""
    bias_change: float

    @property
    def sum(self) -> float:
        """z = w·x + b, before."""
        return float(np.round(self.weights @ self.inputs + self.bias, EXACT))

    @property
    def sum_change(self) -> float:
        """Δz = Σ x Δw + Δb: exact, as the sum is linear in the weights and the bias."""
        return float(self.weight_changes @ self.inputs + self.bias_change)

    @property
    def output(self) -> float:
        """a = f(z), before."""
        return self._at(self.sum)

    @property
    def changed_output(self) -> float:
        """a = f(z + Δz), after."""
        return self._at(self.sum + self.sum_change)

    @property
    def slope(self) -> float:
        """f'(z) = ∂a/∂b, before."""
        return float(self.activation.derivative(np.array([self.sum]), np.array([self.output]))[0])

    @property
    def slopes(self) -> Reals:
        """∂a/∂w = f'(z) x, one for each weight."""
        return self.slope * self.inputs

    @property
    def predicted(self) -> float:
        """Σ ∂a/∂w Δw + ∂a/∂b Δb."""
        return float(self.slopes @ self.weight_changes + self.slope * self.bias_change)

    @property
    def real(self) -> float:
        """The change of the output: f(z + Δz) − f(z)."""
        return self.changed_output - self.output

    def _at(self, total: float) -> float:
        return float(self.activation.value(np.round([total], EXACT))[0])
