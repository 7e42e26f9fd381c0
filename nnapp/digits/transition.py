"""How a drawing on the canvas becomes what the network sees: moved, scaled, made upright; and split into directions."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnapp.digits.curves import smooth
from nnapp.digits.directions import directions
from nnapp.digits.drawing import CANVAS, Drawing, Ink
from nnapp.digits.ink import Pieces, inks
from nnapp.digits.preparations import Preparation
from nnapp.digits.preprocessing import (
    MIDDLE,
    PEN_WIDTH,
    box_scales,
    canvas_ink,
    digit_box,
    in_box,
    picture_in_box,
    sources,
    without_specks,
)

Map = NDArray[np.float64]
"""An affine map of rows and columns, counted from 0 at the centre of the first pixel, as a matrix (3, 3)."""


MOVING: Final = 0.6
"""The share of the way in which the ink moves, where it then fades into the maps of its directions."""


class Transition:
    """Moves the ink of one drawing evenly from where it was drawn to where the network sees it.

    For a network that sees directions, it then fades into their maps.
    """

    def __init__(self, drawing: Drawing, preparation: Preparation) -> None:
        """Begin with ``drawing``, which is not empty, as the canvas shows it."""
        self._drawn = canvas_ink(drawing)
        self._boxed, self._into_box = _of_strokes(drawing) if drawing.picture is None else _of_picture(drawing)
        is_picture = drawing.picture is not None and not drawing.strokes
        source = _source(self._boxed, preparation) if preparation.resamples or not is_picture else np.eye(3)
        self._whole = np.linalg.inv(source) @ self._into_box
        self.moving = MOVING if preparation.directions else 1.0
        """The share of the way, 0..1, in which the ink moves."""
        self._maps = directions(self._moved_by(1.0)[None])[0] if preparation.directions else None

    def at(self, share: float) -> Ink:
        """Return the picture, (28, 28), after a ``share`` of the way: 0 is as drawn, 1 what the network sees."""
        moved = self._moved_by(min(share / self.moving, 1.0))
        maps = self.dissolved(share)
        return moved if self._maps is None else (1 - maps) * moved + maps * self._maps

    def dissolved(self, share: float) -> float:
        """Return how much of the picture, 0..1, shows directions, after a ``share`` of the way."""
        return max(share - self.moving, 0.0) / (1.0 - self.moving) if self.moving < 1.0 else 0.0

    def _moved_by(self, share: float) -> Ink:
        # Every speck of ink moves in a straight line.
        back = np.linalg.inv((1 - share) * np.eye(3) + share * self._whole)
        # At each place, the ink as drawn fades into the ink as the network sees it.
        drawn = _moved(self._drawn, back)
        boxed = _moved(self._boxed, self._into_box @ back)
        return ((1 - share) * drawn + share * boxed).astype(np.float32)


def _of_strokes(drawing: Drawing) -> tuple[Ink, Map]:
    """Return the strokes inked in MNIST's box, and the way there."""
    pieces = Pieces.of([smooth(without_specks(drawing.strokes))])
    scales, middles = box_scales(pieces)
    scale, (x, y) = float(scales[0, 0]), middles[0]
    # The first pixel's centre lies half a pixel from the edge, from where strokes are counted.
    places = [CANVAS / 2 - 0.5 - scale * (middle - 0.5) for middle in (y, x)]
    return inks(in_box(pieces), PEN_WIDTH)[0], _map((scale, scale), places)


def _of_picture(drawing: Drawing) -> tuple[Ink, Map]:
    """Return the picture, with strokes over it scaled into MNIST's box, and the way there."""
    picture = canvas_ink(drawing)
    if not drawing.strokes:
        return picture, np.eye(3)
    before = digit_box(picture)
    boxed, after = picture_in_box(picture)
    scales = (after[2:] - after[:2]) / (before[2:] - before[:2])
    return boxed, _map(scales, after[:2] - 0.5 - scales * (before[:2] - 0.5))


def _source(boxed: Ink, preparation: Preparation) -> Map:
    """Return where in ``boxed`` each pixel that the network sees comes from."""
    (centre,), (slant,), ((down, across),) = sources(boxed[None], preparation)
    leaning = np.array([[down, 0.0], [slant * down, across]])
    result = _map((down, across), centre - leaning @ (MIDDLE, MIDDLE))
    result[1, 0] = leaning[1, 0]
    return result


def _map(scales: Sequence[float] | NDArray[np.float64], offsets: ArrayLike) -> Map:
    result = np.diag([*scales, 1.0])
    result[:2, 2] = offsets
    return result


def _moved(ink: Ink, source: NDArray[np.floating]) -> NDArray[np.float64]:
    """Return the ink at the places that ``source`` says for each pixel, by bilinear interpolation."""
    rows, columns = np.indices((CANVAS, CANVAS), dtype=np.float64).reshape(2, -1)
    row, column, _ = source @ np.stack([rows, columns, np.ones_like(rows)])
    padded = np.pad(ink, ((1, 2), (1, 2)))
    row, column = np.clip(row + 1, 0, CANVAS + 1), np.clip(column + 1, 0, CANVAS + 1)
    top, left = row.astype(np.intp), column.astype(np.intp)
    lower, right = row - top, column - left
    above = padded[top, left] * (1 - right) + padded[top, left + 1] * right
    below = padded[top + 1, left] * (1 - right) + padded[top + 1, left + 1] * right
    moved: NDArray[np.float64] = (above * (1 - lower) + below * lower).reshape(CANVAS, CANVAS)
    return moved
