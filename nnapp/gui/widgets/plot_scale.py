"""Axes: which numbers are written beside a plot, and where a value lies on it."""

from dataclasses import dataclass
from math import ceil, floor, log10

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Scale:
    """Maps values from ``low`` to ``high`` to the pixels from ``start`` to ``end``."""

    low: float
    high: float
    start: float
    end: float
    logarithmic: bool = False

    def place(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the pixel of each value."""
        low, high = self.low, self.high
        if self.logarithmic:
            low, high = log10(low), log10(high)
            values = np.log10(np.maximum(values, self.low))
        placed: NDArray[np.float64] = self.start + (values - low) / (high - low) * (self.end - self.start)
        return placed

    def place_of(self, value: float) -> float:
        """Return the pixel of one value."""
        return float(self.place(np.array([value]))[0])

    def ticks(self, most: int) -> list[float]:
        """Return at most about ``most`` round values within the scale."""
        if not self.logarithmic:
            step = round_step((self.high - self.low) / max(most, 1))
            first = ceil(self.low / step - 1e-9)
            return [number * step for number in range(first, floor(self.high / step + 1e-9) + 1)]
        decades = range(floor(log10(self.low)), ceil(log10(self.high)) + 1)
        marks = (1.0, 2.0, 5.0) if len(decades) <= 4 else (1.0,)
        every = max(1, ceil(len(decades) / max(most, 1)))
        values = [mark * 10.0**decade for decade in decades[::every] for mark in marks]
        return [value for value in values if self.low * 0.999 <= value <= self.high * 1.001]


def round_step(step: float) -> float:
    """Return the smallest of 1, 2, 5 times a power of ten that is not below ``step``."""
    power = 10.0 ** floor(log10(step))
    return next(mark * power for mark in (1.0, 2.0, 5.0, 10.0) if mark * power >= step * 0.999)
