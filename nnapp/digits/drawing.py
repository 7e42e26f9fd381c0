"""A drawing: the strokes of a pen, and perhaps a picture beneath them."""

from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

CANVAS: Final = 28
"""Width and height of the canvas, in pixels."""

PIXELS: Final = CANVAS * CANVAS
"""As many as the canvas has; a network has as many inputs, whatever it sees of them."""

Stroke: TypeAlias = NDArray[np.float32]
"""The points of a pen from down to up, (points, 2): x right and y down, in canvas pixels 0..28."""

Ink: TypeAlias = NDArray[np.float32]
"""Grey pixels, (28, 28), rows down and columns right: ink is 1.0, paper is 0.0."""


@dataclass(frozen=True, eq=False)
class Drawing:
    """What is on the canvas. It never changes; adding a stroke makes a new drawing."""

    strokes: tuple[Stroke, ...] = ()
    picture: Ink | None = None
    """A digit that was not drawn here, such as one of MNIST's, scaled and centred as those are."""
    class_name: str = ""
    """What it is, as the data say that it comes from; empty where that is not known."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is drawn."""
        return not self.strokes and self.picture is None

    def with_stroke(self, stroke: Stroke) -> "Drawing":
        """Return this drawing with ``stroke`` added."""
        return Drawing((*self.strokes, stroke), self.picture)
