"""Where the cells of a confusion matrix lie, and where its names and figures are written."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize
from PySide6.QtGui import QFont, QFontMetrics

from nnapp.gui.paint.theme import SMALL, SPACE, TEXT, TextHeight, Theme

LINE: Final = TextHeight(1, SMALL, room=4)
LONGEST_NAME, NAME_SHARE = 68, 0.2
"""Pixels, or the share of the width if that is more; a longer name is elided."""
LEAST, MOST = 15.0, 84.0
"""The side of a cell, in pixels: about a line of small text at least, a picture enlarged three times at most."""
LEAST_NUMBER: Final = 26
"""A cell is not widened for numbers beyond this many pixels."""
GAP, EDGE = 2, 4
"""Pixels between cells, and around everything."""
MANY: Final = 12
"""With more classes than this, their names are written small."""
RECALL, PRECISION, SHARE = "recall %", "precision %", "99.9"

Cell = tuple[int, int]
"""The class of the examples, and the class that they were read as."""


@dataclass(frozen=True)
class MatrixGrid:
    """The places of everything in a matrix; a name or a share that is wider than a cell is written upwards."""

    classes: int
    side: int
    """From one cell to the next, in screen pixels."""
    gap: int
    edge: int
    left: int
    """Where the first column begins; the names of the rows lie before it."""
    top: int
    """Where the first row begins; above it lie the title and the names of the columns."""
    right: int
    """The width of the column of the recall."""
    bottom: int
    """The height of the row of the precision."""
    are_names_upright: bool
    are_shares_upright: bool

    @property
    def size(self) -> QSize:
        """What all of it takes."""
        cells = self.classes * self.side
        return QSize(self.left + cells + self.right + self.edge, self.top + cells + self.bottom + self.edge)

    def place_of(self, cell: Cell) -> QRectF:
        """Return where a cell lies."""
        row, column = cell
        inner = self.side - self.gap
        return QRectF(self.left + column * self.side, self.top + row * self.side, inner, inner)

    def cell_at(self, point: QPointF, start: QPoint) -> Cell | None:
        """Return the cell at ``point`` while the names are painted from ``start`` on.

        The row or the column -1 is that of the names; the one after the last is that of recall or precision.
        """
        row, column = int((point.y() - self.top) // self.side), int((point.x() - self.left) // self.side)
        row, column = (
            -1 if point.y() < start.y() + self.top else row,
            -1 if point.x() < start.x() + self.left else column,
        )
        return (row, column) if max(row, column) <= self.classes else None


def name_font(classes: int, theme: Theme, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the type of the names of the classes."""
    return theme.font(SMALL if classes > MANY else TEXT, weight)


def least_side(number: str, theme: Theme) -> int:
    """Return the least side of a cell in which ``number`` can be read, if it is not very long."""
    widest = QFontMetrics(theme.font(SMALL)).horizontalAdvance(number)
    return max(theme.px(LEAST), min(widest + theme.px(GAP + 1), theme.px(LEAST_NUMBER)))


@lru_cache(maxsize=8)
def fitted_grid(names: tuple[str, ...], size: tuple[int, int], least: int, theme: Theme) -> MatrixGrid:
    """Return the largest grid for the classes ``names`` in ``size``, with cells of ``least`` pixels at least."""
    metrics = QFontMetrics(name_font(len(names), theme, QFont.Weight.DemiBold))
    widest = max((metrics.horizontalAdvance(name) for name in names), default=0)
    share = QFontMetrics(theme.font(SMALL)).horizontalAdvance(SHARE)
    for upright in ((False, False), (False, True), (True, False), (True, True)):
        grid = _grid(names, size, least, upright, theme)
        room = grid.side - grid.gap
        if (upright[0] or widest <= room) and (upright[1] or share <= room):
            break
    return grid


def _grid(
    names: tuple[str, ...], size: tuple[int, int], least: int, upright: tuple[bool, bool], theme: Theme
) -> MatrixGrid:
    """Return the grid whose names and shares are written upwards as ``upright`` says."""
    small = QFontMetrics(theme.font(SMALL))
    large = QFontMetrics(name_font(len(names), theme, QFont.Weight.DemiBold))
    space, line, edge = theme.px(SPACE), theme.px(LINE), theme.px(EDGE)
    longest = max(theme.px(LONGEST_NAME), round(NAME_SHARE * size[0]))
    name = min(max(map(large.horizontalAdvance, names), default=0), longest) + space
    left = edge + name + space
    top = edge + line + (name if upright[0] else theme.px(TextHeight(1, TEXT))) + space
    right = space + max(map(small.horizontalAdvance, (RECALL, PRECISION))) + space
    bottom = space + (small.horizontalAdvance(SHARE) if upright[1] else line)
    classes = max(len(names), 1)
    width, height = size[0] - left - right - edge, size[1] - top - bottom - edge
    side = max(min(width // classes, height // classes, theme.px(MOST)), least)
    return MatrixGrid(len(names), side, theme.px(GAP), edge, left, top, right, bottom, *upright)
