"""How well a network does on what it learnt from, beside what it has never seen, and what the learning costs."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from nnapp.nn.reports import EpochFigures

RISEN, SINCE = 1.01, 3
"""Times the lowest validation loss, and epochs since then, from which on it has risen again, and not only trembled."""


@dataclass(frozen=True)
class Fit:
    """How a run of training ended."""

    training_accuracy: float
    """0..1."""
    validation_accuracy: float
    """0..1."""
    lowest: int
    """The epoch with the lowest validation loss."""
    rises: bool
    """Whether the validation loss has risen again since then."""

    @classmethod
    def of(cls, curve: Sequence[EpochFigures]) -> "Fit":
        """Return how the run of ``curve``, at least one epoch, ended; its losses are finite."""
        losses, last = np.array([figures.validation_loss for figures in curve]), curve[-1]
        lowest = int(losses.argmin())
        rises = len(losses) - 1 - lowest >= SINCE and bool(losses[-1] > RISEN * losses[lowest])
        return cls(last.training_accuracy, last.validation_accuracy, curve[lowest].epoch, rises)

    @property
    def gap(self) -> float:
        """By how much it does better on what it learnt from, -1..1: what it knows by heart only."""
        return self.training_accuracy - self.validation_accuracy


def weight_count(sizes: Sequence[int]) -> int:
    """Return the number of weights of a network, biases not counted; ``sizes`` as in ``Network.sizes``."""
    return sum(before * after for before, after in pairwise(sizes))


def multiplications(sizes: Sequence[int], examples: int) -> tuple[int, int]:
    """Return how many an epoch needs, forward and backward.

    Forward, each weight is multiplied once for each example. Backward, so is the error of its neuron by its input,
    which gives its gradient; and, but for the first layer, the error by the weight, to carry it further back.
    """
    weights = weight_count(sizes)
    return weights * examples, (weights + weight_count(sizes[1:])) * examples
