"""The drawing in the making: the pen and the eraser, and what they did, which can be undone."""

from typing import Final

import numpy as np
from PySide6.QtCore import QObject, Signal

from nnapp.digits.drawing import Drawing, Ink
from nnapp.digits.erasing import erase
from nnapp.gui.state.history import History

PEN_WIDTHS: Final = (1.0, 2.0, 3.0, 4.0)
USUAL_PEN: Final = 2.0
"""Canvas pixels."""
MOST_STEPS: Final = 1_000
"""Steps of drawing that can be undone."""


class Sketch(QObject):
    """The drawing on the canvas and the tool in hand."""

    changed = Signal()
    """The drawing, or the width of the pen, has changed."""
    pen_moved = Signal()
    """The pen or the eraser is drawing; what can wait should give way."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin with an empty canvas, and the pen in hand."""
        super().__init__(parent)
        self._finished = History(Drawing(), limit=MOST_STEPS)
        self._points: list[tuple[float, float]] = []
        self._erased: Drawing | None = None
        self._pen_width = USUAL_PEN
        self.erasing = False
        """Whether the tool in hand is the eraser; otherwise it is the pen."""

    @property
    def drawing(self) -> Drawing:
        """The drawing, including the stroke under the pen or eraser."""
        if self._erased is not None:
            return self._erased
        finished = self._finished.current
        return finished.with_stroke(np.array(self._points, np.float32)) if self._points else finished

    @property
    def pen_width(self) -> float:
        """The width of the pen on the canvas, in canvas pixels. The network sees one standard pen."""
        return self._pen_width

    @pen_width.setter
    def pen_width(self, width: float) -> None:
        self._pen_width = width
        self.changed.emit()

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to undo."""
        return self._finished.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to redo."""
        return self._finished.can_redo

    def begin_stroke(self, x: float, y: float) -> None:
        """Put the pen, or the eraser, down at (x, y) in canvas pixels 0..28."""
        self._points = [(x, y)]
        if self.erasing:
            self._erased = erase(self._finished.current, (x, y), (x, y))
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
        """Lift the pen, or the eraser; what it did becomes one step to undo."""
        if self._points:
            self.show_drawing(self.drawing)

    def clear(self) -> None:
        """Clear the canvas; the drawing can be brought back by undo."""
        if not self._finished.current.is_empty:
            self.show_drawing(Drawing())
        elif self._points:
            self.undo()

    def show_picture(self, picture: Ink) -> None:
        """Put a digit that was not drawn here, ink (28, 28), in place of the drawing."""
        self.show_drawing(Drawing(picture=picture))

    def show_drawing(self, drawing: Drawing) -> None:
        """Replace the drawing, which can be brought back by undo."""
        self._lift()
        self._finished.push(drawing)
        self.changed.emit()

    def undo(self) -> None:
        """Discard the stroke under the pen, or else undo the last step."""
        if self._points:
            self._lift()
        else:
            self._finished.undo()
        self.changed.emit()

    def redo(self) -> None:
        """Redo the step that was undone last."""
        if not self._points:
            self._finished.redo()
            self.changed.emit()

    def _lift(self) -> None:
        self._points, self._erased = [], None

    def _on_moved(self) -> None:
        self.pen_moved.emit()
        self.changed.emit()
