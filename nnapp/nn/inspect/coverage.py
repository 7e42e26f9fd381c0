"""What the firing threshold decides: how many examples get an answer, and how many of the answers are right."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nnapp.nn.arrays import Reals
from nnapp.nn.inspect.proportions import shares
from nnapp.nn.predictions import Predictions

CURVE: Final = 101
"""Thresholds along a curve: 0.00, 0.01 ... 1.00."""


@dataclass(frozen=True)
class AtThreshold:
    """What comes of the examples at one firing threshold."""

    right: int
    """The strongest output fires, and is that of the label."""
    wrong: int
    """The strongest output fires, and is another."""
    silent: int
    """No output fires."""

    @property
    def fires(self) -> int:
        """How many examples make an output fire."""
        return self.right + self.wrong

    @property
    def total(self) -> int:
        """All examples."""
        return self.fires + self.silent

    @property
    def share(self) -> float:
        """The share of examples that make an output fire, 0..1; NaN without examples."""
        return self.fires / self.total if self.total else float("nan")

    @property
    def accuracy(self) -> float:
        """The share of those that fire that are right, 0..1; NaN if none fires."""
        return self.right / self.fires if self.fires else float("nan")


@dataclass(frozen=True, eq=False)
class Curve:
    """Share and accuracy by firing threshold."""

    thresholds: Reals
    """(points,), 0..1, rising."""
    shares: Reals
    """The share of examples that fire, (points,), 0..1; NaN without examples."""
    accuracies: Reals
    """The share of those that fire that are right, (points,), 0..1; NaN where none fires."""


class Coverage:
    """The predictions in the order of their strongest output, so that any threshold is looked up at once."""

    def __init__(self, predictions: Predictions) -> None:
        strongest = predictions.strongest
        # What is not a number reaches no threshold.
        strongest = np.where(np.isnan(strongest), -np.inf, strongest)
        order = strongest.argsort()
        self._strongest = strongest[order]
        # How many are right from each place on; 0 past the end.
        self._right = np.append(predictions.is_correct[order][::-1].cumsum()[::-1], 0)

    def at(self, threshold: float) -> AtThreshold:
        """Return what comes of the examples when an output fires from ``threshold`` on."""
        silent, right = (int(number[0]) for number in self._counts(np.array([threshold])))
        return AtThreshold(right, len(self._strongest) - silent - right, silent)

    def curve(self) -> Curve:
        """Return shares and accuracies for 101 thresholds, 0 to 1."""
        thresholds = np.linspace(0.0, 1.0, CURVE)
        silent, right = self._counts(thresholds)
        fires = len(self._strongest) - silent
        return Curve(thresholds, shares(fires, np.full(CURVE, len(self._strongest))), shares(right, fires))

    def lowest_threshold(self, accuracy: float) -> float | None:
        """Return the lowest threshold, 0..1, at which at least the share ``accuracy`` of those that fire are right.

        It is a number of thousandths, or if none of them will do, the activation of the weakest example that still
        fires; None if there is no such threshold. At a higher one the accuracy may be lower again.
        """
        reached = self._strongest[(self._strongest > 0.0) & (self._strongest <= 1.0)].astype(np.float64)
        for thresholds in (np.arange(1001) / 1000, reached):
            silent, right = self._counts(thresholds)
            # NaN is not enough.
            enough = shares(right, len(self._strongest) - silent) >= accuracy
            if enough.any():
                return float(thresholds[enough.argmax()])
        return None

    def _counts(self, thresholds: Reals) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return how many examples are silent, and how many fire and are right, at each of ``thresholds``."""
        # In the precision of the outputs, in which 0.9 reaches 0.9.
        silent = self._strongest.searchsorted(thresholds.astype(self._strongest.dtype))
        return silent, self._right[silent]
