"""Two networks compared, example by example: which of them is right, and whether the difference could be chance."""

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from math import comb
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nnapp.nn.predictions import Predictions

NEGLIGIBLE: Final = 64
"""What is so many binary places below a sum does not change it as a float, which has 53."""


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

    def __post_init__(self) -> None:
        """Refuse predictions of different examples."""
        if not np.array_equal(self.first.labels, self.second.labels):
            raise ValueError("Two networks are compared by the same examples, with the same labels.")

    @cached_property
    def groups(self) -> NDArray[np.object_]:
        """The Group of each example, (examples,)."""
        first, second = self.first.is_correct, self.second.is_correct
        groups: NDArray[np.object_] = np.full(len(first), Group.NEITHER, object)
        groups[first & second] = Group.BOTH
        groups[first & ~second] = Group.FIRST
        groups[second & ~first] = Group.SECOND
        return groups

    def count(self, group: Group) -> int:
        """Return how many examples ``group`` has."""
        return int((self.groups == group).sum())

    @cached_property
    def p_value(self) -> float:
        """How likely a difference at least this large is by chance, 0..1, if both were equally good.

        McNemar's exact test: of the examples about which only one network is right, each is then right about half, as
        a coin falls. With n of them, and k for the network that has fewer: 2 (C(n, 0) + ... + C(n, k)) / 2^n, at most 1
        (McNemar, "Note on the Sampling Error of the Difference Between Correlated Proportions", 1947).
        """
        first, second = self.count(Group.FIRST), self.count(Group.SECOND)
        n, fewer = first + second, min(first, second)
        # In whole numbers, so that nothing is rounded but the quotient; the largest first, until a float has no place
        # for the rest.
        ways = total = comb(n, fewer)
        for k in range(fewer, 0, -1):
            ways = ways * k // (n - k + 1)
            total += ways
            if ways < total >> NEGLIGIBLE:
                break
        return min(2 * total / (1 << n), 1.0)
