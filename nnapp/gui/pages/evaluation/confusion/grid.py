"""Where the cells of a confusion matrix lie, and where its names and figures are written."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize
from PySide6.QtGui import QFont, QFontMetrics

from nnapp.gui.paint.theme import SMALL, SPACE, TEXT, TextHeight, Theme
from nnapp.gui.work.evaluation import Cell

LINE: Final = TextHeight(1, SMALL, room=4)
LONGEST_NAME, NAME_SHARE = 68, 0.2
"""Pixels, or the share of the width if that is more; a longer name is elided."""
LEAST, LEAST_PICTURE, MOST = 15.0, 20.0, 84.0
"""The height of a cell, in pixels: a line of small text at least, a picture enlarged three times at most."""
LEAST_NUMBER: Final = 26
"""Pixels; for a number that is wider, no room is asked: it is not written where there is none."""
WIDEST: Final = 1.5
"""How many times its height a cell with a number is wide at most; one with a picture is a square."""
GAP, EDGE = 2, 4
"""Pixels between cells, and around everything."""
MANY: Final = 12
"""With more classes than this, their names are written small."""
RECALL, PRECISION, SHARE = "recall %", "precision %", "99.9"


@dataclass(frozen=True)
class MatrixGrid:
    """The places of everything in a matrix; a name or a share that is wider than a cell is written upwards."""

    classes: int
    across: int
    """From one column to the next, in screen pixels."""
    down: int
    """From one row to the next."""
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
        end = self.place_of((self.classes, self.classes)).topLeft().toPoint()
        return QSize(end.x() + self.right + self.edge, end.y() + self.bottom + self.edge)

    @property
    def room(self) -> int:
        """The width of what a cell shows."""
        return self.across - self.gap

    def filled(self, size: tuple[int, int], least: tuple[int, int], widest: float, most: int) -> "MatrixGrid":
        """Return this grid with the largest cells in ``size``; for the rest see ``fitted_grid``."""
        classes, empty = max(self.classes, 1), self.size
        across = min((size[0] - empty.width()) // classes, most)
        down = max(min((size[1] - empty.height()) // classes, across), least[1])
        return replace(self, across=max(min(across, int(widest * down)), least[0]), down=down)

    def place_of(self, cell: Cell) -> QRectF:
        """Return where a cell lies."""
        row, column = cell
        left, top = self.left + column * self.across, self.top + row * self.down
        return QRectF(left, top, self.room, self.down - self.gap)

    def cell_at(self, point: QPointF, start: QPoint) -> Cell | None:
        """Return the cell at ``point`` while the names are painted from ``start`` on.

        The row or the column -1 is that of the names; the one after the last is that of recall or precision.
        """
        row, column = int((point.y() - self.top) // self.down), int((point.x() - self.left) // self.across)
        row = -1 if point.y() < start.y() + self.top else row
        column = -1 if point.x() < start.x() + self.left else column
        return (row, column) if max(row, column) <= self.classes else None


def name_font(classes: int, theme: Theme, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the type of the names of the classes."""
    return theme.font(SMALL if classes > MANY else TEXT, weight)


def least_cell(number: str, theme: Theme) -> tuple[int, int]:
    """Return the least width and height of a cell: ``number`` can be read in it, if it is not very long."""
    wide = QFontMetrics(theme.font(SMALL)).horizontalAdvance(number) + theme.px(GAP + 1)
    return max(theme.px(LEAST), wide if wide <= theme.px(LEAST_NUMBER) else 0), theme.px(LEAST)


@lru_cache(maxsize=8)
def fitted_grid(
    names: tuple[str, ...], size: tuple[int, int], least: tuple[int, int], widest: float, theme: Theme
) -> MatrixGrid:
    """Return the largest grid for the classes ``names`` in ``size``.

    A cell has the ``least`` width and height, and is at most ``widest`` times as wide as high.
    """
    metrics = QFontMetrics(name_font(len(names), theme, QFont.Weight.DemiBold))
    name = max((metrics.horizontalAdvance(name) for name in names), default=0)
    share = QFontMetrics(theme.font(SMALL)).horizontalAdvance(SHARE)
    for upright in ((False, False), (False, True), (True, False), (True, True)):
        grid = _grid(names, size, upright, theme).filled(size, least, widest, theme.px(MOST))
        if (upright[0] or name <= grid.room) and (upright[1] or share + grid.gap <= grid.room):
            break
    return grid


def _grid(names: tuple[str, ...], size: tuple[int, int], upright: tuple[bool, bool], theme: Theme) -> MatrixGrid:
    """Return the grid whose names and shares are written upwards as ``upright`` says, its cells still without size."""
    small = QFontMetrics(theme.font(SMALL))
    large = QFontMetrics(name_font(len(names), theme, QFont.Weight.DemiBold))
    space, line, edge = theme.px(SPACE), theme.px(LINE), theme.px(EDGE)
    longest = max(theme.px(LONGEST_NAME), round(NAME_SHARE * size[0]))
    name = min(max(map(large.horizontalAdvance, names), default=0), longest) + space
    left = edge + name + space
    top = edge + line + (name if upright[0] else theme.px(TextHeight(1, TEXT))) + space
    right = space + max(map(small.horizontalAdvance, (RECALL, PRECISION))) + space
    bottom = space + (small.horizontalAdvance(SHARE) if upright[1] else line)
    return MatrixGrid(len(names), 0, 0, theme.px(GAP), edge, left, top, right, bottom, *upright)
