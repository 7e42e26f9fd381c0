"""Which examples a gallery lists, and in which order: NumPy only."""

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nnapp.nn.arrays import Array
from nnapp.nn.predictions import Predictions

CLOSE: Final = 0.2
"""A right answer is close when the rival is less than this below it."""

Numbers = NDArray[np.intp]
"""Numbers of examples, counted from 0."""


class Kind(Enum):
    """Which examples are listed, and what the choice is called."""

    MISTAKES = "Mistakes"
    CLOSE = "Right, but close"
    ALL = "All"


class Order(Enum):
    """How they are sorted, and what the choice is called."""

    CONFIDENT = "most confident first"
    RIVAL = "closest rival first"
    CLASS = "by class"


@dataclass(frozen=True, eq=False)
class Answers:
    """The answers to examples, and their rivals: the strongest of the other outputs. Each array is (examples,)."""

    predictions: Predictions

    @cached_property
    def rivals(self) -> Numbers:
        """The class of each rival; there are two classes at least."""
        others = self.predictions.outputs.copy()
        others[np.arange(len(others)), self.predictions.answers] = -np.inf
        rivals: Numbers = others.argmax(axis=1)
        return rivals

    @cached_property
    def rival_activations(self) -> Array:
        """The activation of each rival."""
        outputs: Array = self.predictions.outputs[np.arange(len(self.rivals)), self.rivals]
        return outputs

    @cached_property
    def leads(self) -> Array:
        """How far each answer lies above its rival."""
        leads: Array = self.predictions.strongest - self.rival_activations
        return leads

    def numbers(self, kind: Kind, order: Order, among: NDArray[np.bool_] | None = None) -> Numbers:
        """Return the examples of ``kind``, sorted, of those that are marked in ``among`` if it is given."""
        predictions = self.predictions
        match kind:
            case Kind.MISTAKES:
                is_listed = ~predictions.is_correct
            case Kind.CLOSE:
                is_listed = predictions.is_correct & (self.leads < CLOSE)
            case Kind.ALL:
                is_listed = np.ones(len(predictions), np.bool_)
        numbers = np.flatnonzero(is_listed if among is None else is_listed & among)
        most_confident = -predictions.strongest[numbers]
        match order:
            case Order.CONFIDENT:
                places = np.argsort(most_confident, kind="stable")
            case Order.RIVAL:
                places = np.argsort(self.leads[numbers], kind="stable")
            case Order.CLASS:
                by = most_confident, predictions.answers[numbers], predictions.labels[numbers]
                places = np.lexsort(by)
        return numbers[places]
