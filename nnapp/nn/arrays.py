"""The types of array that the network computes with."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.floating[Any]]
"""Real numbers: float32 for speed, float64 where a gradient is checked."""

Bytes: TypeAlias = NDArray[np.uint8]
"""Grey levels 0..255, which stand for 0.0..1.0."""

Labels: TypeAlias = NDArray[np.uint8]
"""One class number per example."""

Indices: TypeAlias = NDArray[np.intp]
"""Positions of examples in a data set."""
