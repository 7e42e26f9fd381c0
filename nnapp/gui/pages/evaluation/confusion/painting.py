"""How a confusion matrix is painted: its cells, the shares beside and below them, and its names."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter

from nnapp.digits.drawing import Ink
from nnapp.gui.pages.evaluation.confusion.content import Content, MatrixContent, short_share
from nnapp.gui.pages.evaluation.confusion.grid import LINE, PRECISION, RECALL, MatrixGrid, name_font
from nnapp.gui.paint.images import ink_image
from nnapp.gui.paint.theme import SMALL, SPACE, Theme
from nnapp.gui.work.evaluation import Cell

PALEST, STRONGEST, RIGHT = 0.18, 0.85, 0.25
"""How strong the colours are of the fewest mistakes, of the most, and of a class that is always right."""
DARK_TEXT: Final = 0.62
"""From this strength on, dark text stands out from orange more than light text."""
INSET: Final = 0.08
"""What is left around a picture, as a share of its cell."""
TITLE: Final = "drawn ↓   read as →"
_CENTRE, _MIDDLE = Qt.AlignmentFlag.AlignCenter, Qt.AlignmentFlag.AlignVCenter


def paint_cells(
    painter: QPainter, theme: Theme, grid: MatrixGrid, matrix: MatrixContent, content: Content, inks: dict[Cell, Ink]
) -> None:
    """Paint all cells: blue what was read correctly, orange the mistakes, the more of them the stronger."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setFont(theme.font(SMALL))
    strengths, numbers = matrix.strengths(content).tolist(), matrix.numbers(content)
    are_written = _fitting(painter, numbers, grid) if content is not Content.PICTURES else (False, False)
    nothing, radius = theme.mixed("panel", "track", 0.5), theme.px(2)
    for row, column in np.ndindex(matrix.counts.shape):
        place, shade = grid.place_of((row, column)), strengths[row][column]
        token, strength = "supports", RIGHT * shade
        if row != column:
            token, strength = "opposes", PALEST + (STRONGEST - PALEST) * shade
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.mixed("panel", token, strength) if shade else nothing)
        painter.drawRoundedRect(place, radius, radius)
        if shade and are_written[row == column]:
            painter.setPen(theme.color("on_fires" if strength > DARK_TEXT else "text"))
            painter.drawText(place, _CENTRE, numbers[row][column])
        elif content is Content.PICTURES and (ink := inks.get((row, column))) is not None:
            inset = round(max(INSET * place.width(), theme.px(1)))
            painter.drawImage(place.adjusted(inset, inset, -inset, -inset), ink_image(ink, theme))


def _fitting(painter: QPainter, numbers: list[list[str]], grid: MatrixGrid) -> tuple[bool, bool]:
    """Return whether all mistakes fit into their cells, and all that was read correctly: if not, none is written."""
    longest = ["", ""]
    for (row, column), words in np.ndenumerate(numbers):
        longest[row == column] = max(longest[row == column], words, key=len)
    mistakes, right = (painter.fontMetrics().horizontalAdvance(words) <= grid.room for words in longest)
    return mistakes, right


def paint_shares(painter: QPainter, theme: Theme, grid: MatrixGrid, matrix: MatrixContent) -> None:
    """Paint the recall beside the rows, and the precision below the columns."""
    painter.setFont(theme.font(SMALL))
    painter.setPen(theme.color("muted"))
    for figures in matrix.figures:
        beside = grid.place_of((figures.label, grid.classes))
        beside.setWidth(grid.right)
        painter.drawText(beside.translated(theme.px(SPACE), 0), _MIDDLE, short_share(figures.recall))
        below = grid.place_of((grid.classes, figures.label))
        below.setHeight(grid.bottom)
        write(painter, below, short_share(figures.precision), is_upright=grid.are_shares_upright)
    corner = QRectF(grid.place_of((grid.classes, grid.classes)).topLeft(), QSize(grid.right, grid.bottom))
    painter.drawText(corner.translated(theme.px(SPACE), 0), _MIDDLE, PRECISION)


@dataclass(frozen=True)
class NamePainter:
    """Paints the names of the classes at the left and above, where the widget is in sight from ``start`` on."""

    painter: QPainter
    theme: Theme
    grid: MatrixGrid
    start: QPoint
    pointed: Cell | None
    """Whose row and column stand out."""

    def paint(self, names: tuple[str, ...], size: QSize) -> None:
        """Paint all names, and what rows and columns are, over what lies beneath."""
        x, y = self.start.x(), self.start.y()
        space, line, painter, grid = self.theme.px(SPACE), self.theme.px(LINE), self.painter, self.grid
        left, top, panel = grid.left - space, grid.top - space, self.theme.color("panel")
        painter.fillRect(x, 0, left, size.height(), panel)
        for number, name in enumerate(names):
            place = grid.place_of((number, 0))
            place.setLeft(x + grid.edge)
            place.setRight(x + left - space)
            self._paint_name(name, place, number, part=0)
        painter.fillRect(0, y, size.width(), top, panel)
        above = y + grid.edge + line
        for number, name in enumerate(names):
            place = grid.place_of((0, number))
            place.setTop(above)
            place.setBottom(y + top)
            self._paint_name(name, place, number, part=1)
        painter.fillRect(x, y, left, top, panel)
        painter.setFont(self.theme.font(SMALL))
        painter.setPen(self.theme.color("muted"))
        painter.drawText(QRectF(x + grid.edge, y + grid.edge, size.width(), line), _MIDDLE, TITLE)
        beside = QRectF(grid.place_of((0, grid.classes)).left() + space, y + top - line, grid.right, line)
        painter.drawText(beside, _MIDDLE, RECALL)

    def _paint_name(self, name: str, place: QRectF, number: int, part: int) -> None:
        """Paint the name of a row, ``part`` 0, or of a column, ``part`` 1."""
        is_strong = self.pointed is not None and self.pointed[part] == number
        weight = QFont.Weight.DemiBold if is_strong else QFont.Weight.Normal
        self.painter.setFont(name_font(self.grid.classes, self.theme, weight))
        self.painter.setPen(self.theme.color("text" if is_strong else "muted"))
        is_upright = part == 1 and self.grid.are_names_upright
        room = int(place.height() if is_upright else place.width())
        words = self.painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)
        if part == 0:
            self.painter.drawText(place, Qt.AlignmentFlag.AlignRight | _MIDDLE, words)
        else:
            write(self.painter, place, words, is_upright=is_upright)


def paint_frame(painter: QPainter, theme: Theme, place: QRectF, width: float, style: Qt.PenStyle) -> None:
    """Paint a frame around a cell."""
    painter.setPen(theme.pen("text", width, style))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(place, theme.px(2), theme.px(2))


def write(painter: QPainter, place: QRectF, words: str, *, is_upright: bool) -> None:
    """Write ``words`` in the middle of ``place``; upwards, from its lower end, where ``is_upright``."""
    if not is_upright:
        painter.drawText(place, _CENTRE, words)
        return
    painter.save()
    painter.translate(place.bottomLeft())
    painter.rotate(-90)
    painter.drawText(QRectF(0, 0, place.height(), place.width()), Qt.AlignmentFlag.AlignLeft | _MIDDLE, words)
    painter.restore()
