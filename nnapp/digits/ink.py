"""The rasteriser that turns strokes into ink, for the screen and for training alike.

A pixel's ink depends on the distance from its centre to the line the pen follows: 1 within the pen, 0 outside,
and in between for half a pixel on either side of the pen's edge. Where strokes overlap, the larger ink counts,
as a second layer makes the paper no blacker.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nnapp.digits.drawing import CANVAS, Ink, Stroke

PIECES_AT_ONCE: Final = 1 << 14
"""How many straight pieces are rasterised at once, which limits the memory a large batch takes."""


@dataclass(frozen=True)
class Pieces:
    """The straight pieces of the strokes of many drawings."""

    starts: NDArray[np.float32]
    """(pieces, 2)."""
    ends: NDArray[np.float32]
    """(pieces, 2); equal to the start for a dot."""
    owners: NDArray[np.intp]
    """(pieces,): the drawing that each belongs to, counted from 0."""
    drawings: int

    @classmethod
    def of(cls, drawings: Sequence[Sequence[Stroke]]) -> "Pieces":
        """Cut the strokes of ``drawings``, which should be smoothed, into pieces from point to point."""
        starts, ends, owners = [], [], []
        for number, strokes in enumerate(drawings):
            for stroke in strokes:
                # A dot is a piece of length 0.
                starts.append(stroke[:-1] if len(stroke) > 1 else stroke)
                ends.append(stroke[1:] if len(stroke) > 1 else stroke)
                owners.append(np.full(len(starts[-1]), number, np.intp))
        nothing = np.zeros((0, 2), np.float32)
        return cls(
            np.concatenate([nothing, *starts]),
            np.concatenate([nothing, *ends]),
            np.concatenate([np.zeros(0, np.intp), *owners]),
            len(drawings),
        )


def ink(strokes: Sequence[Stroke], pen_width: float) -> Ink:
    """Return the ink that a pen of ``pen_width`` canvas pixels leaves along smoothed ``strokes``."""
    page: Ink = inks(Pieces.of([strokes]), pen_width)[0]
    return page


def inks(pieces: Pieces, pen_width: float) -> NDArray[np.float32]:
    """Return the ink that a pen of ``pen_width`` canvas pixels leaves in many drawings, (drawings, 28, 28)."""
    radius = np.float32(pen_width) / 2
    # The window of pixels around a piece: the piece itself, the pen on either side and its soft edge, rounded up.
    longest = float(np.abs(pieces.ends - pieces.starts).max(initial=0.0))
    window = int(2 * float(radius) + longest) + 2
    size = CANVAS + 2 * window
    padded = np.zeros((pieces.drawings, size, size), np.float32)
    flat = padded.reshape(-1)
    pixel = np.arange(window)
    for first in range(0, len(pieces.starts), PIECES_AT_ONCE):
        part = slice(first, first + PIECES_AT_ONCE)
        start, step, owner = pieces.starts[part], pieces.ends[part] - pieces.starts[part], pieces.owners[part]
        corner = np.ceil(np.minimum(start, start + step) - radius - 1)
        corner = np.clip(corner, -window, CANVAS)
        shade = np.clip(radius + 0.5 - _distances(corner - start, step, window), 0.0, 1.0)
        row = (corner[:, 1] + window).astype(np.intp)[:, None] + pixel + owner[:, None] * size
        column = (corner[:, 0] + window).astype(np.intp)[:, None] + pixel
        np.maximum.at(flat, (row[:, :, None] * size + column[:, None]).ravel(), shade.ravel())
    return padded[:, window : window + CANVAS, window : window + CANVAS].copy()


def _distances(corner: NDArray[np.float32], step: NDArray[np.float32], window: int) -> NDArray[np.float32]:
    """Return the distance of each pixel of a window from a piece, (pieces, window, window).

    The ``corner`` of the window and ``step``, the end of the piece, are relative to the start of the piece.
    """
    offset = np.arange(window, dtype=np.float32) + np.float32(0.5)
    x, y = (corner[:, :1] + offset)[:, None, :], (corner[:, 1:] + offset)[:, :, None]
    dx, dy = step[:, :1, None], step[:, 1:, None]
    square = np.maximum(dx * dx + dy * dy, np.float32(1e-12))
    # The nearest point of the piece: the projection of the pixel, clipped to its ends.
    along = x * (dx / square) + y * (dy / square)
    np.clip(along, 0.0, 1.0, out=along)
    distances = x - along * dx
    distances *= distances
    along *= dy
    np.subtract(y, along, out=along)
    along *= along
    distances += along
    return np.sqrt(distances, out=distances)
