"""The background of a widget, kept as a picture so that a stroke does not have to paint it again."""

from collections.abc import Callable
from typing import Final

from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

EXPORTED: Final = "exported"
"""The property of a widget while it is painted for a saved picture."""


class CachedBackground:
    """The background of one widget."""

    def __init__(self, widget: QWidget) -> None:
        """Start without a picture."""
        self._widget = widget
        self._kept: tuple[object, QPixmap] | None = None

    def paint(self, painter: QPainter, key: object, colour: QColor, draw: Callable[[QPainter], None]) -> None:
        """Paint what ``draw`` draws upon ``colour``; it is drawn again only when ``key`` or the size has changed."""
        if not is_on_screen(self._widget):
            # Into a file: as lines and letters, not as a picture of the screen.
            painter.fillRect(self._widget.rect(), colour)
            painter.save()
            draw(painter)
            painter.restore()
            return
        ratio = self._widget.devicePixelRatioF()
        whole_key = (key, self._widget.size(), ratio, colour.name())
        if self._kept is None or self._kept[0] != whole_key:
            pixmap = QPixmap(self._widget.size() * ratio)
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(colour)
            upon = QPainter(pixmap)
            draw(upon)
            upon.end()
            self._kept = (whole_key, pixmap)
        painter.drawPixmap(0, 0, self._kept[1])


def is_on_screen(widget: QWidget) -> bool:
    """Return whether ``widget`` is being painted for the screen rather than for a saved picture."""
    return not widget.property(EXPORTED)
