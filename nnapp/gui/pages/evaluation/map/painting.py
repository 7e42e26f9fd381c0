"""How a map is painted: its points, its axes, the drawing, and what a point is."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen, QStaticText

from nnapp.digits.drawing import Ink
from nnapp.gui.pages.evaluation.map.points import MapFrame, MapPoints
from nnapp.gui.paint.class_colours import class_color
from nnapp.gui.paint.images import ink_image
from nnapp.gui.paint.theme import SMALL, SPACE, TEXT, Theme
from nnapp.gui.paint.titled_picture import paint_framed_picture
from nnapp.gui.widgets.curve_plot import polygon
from nnapp.nn.arrays import Indices, Labels, Reals
from nnapp.wording import percent

TURNS: Final = 8
"""The dots of the classes are painted in turns, so that the last class does not cover all others."""
DOT, CROSS = 2.5, 4.5
"""The size of a dot, and half the size of a cross."""
STRENGTH: Final = 0.5
"""Of the colour of the dots, so that the letters upon them are readable."""
APART, NEAR, RING, PICTURE = 2, 20, 11, 64
"""Pixels between two letters; from the edge to what is not painted any more; the ring's radius; a picture's side."""


def paint_points(painter: QPainter, theme: Theme, points: MapPoints, frame: MapFrame) -> None:
    """Paint every point as a dot, mistakes as crosses, and letters upon as many as have room for them."""
    pixels, room = frame.pixels(points.made.places), frame.inside
    # What lies far outside is not worth its time.
    is_seen = (pixels > (room.left() - NEAR, room.top() - NEAR)) & (
        pixels < (room.right() + NEAR, room.bottom() + NEAR)
    )
    seen = np.flatnonzero(is_seen.all(axis=1))
    pixels, labels = pixels[seen], points.labels[seen]
    _paint_dots(painter, theme, pixels, labels)
    _paint_crosses(painter, theme, pixels[points.is_wrong[seen]])
    _paint_letters(painter, theme, pixels, labels, points.marks)


def _paint_dots(painter: QPainter, theme: Theme, pixels: Reals, labels: Labels) -> None:
    # Without smoothing small dots look the same and take a fraction of the time.
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    for turn in range(TURNS):
        own, classes = pixels[turn::TURNS], labels[turn::TURNS]
        for number in np.unique(classes):
            painter.setPen(QPen(class_color(theme, int(number), STRENGTH), theme.width(DOT)))
            painter.drawPoints(polygon(*own[classes == number].T))


def _paint_crosses(painter: QPainter, theme: Theme, pixels: Reals) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.pen("text"))
    half = theme.px(CROSS)
    # One that would lie upon another is left out: where all are mistakes, nothing else would be seen.
    lines = [
        QLineF(x - half, y - slope * half, x + half, y + slope * half)
        for x, y in pixels[with_room(pixels, 2 * half, 2 * half)]
        for slope in (1, -1)
    ]
    painter.drawLines(lines)


def _paint_letters(painter: QPainter, theme: Theme, pixels: Reals, labels: Labels, names: Sequence[str]) -> None:
    font = theme.font(SMALL, QFont.Weight.DemiBold)
    painter.setFont(font)
    metrics, apart = painter.fontMetrics(), theme.px(APART)
    width = max(map(metrics.horizontalAdvance, names)) + apart
    chosen = with_room(pixels, width, metrics.capHeight() + 2 * apart)
    pixels, labels = pixels[chosen], labels[chosen]
    for number in np.unique(labels):
        # Laid out once for all its places, which takes most of the time.
        letters = QStaticText(names[number])
        letters.prepare(font=font)
        left, up = letters.size().width() / 2, metrics.ascent() - metrics.capHeight() / 2
        painter.setPen(class_color(theme, int(number)))
        for x, y in pixels[labels == number]:
            painter.drawStaticText(QPointF(x - left, y - up), letters)


def with_room(pixels: Reals, width: float, height: float) -> Indices:
    """Return which points have room for letters of that size: the first in each field of a grid."""
    columns, rows = np.floor(pixels / (width, height)).astype(np.int64).T
    _, first = np.unique(columns * (1 << 32) + rows, return_index=True)
    return first


def paint_axes(painter: QPainter, theme: Theme, inside: QRectF, shares: Reals) -> None:
    """Write beneath and beside ``inside`` how much of the variance lies along each component."""
    painter.setPen(theme.color("muted"))
    words = [
        f"{name} component, {percent(share)} of the variance"
        for name, share in zip(("1st", "2nd"), shares, strict=True)
    ]
    metrics, centre = painter.fontMetrics(), Qt.AlignmentFlag.AlignCenter
    fitted = metrics.elidedText(words[0], Qt.TextElideMode.ElideRight, int(inside.width()))
    painter.drawText(QRectF(inside.left(), inside.bottom(), inside.width(), inside.left()), centre, fitted)
    painter.save()
    painter.translate(inside.left() / 2, inside.center().y())
    painter.rotate(-90)
    fitted = metrics.elidedText(words[1], Qt.TextElideMode.ElideRight, int(inside.height()))
    painter.drawText(QRectF(-inside.height() / 2, -inside.left() / 2, inside.height(), inside.left()), centre, fitted)
    painter.restore()


def paint_ring(painter: QPainter, theme: Theme, place: QPointF, answer: str, *, is_dashed: bool) -> None:
    """Paint the drawing: a ring with its answer, dashed where no output fires."""
    painter.setFont(theme.font(TEXT, QFont.Weight.DemiBold))
    width, half = painter.fontMetrics().horizontalAdvance(answer), theme.px(RING)
    across = max(half, width / 2 + theme.px(SPACE))
    painter.setBrush(theme.color("panel"))
    painter.setPen(theme.pen("text", 2.0, Qt.PenStyle.DashLine if is_dashed else Qt.PenStyle.SolidLine))
    painter.drawEllipse(place, across, half)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    box = QRectF(place.x() - across, place.y() - half, 2 * across, 2 * half)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, answer)


def paint_note(painter: QPainter, theme: Theme, inside: QRectF, point: QPointF, ink: Ink, words: str) -> None:
    """Paint the picture of a point, and ``words`` below it, in the corner of ``inside`` that is farthest from it."""
    painter.setFont(theme.font(SMALL))
    metrics, space, side = painter.fontMetrics(), theme.px(SPACE), theme.px(PICTURE)
    words = metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, int(inside.width() / 2))
    width, height = max(side, metrics.horizontalAdvance(words)) + 2 * space, side + metrics.height() + 3 * space
    left = inside.left() if point.x() > inside.center().x() else inside.right() - width
    top = inside.top() if point.y() > inside.center().y() else inside.bottom() - height
    box = QRectF(left, top, width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.fillRect(box, theme.color("panel"))
    painter.setPen(theme.pen("border"))
    painter.drawRect(box)
    picture = QRectF(left + (width - side) / 2, top + space, side, side)
    paint_framed_picture(painter, theme, picture, ink_image(ink, theme))
    painter.setPen(theme.color("text"))
    below = QRectF(left, picture.bottom() + space, width, metrics.height())
    painter.drawText(below, Qt.AlignmentFlag.AlignCenter, words)
