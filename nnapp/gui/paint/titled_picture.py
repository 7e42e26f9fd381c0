"""A picture of 28x28 numbers with its title above and a thin frame."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from nnapp.gui.paint.theme import SMALL, Theme, font

TITLE = 18
"""The height of the title, in pixels."""


def paint_titled_picture(painter: QPainter, theme: Theme, place: QRectF, title: str, image: QImage) -> None:
    """Paint ``image`` in ``place``, and above it ``title``, up to its comma where there is no room for more."""
    painter.setFont(font(SMALL))
    painter.setPen(theme.color("muted"))
    if painter.fontMetrics().horizontalAdvance(title) > place.width():
        title = title.partition(",")[0]
    painter.drawText(QRectF(place.left(), place.top() - TITLE, place.width(), TITLE), Qt.AlignmentFlag.AlignLeft, title)
    painter.drawImage(place, image)
    painter.setPen(theme.color("border"))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(place.adjusted(-0.5, -0.5, 0.5, 0.5))
