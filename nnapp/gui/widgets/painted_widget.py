"""A widget that paints itself."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.background import is_on_screen
from nnapp.gui.paint.theme import Theme
from nnapp.gui.widgets.picture_export import offer_picture

CHOOSING: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
"""The keys that choose what the arrow keys, or the mouse, point to."""


class PaintedWidget(QWidget):
    """Paints itself in the colours of the theme; what it shows can be copied, or saved as a picture."""

    usual_size = (420, 240)
    """In pixels, before they are enlarged."""
    is_opaque = False
    """Whether it paints every pixel itself, so that nothing needs to be painted beneath it."""
    has_focus_ring = True

    def __init__(self, name: str, picture: str, appearance: Appearance) -> None:
        """Start with an accessible name; ``picture`` is what a saved picture is called."""
        super().__init__()
        self._appearance = appearance
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, self.is_opaque)
        offer_picture(self, picture, appearance)
        appearance.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return self._appearance.theme.size(*self.usual_size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the widget, and a frame around it while it has the focus, but not in a saved picture."""
        del event
        painter, theme = QPainter(self), self._appearance.theme
        self.paint(painter, theme)
        if self.has_focus_ring and self.hasFocus() and is_on_screen(self):
            paint_focus(painter, theme, self.rect())
        painter.end()

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint what the widget shows."""
        raise NotImplementedError


def paint_focus(painter: QPainter, theme: Theme, place: QRect) -> None:
    """Paint the focus frame inside ``place``, two pixels wide like that of buttons and fields."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(theme.pen("supports", 2.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = theme.width(1.0)
    painter.drawRect(QRectF(place).adjusted(half, half, -half, -half))
