"""The marks upon a picture of what a network sees of a drawing as directions: its eight maps, and which is which."""

from functools import lru_cache
from math import cos, pi, sin
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPen

from nnapp.digits.directions import DIRECTIONS, GRID_COLUMNS, GRID_ROWS, map_place
from nnapp.digits.drawing import CANVAS
from nnapp.gui.paint.theme import Theme

LEAST_SIDE: Final = 70
"""Pixels; a picture that is smaller has no room for the edges, only for the lines between the maps."""
QUIET: Final = 0.18
"""How dark the lines between the maps are, between the colours of the panel and of text."""
RADIUS: Final = 0.12
"""Of a disc, half of which is inked, as a share of the height of a map."""
AWAY: Final = 1.5
LONGER: Final = 1.3
"""How far from the corner the middle of the disc lies, and half the length of the edge, both in radii."""


def paint_direction_marks(painter: QPainter, theme: Theme, place: QRectF) -> None:
    """Divide the picture in ``place`` into its maps; each has in its corner an edge with ink on the side of its own."""
    divisions, discs, edges = _marks(place.width())
    painter.save()
    painter.translate(place.topLeft())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(QPen(theme.mixed("panel", "text", QUIET), theme.width(1.0)))
    painter.drawLines(divisions)
    if place.width() >= theme.px(LEAST_SIDE):
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(discs, theme.color("muted"))
        painter.setPen(theme.pen("muted", 1.5))
        painter.drawLines(edges)
    painter.restore()


@lru_cache(maxsize=16)
def _marks(side: float) -> tuple[list[QLineF], QPainterPath, list[QLineF]]:
    """Return, for a picture of this size, the lines between the maps, half discs of ink, and the edges they end at."""
    wide, high = side / GRID_COLUMNS, side / GRID_ROWS
    divisions = [QLineF(column * wide, 0.0, column * wide, side) for column in range(1, GRID_COLUMNS)]
    divisions += [QLineF(0.0, row * high, side, row * high) for row in range(1, GRID_ROWS)]
    radius, discs, edges = RADIUS * high, QPainterPath(), []
    for direction in range(DIRECTIONS):
        row, column = map_place(direction)
        middle = QPointF(column, row) * (side / CANVAS) + QPointF(radius, radius) * AWAY
        disc = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
        # Qt counts degrees anticlockwise.
        start = -45.0 * direction - 90.0
        discs.arcMoveTo(disc, start)
        discs.arcTo(disc, start, 180.0)
        along = direction * pi / 4 + pi / 2
        end = QPointF(cos(along), sin(along)) * (LONGER * radius)
        edges.append(QLineF(middle - end, middle + end))
    return divisions, discs, edges
