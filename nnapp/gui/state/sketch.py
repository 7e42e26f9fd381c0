"""The drawing in the making: the pen and the eraser, and what they did."""

from typing import Final

import numpy as np
from PySide6.QtCore import QObject, Signal

from nnapp.digits.drawing import Drawing, Ink
from nnapp.digits.erasing import erase
from nnapp.gui.state.history import History, Step

ANYTHING: Final = "a digit"
"""What is wanted on the canvas unless someone asks for more."""


class Sketch(QObject):
    """The drawing on the canvas and the tool in hand."""

    changed = Signal()
    """The drawing has changed."""
    pen_moved = Signal()
    """The pen or the eraser is drawing; what can wait should give way."""
    drawn = Signal()
    """A stroke has ended, or a drawing was put in place of the other; not when a step is undone."""
    wanted_changed = Signal()
    """Something else is wanted on the canvas."""

    def __init__(self, history: History, parent: QObject | None = None) -> None:
        """Begin with an empty canvas, and the pen in hand; what is done becomes steps of ``history``."""
        super().__init__(parent)
        self._history = history
        self._finished = Drawing()
        self._points: list[tuple[float, float]] = []
        self._erased: Drawing | None = None
        self.erasing = False
        """Whether the tool in hand is the eraser; otherwise it is the pen."""
        self.wanted = ANYTHING
        """What the person is asked to draw; ``ask_for`` changes it."""

    @property
    def drawing(self) -> Drawing:
        """The drawing, including the stroke under the pen or eraser."""
        if self._erased is not None:
            return self._erased
        return self._finished.with_stroke(np.array(self._points, np.float32)) if self._points else self._finished

    @property
    def stroke_name(self) -> str:
        """What the stroke under the pen or eraser will be called in the history; empty when neither is down."""
        if not self._points:
            return ""
        return "stroke" if self._erased is None else "erasing"

    def ask_for(self, what: str) -> None:
        """Ask the person to draw ``what``: a noun with its article."""
        self.wanted = what
        self.wanted_changed.emit()

    def begin_stroke(self, x: float, y: float, *, with_eraser: bool = False) -> None:
        """Put the tool in hand, or the eraser of a pen, down at (x, y) in canvas pixels 0..28."""
        self._lift()
        self._points = [(x, y)]
        if self.erasing or with_eraser:
            self._erased = erase(self._finished, (x, y), (x, y))
        self._on_moved()

    def extend_stroke(self, x: float, y: float) -> None:
        """Move the pen, or the eraser, to (x, y), if it is down."""
        if not self._points:
            return
        if self._erased is not None:
            self._erased = erase(self._erased, self._points[-1], (x, y))
        self._points.append((x, y))
        self._on_moved()

    def end_stroke(self) -> None:
        """Lift the pen, or the eraser; what it did, if anything, becomes one step to undo."""
        if self._erased is self._finished:
            self.discard_stroke()
        elif self._points:
            self.show_drawing(self.drawing, self.stroke_name)

    def discard_stroke(self) -> None:
        """Lift the pen, or the eraser, and leave the drawing as it was before."""
        self._lift()
        self.changed.emit()

    def clear(self) -> None:
        """Clear the canvas; the drawing can be brought back by undo."""
        if not self._finished.is_empty:
            self.show_drawing(Drawing(), "clear")
        elif self._points:
            self.discard_stroke()

    def show_picture(self, picture: Ink, name: str = "picture") -> None:
        """Put a digit that was not drawn here, ink (28, 28), in place of the drawing; see ``show_drawing``."""
        self.show_drawing(Drawing(picture=picture), name)

    def show_drawing(self, drawing: Drawing, name: str = "drawing") -> None:
        """Replace the drawing: a step of the history that is called ``name``."""
        self._history.add(Step(name, self._show, self._finished, drawing))
        self.drawn.emit()

    def _show(self, drawing: Drawing) -> None:
        self._lift()
        self._finished = drawing
        self.changed.emit()

    def _lift(self) -> None:
        self._points, self._erased = [], None

    def _on_moved(self) -> None:
        self.pen_moved.emit()
        self.changed.emit()
