"""Contour lines: where numbers on a grid pass a level."""

from typing import Final

import numpy as np

from nnapp.nn.arrays import Reals

TRIANGLES: Final = (((0, 0), (0, 1), (1, 1)), ((0, 0), (1, 1), (1, 0)))
"""Each square of four neighbours is cut into two triangles: how far down and right each corner is."""


def contour(values: Reals, level: float) -> Reals:
    """Return where ``values``, (rows, columns), pass ``level``: lines (lines, 2 ends, 2), each end a row and a column.

    A level passes a triangle between the corner that is alone on its side of it and the two others; squares, which
    marching squares take whole, can be passed in two ways.
    """
    height, width = values.shape
    above, lines = values > level, []
    for triangle in TRIANGLES:
        first, second, third = (above[down : height - 1 + down, right : width - 1 + right] for down, right in triangle)
        squares = np.argwhere((first != second) | (second != third))
        # (3 corners, triangles that are passed, 2)
        places = squares + np.array(triangle)[:, None]
        heights = values[places[..., 0], places[..., 1]] - level
        is_above = heights > 0
        for k in range(3):
            one, two = (k + 1) % 3, (k + 2) % 3
            alone = is_above[one] == is_above[two]
            here, start = heights[k, alone], places[k, alone]
            shares = [here / (here - heights[other, alone]) for other in (one, two)]
            ways = [places[other, alone] - start for other in (one, two)]
            ends = [start + share[:, None] * way for share, way in zip(shares, ways, strict=True)]
            lines.append(np.stack(ends, axis=1))
    result: Reals = np.concatenate(lines)
    return result
