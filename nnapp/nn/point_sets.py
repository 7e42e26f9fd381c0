"""Points of two classes in a plane, to try a perceptron with."""

from typing import Final

import numpy as np

from nnapp.nn.arrays import Reals
from nnapp.nn.perceptron import Targets

_CORNERS: Final = ((0, 0), (0, 1), (1, 0), (1, 1))
_ONES: Final = ((0.44, 0.86), (0.62, 0.74), (0.72, 0.52), (0.78, 0.94), (0.92, 0.72), (0.88, 0.26), (1.04, 0.44))
_ZEROS: Final = ((0.16, 0.84), (0.06, 0.60), (0.34, 0.52), (0.58, 0.30), (0.22, 0.24), (0.70, 0.04))
_SWAPPED: Final = ((0.30, 0.38), (0.86, 0.58))
"""A 1 among the zeros and a 0 among the ones, which no line separates any more."""

POINT_SETS: Final[dict[str, tuple[tuple[tuple[float, float], ...], tuple[int, ...]]]] = {
    "and": (_CORNERS, (0, 0, 0, 1)),
    "or": (_CORNERS, (0, 1, 1, 1)),
    "xor": (_CORNERS, (0, 1, 1, 0)),
    "separable": (_ONES + _ZEROS, (1,) * len(_ONES) + (0,) * len(_ZEROS)),
    "not separable": (_ONES + _ZEROS + _SWAPPED, (1,) * len(_ONES) + (0,) * len(_ZEROS) + (1, 0)),
}
"""The places (x1, x2) of each set, and its targets."""


def point_set(name: str) -> tuple[Reals, Targets]:
    """Return the inputs, (points, 2), and the targets of one of ``POINT_SETS``."""
    places, targets = POINT_SETS[name]
    return np.array(places, np.float64), np.array(targets)
