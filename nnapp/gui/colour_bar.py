"""The legend of a picture in colour: from the strongest against to the strongest for."""

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from nnapp.gui.theme import SMALL, Theme, font
from nnapp.gui.weight_images import weight_image

BAR, WORDS = 8.0, 16.0
"""The heights of the bar and of the words below it, in pixels."""
HEIGHT = BAR + WORDS


def paint_colour_bar(painter: QPainter, theme: Theme, place: QRectF, most: float, words: tuple[str, str]) -> None:
    """Paint the colours from -``most`` to ``most`` across the top of ``place``, and what their ends mean below.

    ``words`` say what negative and what positive numbers mean.
    """
    shades = np.linspace(-1.0, 1.0, 65)[None, :]
    bar = QRectF(place.left(), place.top(), place.width(), BAR)
    painter.drawImage(bar, weight_image(shades, 1.0, theme))
    painter.setPen(theme.color("border"))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(bar)
    below = QRectF(place.left(), place.top() + BAR, place.width(), WORDS)
    painter.setFont(font(SMALL))
    painter.setPen(theme.color("muted"))
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.drawText(below, middle | Qt.AlignmentFlag.AlignLeft, f"{-most:.2f} {words[0]}")
    painter.drawText(below, middle | Qt.AlignmentFlag.AlignRight, f"{words[1]} +{most:.2f}")
    painter.drawText(below, middle | Qt.AlignmentFlag.AlignHCenter, "0")
