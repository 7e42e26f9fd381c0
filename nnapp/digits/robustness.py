"""Drawings varied as people and pens vary them, for the report on a network: one figure for each change of a list.

``distortions`` are what the window measures: pictures, too, and each kind at many levels.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from nnapp.digits.distortions import mapped
from nnapp.digits.drawing import CANVAS, Drawing, Stroke
from nnapp.digits.preprocessing import canvas_ink, picture_in_box


@dataclass(frozen=True)
class Change:
    """One way to vary a drawing."""

    name: str
    size: float | None = None
    """The longer side of the drawing, as a share of the canvas; None: unchanged."""
    corner: tuple[float, float] | None = None
    """Where the drawing lies: (0, 0) is top left, (1, 1) bottom right; None: unchanged."""
    slant: float = 0.0
    """How far it leans to the right, in degrees."""
    pen: float | None = None
    """If given, the drawing becomes a picture, drawn with a pen of this width in pixels and scaled as pictures are."""

    def apply(self, strokes: Sequence[Stroke]) -> Drawing:
        """Return the changed drawing."""
        if not strokes:
            return Drawing()
        lean = np.tan(np.radians(self.slant))
        drawing = Drawing(tuple(self._moved(mapped(strokes, np.array([(1.0, -lean), (0.0, 1.0)])))))
        if self.pen is None:
            return drawing
        page, _ = picture_in_box(canvas_ink(drawing, self.pen))
        return Drawing(picture=page)

    def _moved(self, strokes: Sequence[Stroke]) -> list[Stroke]:
        points = np.concatenate(strokes)
        low, high = points.min(axis=0), points.max(axis=0)
        scale = 1.0 if self.size is None else self.size * CANVAS / max(float((high - low).max()), 1e-6)
        room, start = CANVAS - (high - low) * scale, low
        if self.corner is not None or self.size is not None:
            start = room * np.array(self.corner or (0.5, 0.5), np.float32)
        return [((stroke - low) * scale + start).astype(np.float32) for stroke in strokes]


CHANGES: Final = (
    Change("as drawn"),
    Change("25 % of the canvas", size=0.25),
    Change("50 % of the canvas", size=0.5),
    Change("100 % of the canvas", size=1.0),
    Change("top left corner", size=0.5, corner=(0.0, 0.0)),
    Change("top right corner", size=0.5, corner=(1.0, 0.0)),
    Change("bottom left corner", size=0.5, corner=(0.0, 1.0)),
    Change("bottom right corner", size=0.5, corner=(1.0, 1.0)),
    Change("15 degrees to the right", slant=15.0),
    Change("15 degrees to the left", slant=-15.0),
    Change("a picture, pen 1", size=0.8, pen=1.0),
    Change("a picture, pen 2", size=0.8, pen=2.0),
    Change("a picture, pen 3", size=0.8, pen=3.0),
    Change("a picture, pen 4", size=0.8, pen=4.0),
)
