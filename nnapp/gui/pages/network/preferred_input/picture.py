"""The pictures of the Preferred input page: the start, the current inputs, and the change."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from nnapp.digits.drawing import CANVAS
from nnapp.gui.paint import colour_bar
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.images import ink_image, weight_image
from nnapp.gui.paint.theme import Theme
from nnapp.gui.paint.titled_picture import TITLE, paint_titled_picture
from nnapp.gui.widgets.painted_widget import PaintedWidget

GAP, INSET = 20, 3
BLANK = np.zeros((CANVAS, CANVAS), np.float32)


class PreferredInputPicture(PaintedWidget):
    """Paints three pictures side by side."""

    usual_size = (560, 240)

    def __init__(self, appearance: Appearance) -> None:
        """Start blank."""
        super().__init__("Preferred input of the neuron", "preferred-input", appearance)
        self.setObjectName("preferredInputPicture")
        self.setAccessibleDescription("No search has been made yet.")
        self._title = "the inputs"
        self._start = BLANK
        self._directions = False
        self.shown = BLANK
        """The inputs shown, (28, 28)."""

    def show_inputs(
        self, title: str, start: NDArray[np.float32], shown: NDArray[np.float32], *, directions: bool
    ) -> None:
        """Show inputs, (28, 28), under a title, and the inputs that the search began with.

        ``directions``: they are directions of edges, and not pixels.
        """
        self._title, self._start, self.shown, self._directions = title, start, shown, directions
        self.update()

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint the pictures with their titles and legends."""
        change = self.shown - self._start
        most = float(np.abs(change).max()) or 1.0
        pictures = (
            ("the start", ink_image(self._start, theme)),
            (self._title, ink_image(self.shown, theme)),
            ("the change", weight_image(change, most, theme)),
        )
        gap, inset, title_height = theme.px(GAP), theme.px(INSET), theme.px(TITLE)
        bar_height = colour_bar.bar_height(theme)
        high = self.height() - title_height - bar_height - theme.px(6) - 2 * inset
        side = float(int(min((self.width() - 2 * gap - 2 * inset) / 3, high)))
        for number, (title, image) in enumerate(pictures):
            place = QRectF(inset + number * (side + gap), inset + title_height, side, side)
            paint_titled_picture(painter, theme, place, title, image, directions=self._directions)
            bar = QRectF(place.left(), place.bottom() + theme.px(5), side, bar_height)
            if number == 2:
                colour_bar.paint_colour_bar(painter, theme, bar, most, ("removed", "added"))
            else:
                painter.setPen(theme.color("muted"))
                words = "0 no edge, 1 sharp" if self._directions else "ink: 0 paper, 1 full"
                painter.drawText(bar, Qt.AlignmentFlag.AlignLeft, words)
