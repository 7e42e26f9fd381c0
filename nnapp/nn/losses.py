"""Loss functions: how wrong a prediction is, as one number that training makes small."""

from abc import ABC, abstractmethod
from typing import ClassVar, Final

import numpy as np

from nnapp.nn.activations import Activation, activation_named
from nnapp.nn.arrays import Array

RIVALRY: Final = 0.8
"""The share of a rival cross-entropy that the outputs settle among themselves, 0..1."""


TINY: Final = 1e-30
"""Keeps shares of nothing from being 0/0."""


class PairingError(ValueError):
    """An output activation and a loss function that cannot be trained together; the message says why."""


class Loss(ABC):
    """A loss of the output layer: weighted sums ``z``, activations ``a``, targets ``t``.

    All three are (examples, outputs), the targets between 0 and 1.
    """

    name: ClassVar[str]

    @abstractmethod
    def value(self, output: Activation, z: Array, a: Array, t: Array) -> Array:
        """Return the loss of each example, shape (examples,)."""

    @abstractmethod
    def gradient(self, output: Activation, z: Array, a: Array, t: Array) -> Array:
        """Return dL/dz for each example and output, shape (examples, outputs)."""

    @abstractmethod
    def formula(self, output: Activation) -> str:
        """Return the loss of one example as people write it, y being targets and y' predictions."""

    @abstractmethod
    def error_formula(self, output: Activation) -> str:
        """Return dL/dz of an output as people write it; f' is the slope of its activation."""

    def check_pairing(self, output: Activation) -> None:
        """Raise PairingError when a network with this output activation cannot learn by this loss."""
        if not output.trainable:
            raise PairingError(
                f"A {output.name} output cannot be trained: its derivative is 0 everywhere, "
                "so no small change of a weight changes the loss; use sigmoid instead."
            )


class SquaredError(Loss):
    """L = 1/2 sum over the outputs of (a - t)^2."""

    name = "squared error"

    def value(self, output: Activation, z: Array, a: Array, t: Array) -> Array:
        """1/2 sum (a - t)^2."""
        losses: Array = 0.5 * np.square(a - t).sum(axis=-1)
        return losses

    def gradient(self, output: Activation, z: Array, a: Array, t: Array) -> Array:
        """dL/da = a - t, carried back through the activation."""
        return output.backward(a - t, z, a)

    def formula(self, output: Activation) -> str:
        """The same for every output."""
        return "L = ½ Σ (y' − y)²"

    def error_formula(self, output: Activation) -> str:
        """With the slope of the activation, which for softmax depends on every output."""
        return "δ = y' · ((y' − y) − Σ (y' − y) y')" if output.name == "softmax" else "δ = (y' − y) · f'(z)"


class CrossEntropy(Loss):
    """The surprise, in nats, at the targets when the outputs are taken as probabilities.

    Sigmoid outputs: L = -sum [t ln a + (1 - t) ln(1 - a)], each output a yes-or-no question of its own.
    Softmax outputs: L = -sum t ln a, one question with several answers; targets add up to 1.
    Both are computed from z, where ln a needs no logarithm of a number close to 0.
    """

    name = "cross-entropy"

    def value(self, output: Activation, z: Array, a: Array, t: Array) -> Array:
        """The formulas above, with ln a rewritten by z."""
        if output.name == "softmax":
            largest = z.max(axis=-1, keepdims=True)
            log_sum = np.log(np.exp(z - largest).sum(axis=-1)) + largest[..., 0]
            losses: Array = log_sum * t.sum(axis=-1) - (t * z).sum(axis=-1)
        else:
            # -ln(1 - a) = ln(1 + e^z) = max(z, 0) + ln(1 + e^-|z|), and -ln a is that less z.
            losses = (np.maximum(z, 0.0) - t * z + np.log1p(np.exp(-np.abs(z)))).sum(axis=-1)
        return losses

    def gradient(self, output: Activation, z: Array, a: Array, t: Array) -> Array:
        """a - t for both: the derivative of the activation cancels, so a wrong neuron learns fast.

        Softmax outputs cannot all be silent; an example whose targets are all 0 teaches them nothing.
        """
        if output.name == "softmax":
            a = a * t.sum(axis=-1, keepdims=True)
        return a - t

    def formula(self, output: Activation) -> str:
        """As above."""
        return "L = −Σ y ln y'" if output.name == "softmax" else "L = −Σ [ y ln y' + (1 − y) ln(1 − y') ]"

    def error_formula(self, output: Activation) -> str:
        """The same for both; softmax outputs learn nothing from an example of no class."""
        return "δ = y' Σ y − y" if output.name == "softmax" else "δ = y' − y"

    def check_pairing(self, output: Activation) -> None:
        """Cross-entropy needs outputs strictly between 0 and 1."""
        super().check_pairing(output)
        if output.name not in ("sigmoid", "softmax"):
            raise PairingError(
                f"Cross-entropy takes the logarithm of each output, and {output.name} outputs are not "
                "limited to 0..1; use sigmoid or softmax outputs, or squared error."
            )


class RivalCrossEntropy(CrossEntropy):
    """Cross-entropy of sigmoid outputs, asked twice: each neuron by itself, and all as rivals.

    L = (1 - r) * (sigmoid cross-entropy) + r * (softmax cross-entropy), both of the same sums z, r = 0.8.
    The first part teaches each neuron when to fire, the second that the right one fires strongest, which
    a network of few neurons needs to be told.
    """

    name = "rival cross-entropy"

    def value(self, output: Activation, z: Array, a: Array, t: Array) -> Array:
        """The formula above."""
        rivals = super().value(activation_named("softmax"), z, a, t)
        losses: Array = (1 - RIVALRY) * super().value(output, z, a, t) + RIVALRY * rivals
        return losses

    def gradient(self, output: Activation, z: Array, a: Array, t: Array) -> Array:
        """(1 - r) a + r s - t, where s are the softmax shares (times 0 where all targets are 0)."""
        # Above 80 a neuron is as sure as can be; e^80 still fits a float32. This runs once a mini-batch, so
        # it works in one array, and sums by products with ones, faster than .sum(axis=-1).
        # In float64, where numbers are checked and shown, it is exact for sums of any size.
        gradient: Array = z - z.max(axis=-1, keepdims=True) if z.dtype == np.float64 else np.minimum(z, 80.0)
        np.exp(gradient, out=gradient)
        ones = np.ones(z.shape[-1], z.dtype)
        share = t @ ones
        share *= RIVALRY
        share /= gradient @ ones + TINY
        gradient *= share[..., np.newaxis]
        gradient += a * (1 - RIVALRY)
        gradient -= t
        return gradient

    def formula(self, output: Activation) -> str:
        """The weighted sum of both."""
        return (
            f"L = −{1 - RIVALRY:.1f} Σ [ y ln y' + (1 − y) ln(1 − y') ] − {RIVALRY:.1f} Σ y ln s, where s = softmax(z)"
        )

    def error_formula(self, output: Activation) -> str:
        """The weighted sum of both; s counts only where there is a target."""
        return f"δ = {1 - RIVALRY:.1f} y' + {RIVALRY:.1f} s Σ y − y, where s = softmax(z)"

    def check_pairing(self, output: Activation) -> None:
        """Only sigmoid outputs can be asked both."""
        super().check_pairing(output)
        if output.name != "sigmoid":
            raise PairingError(
                f"Rival cross-entropy asks each output by itself and against the others, and {output.name} outputs "
                "are not limited to 0..1 each by itself; use sigmoid outputs, or cross-entropy."
            )


LOSSES: Final[tuple[Loss, ...]] = (SquaredError(), CrossEntropy(), RivalCrossEntropy())


def loss_named(name: str) -> Loss:
    """Return the loss function of that name.

    Raises:
        ValueError: there is none of that name.
    """
    for loss in LOSSES:
        if loss.name == name:
            return loss
    known = ", ".join(loss.name for loss in LOSSES)
    raise ValueError(f"There is no loss function “{name}”; there are {known}.")
