"""The eraser: it cuts strokes where it passes, so that what is left is still made of strokes."""

from operator import is_

import numpy as np
from numpy.typing import NDArray

from nnapp.digits.curves import smooth
from nnapp.digits.drawing import CANVAS, Drawing, Stroke

ERASER_RADIUS = 1.8
"""Canvas pixels."""


def erase(drawing: Drawing, start: tuple[float, float], end: tuple[float, float]) -> Drawing:
    """Return ``drawing`` without what lies under an eraser that moves straight from ``start`` to ``end``.

    It is ``drawing`` itself where nothing lies there.
    """
    curves = zip(drawing.strokes, smooth(drawing.strokes), strict=True)
    strokes = tuple(part for stroke, curve in curves for part in _cut(stroke, curve, start, end))
    picture = drawing.picture
    if picture is not None:
        row, column = np.indices((CANVAS, CANVAS))
        pixels = np.stack([column.ravel() + 0.5, row.ravel() + 0.5], axis=1)
        touched = _touched(pixels, start, end).reshape(picture.shape) & (picture > 0)
        if touched.any():
            picture = np.where(touched, 0.0, picture).astype(np.float32)
            picture = picture if picture.any() else None
    is_same = len(strokes) == len(drawing.strokes) and all(map(is_, strokes, drawing.strokes))
    return drawing if is_same and picture is drawing.picture else Drawing(strokes, picture)


def _cut(stroke: Stroke, curve: Stroke, start: tuple[float, float], end: tuple[float, float]) -> list[Stroke]:
    """Return what is left of ``stroke``, which is smoothed to ``curve``."""
    touched = _touched(curve, start, end)
    if not touched.any():
        return [stroke]
    kept = np.flatnonzero(~touched)
    runs = np.split(kept, np.flatnonzero(np.diff(kept) > 1) + 1)
    # A single point is what the eraser just missed, not a dot that someone drew.
    return [curve[run] for run in runs if len(run) > 1]


def _touched(points: NDArray[np.floating], start: tuple[float, float], end: tuple[float, float]) -> NDArray[np.bool_]:
    """Return which of ``points``, (n, 2), lie under the eraser."""
    first = np.array(start)
    step = np.array(end) - first
    along = np.clip((points - first) @ step / max(float(step @ step), 1e-12), 0.0, 1.0)
    away = points - (first + along[:, None] * step)
    touched: NDArray[np.bool_] = np.hypot(away[:, 0], away[:, 1]) <= ERASER_RADIUS
    return touched
