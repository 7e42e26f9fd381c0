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
                "limited to 0..1; use sigmoid or softmax outputs, or squared error."
            )


LOSSES: Final[tuple[Loss, ...]] = (SquaredError(), CrossEntropy())

FORMER_LOSSES: Final = {"rival cross-entropy": "Rival cross-entropy"}
"""The labels of losses that only older files name: they are shown, but nothing is trained with them."""


def loss_named(name: str) -> Loss:
    """Return the loss function of that name.

    Raises:
        InputError: there is none of that name, or no longer.
    """
    if name in FORMER_LOSSES:
        raise InputError(f"{FORMER_LOSSES[name]} is no longer offered; train with {CrossEntropy.name} instead.")
    return named(LOSSES, name, "loss function")


def loss_label(name: str) -> str:
    """Return what the loss function of that name, or one that there was, is called on the screen."""
    return FORMER_LOSSES.get(name) or loss_named(name).label


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
