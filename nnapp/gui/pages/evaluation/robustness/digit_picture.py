"""A small picture of a drawing, as the canvas would show it."""

from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from nnapp.digits.drawing import Drawing
from nnapp.digits.preprocessing import canvas_ink
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.images import ink_image
from nnapp.gui.paint.theme import Theme
from nnapp.gui.paint.titled_picture import paint_framed_picture
from nnapp.gui.widgets.painted_widget import PaintedWidget

SIDE: Final = 62
"""Two pixels for each of a drawing, and room for the frame and the focus, in pixels."""
EDGE: Final = 3


class DigitPicture(PaintedWidget):
    """Shows one drawing."""

    def __init__(self, name: str, picture: str, appearance: Appearance) -> None:
        """Start without a drawing; ``name`` and ``picture`` as for all that is painted."""
        super().__init__(name, picture, appearance)
        self._ink = canvas_ink(Drawing())
        appearance.scale(self.setFixedSize, SIDE, SIDE)

    def show_drawing(self, drawing: Drawing, words: str) -> None:
        """Show ``drawing``; ``words`` say what it is."""
        self._ink = canvas_ink(drawing)
        self.setAccessibleDescription(words)
        self.update()

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint it in its frame."""
        edge = theme.px(EDGE)
        place = QRectF(self.rect().adjusted(edge, edge, -edge, -edge))
        paint_framed_picture(painter, theme, place, ink_image(self._ink, theme))
