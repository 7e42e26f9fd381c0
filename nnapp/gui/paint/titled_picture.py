"""A picture of 28x28 numbers with its title above and a thin frame."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from nnapp.gui.paint.direction_marks import paint_direction_marks
from nnapp.gui.paint.theme import SMALL, TextHeight, Theme

TITLE = TextHeight(1, SMALL, room=4)
"""The height of the title."""


def paint_titled_picture(
    painter: QPainter,
    theme: Theme,
    place: QRectF,
    title: str,
    image: QImage,
    short_title: str = "",
    *,
    directions: bool = False,
) -> None:
    """Paint ``image`` in ``place``, and above it ``title``, or ``short_title`` where there is no room for it.

    ``directions``: it shows one number for each input of a network that sees directions.
    """
    painter.setFont(theme.font(SMALL))
    painter.setPen(theme.color("muted"))
    metrics, room = painter.fontMetrics(), int(place.width())
    fitted = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room)
    if short_title and fitted != title:
        fitted = metrics.elidedText(short_title, Qt.TextElideMode.ElideRight, room)
    height = theme.px(TITLE)
    above = QRectF(place.left(), place.top() - height, place.width(), height)
    painter.drawText(above, Qt.AlignmentFlag.AlignLeft, fitted)
    paint_framed_picture(painter, theme, place, image, directions=directions)


def paint_framed_picture(
    painter: QPainter, theme: Theme, place: QRectF, image: QImage, *, directions: bool = False
) -> None:
    """Paint ``image`` in ``place``, with a thin frame around it; ``directions`` as above."""
    painter.drawImage(place, image)
    if directions:
        paint_direction_marks(painter, theme, place)
    painter.setPen(theme.pen("border"))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(place.adjusted(-0.5, -0.5, 0.5, 0.5))
