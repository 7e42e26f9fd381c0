"""Directions: where the edges of a digit run which way, as eight small maps instead of pixels.

Whether a pixel is dark depends on exactly where a stroke runs; that a stroke runs down somewhere on the right does
not. So a few neurons tell more digits apart by their edges than by their pixels. After C.-L. Liu et al., "Handwritten
digit recognition: investigation of normalization and feature extraction techniques" (Pattern Recognition 37, 2004).
"""

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nnapp.digits.drawing import CANVAS

BETTER_INPUTS: Final = "Better inputs beat more neurons: edges vary less from hand to hand than pixels do."
"""The reason in one sentence, as people read it."""

DIRECTIONS: Final = 8
"""Direction k points k * 45 degrees clockwise from the right, from paper to ink across the edge."""

MAP_ROWS: Final = 7
MAP_COLUMNS: Final = 14
"""The size of the map of one direction."""

CELL_ROWS: Final = CANVAS // MAP_ROWS
CELL_COLUMNS: Final = CANVAS // MAP_COLUMNS
"""What a cell of a map covers of the page; blurred, it also sees one row and column more on each side."""

GRID_COLUMNS: Final = 2
GRID_ROWS: Final = DIRECTIONS // GRID_COLUMNS
"""The maps lie in 4 rows of 2; opposite directions, the two edges of a stroke, side by side."""


def map_place(direction: int) -> tuple[int, int]:
    """Return the row and the column in the 28x28 grid where the map of ``direction``, 0..7, begins."""
    return direction % GRID_ROWS * MAP_ROWS, direction // GRID_ROWS * MAP_COLUMNS


def direction_of(number: int) -> tuple[int, int, int]:
    """Return what input ``number``, 0..783, stands for: its direction, and the row and column in that map."""
    row, column = divmod(number, CANVAS)
    direction = row // MAP_ROWS + column // MAP_COLUMNS * GRID_ROWS
    return direction, row % MAP_ROWS, column % MAP_COLUMNS


def number_of(direction: int, row: int, column: int) -> int:
    """Return the number of the input that stands for a cell of the map of ``direction``."""
    top, left = map_place(direction)
    return (top + row) * CANVAS + left + column


def covered(number: int) -> tuple[int, int, int, int]:
    """Return the first and last row, and the first and last column, of the page that input ``number`` is about."""
    _, row, column = direction_of(number)
    top, left = row * CELL_ROWS, column * CELL_COLUMNS
    return top, top + CELL_ROWS - 1, left, left + CELL_COLUMNS - 1


def directions(pages: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the eight maps of each of ``pages``, (n, 28, 28) ink 0..1, laid out in a grid: (n, 28, 28) of 0..1.

    Sobel's gradient of each pixel is shared between the two of eight directions that it lies between; the share of
    each direction is blurred, averaged into 7x14 cells, and its square root taken, which evens out faint and strong.
    """
    shares = _shares(*_gradients(pages))
    maps = np.sqrt(_down() @ shares @ _across().T)
    grid = maps.reshape(len(pages), GRID_COLUMNS, GRID_ROWS, MAP_ROWS, MAP_COLUMNS).transpose(0, 2, 3, 1, 4)
    return np.ascontiguousarray(grid).reshape(pages.shape)


def carried_to_page(page: NDArray[np.float32], contributions: NDArray[np.floating]) -> NDArray[np.float64]:
    """Carry ``contributions`` of the 784 inputs back to the pixels of ``page``, (28, 28), whose edges the inputs are.

    Each is divided among the pixels in proportion to what their edges add to the input, so the sum stays the same;
    that of an input without an edge, which is 0 as the input is, has no place.
    """
    shares = _shares(*_gradients(page[None]))[0].astype(np.float64)
    down, across = _down(), _across()
    strengths = down @ shares @ across.T
    grid = contributions.reshape(GRID_ROWS, MAP_ROWS, GRID_COLUMNS, MAP_COLUMNS)
    maps = grid.transpose(2, 0, 1, 3).reshape(strengths.shape)
    each = np.divide(maps, strengths, out=np.zeros_like(strengths), where=strengths > 0)
    carried: NDArray[np.float64] = (shares * (down.T @ each @ across)).sum(axis=0)
    return carried


def _gradients(pages: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return Sobel's gradients down and across, (n, 28, 28) each, with blank paper all around; at most 1 in size."""
    padded = np.pad(pages, ((0, 0), (1, 1), (1, 1)))
    padded *= np.float32(0.25)
    smooth_across = padded[:, :, :-2] + 2 * padded[:, :, 1:-1] + padded[:, :, 2:]
    smooth_down = padded[:, :-2] + 2 * padded[:, 1:-1] + padded[:, 2:]
    return smooth_across[:, 2:] - smooth_across[:, :-2], smooth_down[:, :, 2:] - smooth_down[:, :, :-2]


def _shares(down: NDArray[np.float32], across: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return how strong the gradient is in each direction, (n, 8, 28, 28).

    The gradient is the sum of two vectors, in the two directions that it lies between. The length of the one in
    direction e is g.e less how far g points aside of e; in the six other directions that is below 0.
    """
    slant_down, slant_up = (across + down) / np.float32(np.sqrt(2)), (down - across) / np.float32(np.sqrt(2))
    shares = np.empty((len(down), DIRECTIONS, CANVAS, CANVAS), np.float32)
    axes = ((across, down), (slant_down, slant_up), (down, across), (slant_up, slant_down))
    for direction, (along, aside) in enumerate(axes):
        size = np.abs(aside)
        np.subtract(along, size, out=shares[:, direction])
        np.subtract(-along, size, out=shares[:, direction + len(axes)])
    return np.maximum(shares, 0.0, out=shares)


@cache
def _across() -> NDArray[np.float32]:
    """Return the matrix (14, 28) that blurs 28 pixels with 1 3 3 1 and keeps every other one."""
    wide = np.zeros((MAP_COLUMNS, CANVAS + 2), np.float32)
    for cell in range(MAP_COLUMNS):
        wide[cell, 2 * cell : 2 * cell + 4] = np.array([1, 3, 3, 1]) / 8
    return wide[:, 1:-1]


@cache
def _down() -> NDArray[np.float32]:
    """Return the matrix (7, 28) that does the same and averages pairs of the rows."""
    rows: NDArray[np.float32] = _across().reshape(MAP_ROWS, 2, CANVAS).mean(axis=1)
    return rows
