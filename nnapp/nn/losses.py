"""Loss functions: how wrong the predictions are, as one number that training makes small."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import ClassVar, Final

import numpy as np

from nnapp.nn.activations import Activation, Sigmoid, Softmax
from nnapp.nn.arrays import Array
from nnapp.nn.errors import InputError, named


class PairingError(InputError):
    """Activations and a loss function that cannot be trained together; the message says why."""

    def __init__(self, sentence: str, *, is_hidden: bool = False) -> None:
        """``is_hidden`` says that the activation of a hidden layer is at fault, not that of the outputs."""
        super().__init__(sentence)
        self.is_hidden = is_hidden


class Loss(ABC):
    """A loss of the output layer: sums z, predictions y' = f(z), targets y, all (examples, outputs).

    Targets lie between 0 and 1.
    """

    name: ClassVar[str]
    """Its name in files and on the command line."""
    label: ClassVar[str]
    """Its name on the screen."""

    @abstractmethod
    def value(self, output: Activation, sums: Array, predictions: Array, targets: Array) -> Array:
        """Return the loss L of each example, shape (examples,)."""

    @abstractmethod
    def gradient(self, output: Activation, sums: Array, predictions: Array, targets: Array) -> Array:
        """Return dL/dz of each example and output, shape (examples, outputs)."""

    def check_pairing(self, output: Activation) -> None:
        """Raise PairingError when a network with this output activation cannot be trained with this loss."""
        if not output.trainable:
            raise PairingError(
                f"A {output.name} output cannot be trained: its derivative is 0 everywhere, "
                "so no small change in a weight changes the loss; use sigmoid instead."
            )


class SquaredError(Loss):
    """L = 1/2 sum (y' - y)^2 over the outputs."""

    name = "squared error"
    label = "Squared error"

    def value(self, output: Activation, sums: Array, predictions: Array, targets: Array) -> Array:
        """1/2 sum (y' - y)^2."""
        losses: Array = 0.5 * np.square(predictions - targets).sum(axis=-1)
        return losses

    def gradient(self, output: Activation, sums: Array, predictions: Array, targets: Array) -> Array:
        """dL/dy' = y' - y, carried back through the activation."""
        return output.backward(predictions - targets, sums, predictions)


class CrossEntropy(Loss):
    """The surprise, in nats, at the targets when the outputs are taken as probabilities.

    Sigmoid outputs: L = -sum [y ln y' + (1 - y) ln(1 - y')], each output a yes-or-no question of its own.
    Softmax outputs: L = -sum y ln y', one question with several answers; targets add up to 1.
    """

    name = "cross-entropy"
    label = "Cross-entropy"
    suitable: ClassVar[str] = "sigmoid or softmax"
    """The output activations that it can be taken of."""

    def value(self, output: Activation, sums: Array, predictions: Array, targets: Array) -> Array:
        """The formulas above."""
        # Computed from z, as the logarithm of a y' that was rounded to 0 would be infinite.
        if isinstance(output, Softmax):
            # -ln y' = ln(sum e^z) - z.
            largest = sums.max(axis=-1, keepdims=True)
            log_sum = np.log(np.exp(sums - largest).sum(axis=-1)) + largest[..., 0]
            losses: Array = log_sum * targets.sum(axis=-1) - (targets * sums).sum(axis=-1)
        else:
            # -ln(1 - y') = ln(1 + e^z) = max(z, 0) + ln(1 + e^-|z|), and -ln y' is that less z.
            losses = (np.maximum(sums, 0.0) - targets * sums + np.log1p(np.exp(-np.abs(sums)))).sum(axis=-1)
        return losses

    def gradient(self, output: Activation, sums: Array, predictions: Array, targets: Array) -> Array:
        """y' - y for both: the derivative of the activation cancels, so a wrong neuron learns fast.

        Softmax outputs cannot all be silent; an example whose targets are all 0 teaches them nothing.
        """
        if isinstance(output, Softmax):
            predictions = predictions * targets.sum(axis=-1, keepdims=True)
        return predictions - targets

    def check_pairing(self, output: Activation) -> None:
        """Cross-entropy needs outputs strictly between 0 and 1."""
        super().check_pairing(output)
        if not isinstance(output, Sigmoid | Softmax):
            raise PairingError(
                f"{self.label} takes the logarithm of each output, and {output.name} outputs are not "
                f"limited to 0..1; use {self.suitable} outputs, or squared error."
            )


RIVALRY: Final = 0.8
"""r, the weight of the softmax term, 0..1."""

TINY: Final = 1e-30
"""Keeps a share of nothing from being 0/0."""


class RivalCrossEntropy(CrossEntropy):
    """Our own: cross-entropy of sigmoid outputs, taken twice, each output by itself and all as rivals.

    L = (1 - r) (sigmoid cross-entropy) + r (softmax cross-entropy), both of the same sums z, r = 0.8.
    The first part teaches each neuron when to fire; the second teaches that the right one fires
    strongest, which a network of few neurons does not learn from the first alone.
    """

    name = "rival cross-entropy"
    label = "Rival cross-entropy"
    suitable = "sigmoid"

    def value(self, output: Activation, sums: Array, predictions: Array, targets: Array) -> Array:
        """The formula above."""
        rivals = super().value(Softmax(), sums, predictions, targets)
        losses: Array = (1 - RIVALRY) * super().value(output, sums, predictions, targets) + RIVALRY * rivals
        return losses

    def gradient(self, output: Activation, sums: Array, predictions: Array, targets: Array) -> Array:
        """(1 - r) y' + r softmax(z) - y, the softmax counting only where there is a target."""
        # In one array, as it runs for every mini-batch; sums as products with ones, faster than .sum().
        # In float32 e^z is kept from overflowing by a limit on z, at which a neuron is as sure as can be;
        # in float64, where numbers are shown, by subtracting the largest z, which is exact.
        is_exact = sums.dtype == np.float64
        gradient: Array = sums - sums.max(axis=-1, keepdims=True) if is_exact else np.minimum(sums, 80.0)
        np.exp(gradient, out=gradient)
        ones = np.ones(sums.shape[-1], sums.dtype)
        share = targets @ ones
        share *= RIVALRY
        share /= gradient @ ones + TINY
        gradient *= share[..., np.newaxis]
        gradient += predictions * (1 - RIVALRY)
        gradient -= targets
        return gradient

    def check_pairing(self, output: Activation) -> None:
        """Of softmax outputs both parts are the same, plain cross-entropy."""
        super().check_pairing(output)
        if isinstance(output, Softmax):
            raise PairingError(
                "Softmax outputs are rivals already, so rival cross-entropy adds nothing; "
                "use cross-entropy, or sigmoid outputs."
            )


LOSSES: Final[tuple[Loss, ...]] = (SquaredError(), CrossEntropy(), RivalCrossEntropy())


def loss_named(name: str) -> Loss:
    """Return the loss function of that name.

    Raises:
        InputError: there is none of that name.
    """
    return named(LOSSES, name, "loss function")


def check_trainable(activations: Sequence[Activation], loss: Loss) -> None:
    """Raise PairingError when layers with these ``activations``, inputs first, cannot be trained with ``loss``."""
    for number, activation in enumerate(activations[:-1], start=1):
        if not activation.trainable:
            raise PairingError(
                f"Hidden layer {number} has the activation {activation.name}, whose derivative is 0 everywhere, "
                "so no error finds its way back through it; use sigmoid instead.",
                is_hidden=True,
            )
    loss.check_pairing(activations[-1])
