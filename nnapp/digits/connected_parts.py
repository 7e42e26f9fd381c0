"""Connected parts of a mask: the pieces of ink on a page."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Parts:
    """The connected parts of a mask; pixels that touch at a corner are connected."""

    labels: NDArray[np.intp]
    """(rows, columns): the part of each pixel, counted from 1; 0 is no part."""
    sizes: NDArray[np.intp]
    """(parts,): pixels."""
    boxes: NDArray[np.intp]
    """(parts, 4): the first row and column of each, and those one past its last."""

    def __len__(self) -> int:
        """The number of parts."""
        return len(self.sizes)

    def mask_of(self, parts: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Return which pixels belong to ``parts``, numbers counted from 0."""
        chosen = np.zeros(len(self) + 1, bool)
        chosen[parts + 1] = True
        return chosen[self.labels]


def connected_parts(mask: NDArray[np.bool_]) -> Parts:
    """Return the connected parts of ``mask``, (rows, columns).

    Each row is cut into runs of pixels. Runs that touch form a graph, in which each takes the smallest number
    that it can reach.
    """
    rows, columns = mask.shape
    steps = np.diff(np.pad(mask, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    row, start = np.nonzero(steps == 1)
    end = np.nonzero(steps == -1)[1]
    number = _connected(len(row), *_touching(row, start, end, columns + 2))
    _, part = np.unique(number, return_inverse=True)
    count = int(part.max(initial=-1)) + 1
    sizes = np.bincount(part, weights=end - start, minlength=count).astype(np.intp)
    boxes = np.tile(np.array([rows, columns, 0, 0]), (count, 1))
    np.minimum.at(boxes, part, np.stack([row, start, np.full_like(row, rows), np.full_like(row, columns)], axis=1))
    np.maximum.at(boxes[:, 2:], part, np.stack([row + 1, end], axis=1))
    labels = np.zeros(mask.shape, np.intp)
    labels[mask] = np.repeat(part + 1, end - start)
    return Parts(labels, sizes, boxes)


def _touching(
    row: NDArray[np.intp], start: NDArray[np.intp], end: NDArray[np.intp], width: int
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the pairs of runs in neighbouring rows that touch, if only at a corner."""
    # Runs lie one after another, as if all rows were one; of the row above, these touch: all from first to last.
    first = np.searchsorted(row * width + end, (row - 1) * width + start, side="left")
    last = np.searchsorted(row * width + start, (row - 1) * width + end, side="right")
    counts = np.maximum(last - first, 0)
    below = np.repeat(np.arange(len(row)), counts)
    above = np.arange(len(below)) - np.repeat(np.cumsum(counts) - counts, counts) + np.repeat(first, counts)
    return below, above


def _connected(count: int, one: NDArray[np.intp], other: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return for each of ``count`` nodes the smallest that it is connected with, by edges from ``one`` to ``other``."""
    number = np.arange(count)
    while True:
        least = np.minimum(number[one], number[other])
        new = number.copy()
        # Whole groups move at once: it is the numbers themselves that take the smaller number.
        np.minimum.at(new, number[one], least)
        np.minimum.at(new, number[other], least)
        while not np.array_equal(new, new[new]):
            new = new[new]
        new = new[number]
        if np.array_equal(new, number):
            return number
        number = new
