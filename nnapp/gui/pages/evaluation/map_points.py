"""The points of a map: where each lies on the screen, and how all of them are painted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen, QStaticText

from nnapp.gui.paint.class_colours import class_color
from nnapp.gui.paint.theme import SMALL, SPACE, TEXT, Theme
from nnapp.gui.widgets.curve_plot import polygon
from nnapp.nn.arrays import Indices, Labels, Reals
from nnapp.wording import percent

LETTERS: Final = 3
"""Of a name, that stand for its class."""
TURNS: Final = 8
"""The dots of the classes are painted in turns, so that the last class does not cover all others."""
DOT, CROSS = 2.5, 4.5
"""The size of a dot, and half the size of a cross."""
STRENGTH: Final = 0.5
"""Of the colour of the dots, so that the letters upon them are readable."""
APART, NEAR, RING = 2, 20, 11
"""Pixels between two letters; from the edge to what is not painted any more; the radius of the ring."""


@dataclass(frozen=True, eq=False)
class MapPoints:
    """The class of each point, and whether it was read correctly."""

    places: Reals
    """Along the two components, (points, 2)."""
    labels: Labels
    """(points,)."""
    is_wrong: NDArray[np.bool_]
    """(points,)."""
    class_names: Sequence[str]


@dataclass(frozen=True)
class MapFrame:
    """Which part of the plane is shown, and where on the screen."""

    inside: QRectF
    middle: tuple[float, float]
    """What lies in the middle of ``inside``."""
    scale: float
    """Pixels for a distance of 1, along both axes."""

    def pixels(self, places: Reals) -> Reals:
        """Return the pixel of each place, both (points, 2)."""
        centre = self.inside.center()
        pixels: Reals = (places - self.middle) * (self.scale, -self.scale) + (centre.x(), centre.y())
        return pixels

    def place_at(self, pixel: QPointF) -> tuple[float, float]:
        """Return what lies at a pixel."""
        away = (pixel - self.inside.center()) / self.scale
        return self.middle[0] + away.x(), self.middle[1] - away.y()


def paint_points(painter: QPainter, theme: Theme, points: MapPoints, frame: MapFrame) -> None:
    """Paint every point as a dot, letters for as many as have room for them, and a cross upon each mistake."""
    pixels, room = frame.pixels(points.places), frame.inside
    # What lies far outside is not worth its time.
    is_seen = (pixels > (room.left() - NEAR, room.top() - NEAR)) & (
        pixels < (room.right() + NEAR, room.bottom() + NEAR)
    )
    seen = np.flatnonzero(is_seen.all(axis=1))
    pixels, labels = pixels[seen], points.labels[seen]
    _paint_dots(painter, theme, pixels, labels)
    _paint_crosses(painter, theme, pixels[points.is_wrong[seen]])
    _paint_letters(painter, theme, pixels, labels, [name[:LETTERS] for name in points.class_names])


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
    painter.drawLines([
        QLineF(x - half, y - slope * half, x + half, y + slope * half) for x, y in pixels for slope in (1, -1)
    ])  # fmt: skip


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
    width, half = painter.fontMetrics().horizontalAdvance(answer[:LETTERS]), theme.px(RING)
    across = max(half, width / 2 + theme.px(SPACE))
    painter.setBrush(theme.color("panel"))
    painter.setPen(theme.pen("text", 2.0, Qt.PenStyle.DashLine if is_dashed else Qt.PenStyle.SolidLine))
    painter.drawEllipse(place, across, half)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    box = QRectF(place.x() - across, place.y() - half, 2 * across, 2 * half)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, answer[:LETTERS])
