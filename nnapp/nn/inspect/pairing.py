"""Two networks compared, example by example: which of them is right, and whether the difference could be chance."""

from dataclasses import dataclass
from enum import Enum

from nnapp.nn.predictions import Predictions


class Group(Enum):
    """Which of two networks is right about an example."""

    BOTH = "both"
    FIRST = "first"
    """Only the first one."""
    SECOND = "second"
    """Only the second one."""
    NEITHER = "neither"


@dataclass(frozen=True, eq=False)
class Pairing:
    """The predictions of two networks for the same examples."""

    first: Predictions
    second: Predictions
