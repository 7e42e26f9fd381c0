"""Connected components of a mask: the pieces of ink on a page."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Components:
    """The connected components of a mask; pixels that touch at a corner are connected."""

    labels: NDArray[np.intp]
    """(rows, columns): the component of each pixel, counted from 1; 0 is no component."""
    sizes: NDArray[np.intp]
    """(components,): pixels."""
    boxes: NDArray[np.intp]
    """(components, 4): the first row and column of each, and those one past its last."""

    def __len__(self) -> int:
        """The number of components."""
        return len(self.sizes)

    def mask_of(self, components: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Return which pixels belong to ``components``, numbers counted from 0."""
        chosen = np.zeros(len(self) + 1, bool)
        chosen[components + 1] = True
        return chosen[self.labels]


def connected_components(mask: NDArray[np.bool_]) -> Components:
    """Return the connected components of ``mask``, (rows, columns).

    Each row is cut into runs of pixels. Runs that touch form a graph, in which each takes the smallest number
    that it can reach.
    """
    rows, columns = mask.shape
    steps = np.diff(np.pad(mask, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    row, start = np.nonzero(steps == 1)
    end = np.nonzero(steps == -1)[1]
    number = _connected(len(row), *_touching(row, start, end, columns + 2))
    _, component = np.unique(number, return_inverse=True)
    count = int(component.max(initial=-1)) + 1
    sizes = np.bincount(component, weights=end - start, minlength=count).astype(np.intp)
    boxes = np.tile(np.array([rows, columns, 0, 0]), (count, 1))
    np.minimum.at(boxes, component, np.stack([row, start, np.full_like(row, rows), np.full_like(row, columns)], axis=1))
    np.maximum.at(boxes[:, 2:], component, np.stack([row + 1, end], axis=1))
    labels = np.zeros(mask.shape, np.intp)
    labels[mask] = np.repeat(component + 1, end - start)
    return Components(labels, sizes, boxes)


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
