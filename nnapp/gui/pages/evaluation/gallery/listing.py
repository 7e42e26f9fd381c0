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
    """The answer to each example, and its rival: the strongest of the other outputs. Each array is (examples,)."""

    predictions: Predictions

    @cached_property
    def classes(self) -> Numbers:
        """The class that each example was read as."""
        return self.predictions.answers

    @cached_property
    def activations(self) -> Array:
        """The activation of each answer."""
        return self.predictions.strongest

    @cached_property
    def rivals(self) -> Numbers:
        """The class of each rival; there are two classes at least."""
        others = self.predictions.outputs.copy()
        others[np.arange(len(others)), self.classes] = -np.inf
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
        leads: Array = self.activations - self.rival_activations
        return leads

    @cached_property
    def is_right(self) -> NDArray[np.bool_]:
        """Whether each answer is right."""
        return self.predictions.is_correct

    def numbers(self, kind: Kind, order: Order, among: NDArray[np.bool_] | None = None) -> Numbers:
        """Return the examples of ``kind``, sorted, of those that are marked in ``among`` if it is given."""
        match kind:
            case Kind.MISTAKES:
                is_listed = ~self.is_right
            case Kind.CLOSE:
                is_listed = self.is_right & (self.leads < CLOSE)
            case Kind.ALL:
                is_listed = np.ones(len(self.predictions), np.bool_)
        numbers = np.flatnonzero(is_listed if among is None else is_listed & among)
        most_confident = -self.activations[numbers]
        match order:
            case Order.CONFIDENT:
                places = np.argsort(most_confident, kind="stable")
            case Order.RIVAL:
                places = np.argsort(self.leads[numbers], kind="stable")
            case Order.CLASS:
                labels = self.predictions.labels[numbers]
                places = np.lexsort((most_confident, self.classes[numbers], labels))
        return numbers[places]
