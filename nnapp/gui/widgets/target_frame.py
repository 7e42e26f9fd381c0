"""A frame around a part of the window that something points at."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QWidget

from nnapp.gui.paint.appearance import Appearance

FRAME: Final = 2
"""The width of the frame, in pixels."""


class TargetFrame(QWidget):
    """A frame around a place, which leaves the place itself and the mouse alone."""

    def __init__(self, name: str, appearance: Appearance, window: QWidget) -> None:
        """Lie over ``window``, hidden until there is something to surround; ``name`` is the object name."""
        super().__init__(window)
        self.setObjectName(name)
        self._appearance = appearance
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def surround(self, target: QRect) -> None:
        """Appear around ``target``, a place in the window."""
        width = self._appearance.px(FRAME)
        self.setGeometry(target.adjusted(-2 * width, -2 * width, 2 * width, 2 * width))
        # What is within is painted without having to be painted through this.
        inside = self.rect().adjusted(2 * width, 2 * width, -2 * width, -2 * width)
        self.setMask(QRegion(self.rect()) - QRegion(inside))
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame."""
        del event
        theme = self._appearance.theme
        painter, half = QPainter(self), theme.px(FRAME) / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.pen("supports", FRAME))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), theme.px(4), theme.px(4))
        painter.end()
