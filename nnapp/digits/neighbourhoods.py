"""The largest and the least value in the square around each pixel: dilation and erosion."""

import numpy as np
from numpy.typing import NDArray


def largest_around(levels: NDArray[np.uint8], half: int) -> NDArray[np.uint8]:
    """Return for each of ``levels``, (rows, columns), the largest up to ``half`` pixels away; beyond lies 0."""
    for axis in (0, 1):
        levels = _largest_along(levels, half, axis)
    return levels


def least_around(levels: NDArray[np.uint8], half: int) -> NDArray[np.uint8]:
    """Return for each of ``levels``, (rows, columns), the least up to ``half`` pixels away; beyond lies 255."""
    return 255 - largest_around(255 - levels, half)


def grown(mask: NDArray[np.bool_], pixels: int) -> NDArray[np.bool_]:
    """Return ``mask`` with so many more ``pixels`` around it."""
    return largest_around(mask.view(np.uint8), pixels) > 0


def _largest_along(levels: NDArray[np.uint8], half: int, axis: int) -> NDArray[np.uint8]:
    turned = np.moveaxis(levels, axis, 0)
    length = len(turned)
    turned = np.pad(turned, ((half, half), (0, 0)))
    # A window of twice the width is the larger of two windows.
    width = 1
    while 2 * width <= 2 * half + 1:
        turned = np.maximum(turned[:-width], turned[width:])
        width *= 2
    rest = 2 * half + 1 - width
    turned = np.maximum(turned[: len(turned) - rest], turned[rest:])[:length]
    return np.moveaxis(turned, 0, axis)
