"""The types of array that the network computes with, and how exact the numbers of an example are."""

from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.floating[Any]]
"""Real numbers: float32 for speed, float64 where a gradient is checked."""

Reals: TypeAlias = NDArray[np.float64]
"""Real numbers of an example that is written out."""

EXACT: Final = 12
"""Decimals of a sum that is written out. Beyond them lies what binary numbers add: 0.1 + 0.2 - 0.3 is to be 0."""

Bytes: TypeAlias = NDArray[np.uint8]
"""Grey levels 0..255, which stand for 0.0..1.0."""

Labels: TypeAlias = NDArray[np.uint8]
"""One class number per example."""

Indices: TypeAlias = NDArray[np.intp]
"""Positions of examples in a data set."""
