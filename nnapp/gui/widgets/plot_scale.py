"""Axes: which numbers are written beside a plot, and where a value lies on it."""

from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Final

import numpy as np
from numpy.typing import NDArray

LOG_MARKS: Final = ((1.0,), (1.0, 2.0, 5.0), (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0))
"""What is written in each decade of a logarithmic scale, as many as needed."""


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
        """Return round values within the scale, about ``most`` at most; a logarithmic one has at least two."""
        if not self.logarithmic:
            return self._even_ticks(most)
        decades = range(floor(log10(self.low)), ceil(log10(self.high)) + 1)
        every = max(1, ceil(len(decades) / max(most, 1)))
        for marks in LOG_MARKS if len(decades) > 4 else LOG_MARKS[1:]:
            values = [mark * 10.0**decade for decade in decades[::every] for mark in marks]
            inside = [value for value in values if self.low * 0.999 <= value <= self.high * 1.001]
            if len(inside) >= 2:
                return inside
        # Less than a decade with fewer than two of these: even steps, hardly different from logarithmic ones there.
        return self._even_ticks(max(most, 3))

    def _even_ticks(self, most: int) -> list[float]:
        step = round_step((self.high - self.low) / max(most, 1))
        first = ceil(self.low / step - 1e-9)
        return [number * step for number in range(first, floor(self.high / step + 1e-9) + 1)]


def round_step(step: float) -> float:
    """Return the smallest of 1, 2, 5 times a power of ten that is not below ``step``."""
    power = 10.0 ** floor(log10(step))
    return next(mark * power for mark in (1.0, 2.0, 5.0, 10.0) if mark * power >= step * 0.999)
