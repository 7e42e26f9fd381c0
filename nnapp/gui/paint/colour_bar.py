"""The legend of a picture in colour: from what opposes most to what supports most."""

from functools import cache

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from nnapp.gui.paint.images import weight_image
from nnapp.gui.paint.theme import SMALL, TextHeight, Theme
from nnapp.wording import signed

BAR, WORDS = 8, TextHeight(1, SMALL, room=2)
"""The heights of the bar and of the words below it."""
GAP, ZERO_ROOM = 8, 20
"""Pixels that the 0 in the middle needs; without them it is left out."""


def bar_height(theme: Theme) -> int:
    """Return the height of a bar with its words, on the screen."""
    return theme.px(BAR) + theme.px(WORDS)


@cache
def _shades(theme: Theme) -> QImage:
    """Return all colours in a row; they are asked for with every stroke."""
    return weight_image(np.linspace(-1.0, 1.0, 65)[None, :], 1.0, theme)


def paint_colour_bar(painter: QPainter, theme: Theme, place: QRectF, most: float, words: tuple[str, str]) -> None:
    """Paint the colours from -``most`` to ``most`` across the top of ``place``, and what their ends mean below.

    ``words`` say what negative and what positive numbers mean.
    """
    height = theme.px(BAR)
    bar = QRectF(place.left(), place.top(), place.width(), height)
    painter.drawImage(bar, _shades(theme))
    painter.setPen(theme.pen("border"))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(bar)
    below = QRectF(place.left(), place.top() + height, place.width(), theme.px(WORDS))
    painter.setFont(theme.font(SMALL))
    painter.setPen(theme.color("muted"))
    middle = Qt.AlignmentFlag.AlignVCenter
    ends = (f"{signed(-most)} {words[0]}", f"{words[1]} {signed(most)}")
    if sum(painter.fontMetrics().horizontalAdvance(end) for end in ends) + theme.px(GAP) > place.width():
        ends = (signed(-most), signed(most))
    painter.drawText(below, middle | Qt.AlignmentFlag.AlignLeft, ends[0])
    painter.drawText(below, middle | Qt.AlignmentFlag.AlignRight, ends[1])
    if 2 * max(painter.fontMetrics().horizontalAdvance(end) for end in ends) + theme.px(ZERO_ROOM) < place.width():
        painter.drawText(below, middle | Qt.AlignmentFlag.AlignHCenter, "0")
