"""The pictures of the Preferred input page: the start, the current inputs, and the change."""

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnapp.digits.drawing import CANVAS, Ink
from nnapp.gui.paint import colour_bar
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.focus_ring import paint_focus_ring
from nnapp.gui.paint.images import ink_image, weight_image
from nnapp.gui.paint.titled_picture import TITLE, paint_titled_picture
from nnapp.gui.widgets.picture_export import offer_picture

GAP, INSET = 20, 3
BLANK = np.zeros((CANVAS, CANVAS), np.float32)


class PreferredInputPicture(QWidget):
    """Paints three pictures side by side."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        """Start blank."""
        super().__init__(parent)
        self.setObjectName("preferredInputPicture")
        self.setAccessibleName("Start, inputs, and change")
        self.setAccessibleDescription("There was no search yet.")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._appearance = appearance
        self._title = "the inputs"
        self._start: Ink = BLANK
        self._ink: Ink = BLANK
        offer_picture(self, "preferred-input", appearance)
        appearance.changed.connect(self.update)

    @property
    def ink(self) -> Ink:
        """The inputs shown, (28, 28)."""
        return self._ink

    def show_ink(self, title: str, start: Ink, ink: Ink) -> None:
        """Show inputs, (28, 28), under a title, and the inputs that the search began with."""
        self._title, self._start, self._ink = title, start, ink
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for three squares."""
        return self._appearance.theme.size(560, 240)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pictures with their titles and legends."""
        del event
        theme, change = self._appearance.theme, self._ink - self._start
        painter = QPainter(self)
        most = float(np.abs(change).max()) or 1.0
        pictures = (
            ("the start", ink_image(self._start, theme)),
            (self._title, ink_image(self._ink, theme)),
            ("change of the inputs", weight_image(change, most, theme)),
        )
        gap, inset, title_height = theme.px(GAP), theme.px(INSET), theme.px(TITLE)
        bar_height = colour_bar.bar_height(theme)
        high = self.height() - title_height - bar_height - theme.px(6) - 2 * inset
        side = float(int(min((self.width() - 2 * gap - 2 * inset) / 3, high)))
        for number, (title, image) in enumerate(pictures):
            place = QRectF(inset + number * (side + gap), inset + title_height, side, side)
            paint_titled_picture(painter, theme, place, title, image)
            bar = QRectF(place.left(), place.bottom() + theme.px(5), side, bar_height)
            if number == 2:
                colour_bar.paint_colour_bar(painter, theme, bar, most, ("removed", "added"))
            else:
                painter.setPen(theme.color("muted"))
                painter.drawText(bar, Qt.AlignmentFlag.AlignLeft, "ink: 0 paper, 1 full")
        paint_focus_ring(painter, self, theme)
        painter.end()
