"""Proportions that were counted, and how far they may lie from the true ones."""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nnapp.nn.arrays import Reals

CONFIDENCE: Final = 0.95
DEVIATIONS: Final = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
"""Within so many standard deviations lie 95 % of a normal distribution: 1.96."""


@dataclass(frozen=True)
class Interval:
    """The bounds between which a share lies, 0..1."""

    low: float
    high: float


def wilson_interval(successes: int, trials: int) -> Interval:
    """Return the 95 % confidence interval of a proportion; without ``trials`` it may be anything, 0 to 1.

    Of a hundred such intervals, each from examples of its own, about 95 hold the true proportion.
    With p = successes / n: (p + z²/2n ± z sqrt(p (1 - p) / n + z²/4n²)) / (1 + z²/n)
    (Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", 1927).

    Raises:
        ValueError: there are fewer than 0 successes, or more than trials.
    """
    if not 0 <= successes <= trials:
        raise ValueError(f"Of {trials} trials, {successes} cannot have succeeded.")
    if trials == 0:
        return Interval(0.0, 1.0)
    share, z2 = successes / trials, DEVIATIONS**2
    middle = share + z2 / (2 * trials)
    reach = DEVIATIONS * sqrt(share * (1 - share) / trials + z2 / (4 * trials**2))
    scale = 1 + z2 / trials
    # At none and at all the bound is exactly 0 or 1, which rounding would miss.
    low = 0.0 if successes == 0 else (middle - reach) / scale
    high = 1.0 if successes == trials else (middle + reach) / scale
    return Interval(low, high)


def shares(parts: NDArray[np.int64], wholes: NDArray[np.int64]) -> Reals:
    """Return ``parts`` / ``wholes``, both (n,); NaN where a whole is 0."""
    found: Reals = np.full(len(parts), np.nan)
    np.divide(parts, wholes, out=found, where=wholes > 0)
    return found
