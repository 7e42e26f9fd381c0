"""A table of numbers that is painted fast enough to follow a stroke, and is copied as text."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SMALL, TEXT, TextHeight
from nnapp.gui.widgets.layouts import as_tooltip

ROW_HEIGHT: Final = TextHeight(1, room=6)
INSET: Final = 8
WIDEST: Final = 9
"""Pixels of a letter; a text that fits with such letters need not be measured."""
LONG: Final = 12
"""Letters that fit into any cell."""
NARROW: Final = 76
"""Pixels, below which a cell has small type, and no room for margins at both sides."""


Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Cell:
    """What a cell shows."""

    text: str
    is_name: bool = False
    """Whether it is aligned to the left, as names are; numbers are aligned to the right."""
    is_marked: bool = False
    """Whether the row is the one that is followed."""
    share: float = 0.0
    """-1..1: a bar under the number, blue where it supports and orange where it opposes."""


class NumberModel(QAbstractTableModel):
    """Cells under a header."""

    header: tuple[str, ...] = ()
    explanations: tuple[str, ...] = ()
    """Of the columns, where they have some."""

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell."""
        raise NotImplementedError

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """As many as the header has."""
        return 0 if parent.isValid() else len(self.header)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the text of a cell, for copying and for assistive tools; a long one is a tooltip too."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        text = self.cell(index.row(), index.column()).text
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        return as_tooltip(text) if len(text) > LONG else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a header: above names at the left, above numbers at the right."""
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self.header[section]
            if role == Qt.ItemDataRole.ToolTipRole and self.explanations:
                return self.explanations[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return int(_LEFT if section == 0 else _RIGHT)
        return None


_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class NumberTable(QTableView):
    """Shows a model whose rows can be selected; Ctrl+C copies the selected row, the menu the whole table."""

    def __init__(self, model: NumberModel, appearance: Appearance) -> None:
        """Show ``model``."""
        super().__init__()
        self._numbers = model
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        appearance.scale(self.verticalHeader().setDefaultSectionSize, ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setItemDelegate(_NumberDelegate(model, appearance, self))
        appearance.changed.connect(self.viewport().update)
        copy_row = self.addAction("Copy row", QKeySequence.StandardKey.Copy, self.copy_row)
        copy_row.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.addAction("Copy table", self.copy_all)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.setModel(model)

    def copy_row(self) -> None:
        """Copy the current row, or the whole table when there is none."""
        row = self.currentIndex().row()
        QGuiApplication.clipboard().setText(row_text(self._numbers, row) if row >= 0 else table_text(self._numbers))

    def copy_all(self) -> None:
        """Copy the table as it is displayed."""
        QGuiApplication.clipboard().setText(table_text(self._numbers))


def row_text(model: QAbstractItemModel, row: int) -> str:
    """Return a row, with tabs between the columns."""
    return "\t".join(str(model.index(row, column).data()) for column in range(model.columnCount()))


def table_text(model: NumberModel) -> str:
    """Return the table as it stands, its header first."""
    return "\n".join(["\t".join(model.header), *(row_text(model, row) for row in range(model.rowCount()))]) + "\n"


class _NumberDelegate(QStyledItemDelegate):
    """Paints a cell without asking the style sheet, which takes ten times as long."""

    def __init__(self, model: NumberModel, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._numbers, self._appearance = model, appearance

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the mark of the row, the bar, the number, and the frame of the cursor."""
        theme, place, column = self._appearance.theme, option.rect, index.column()
        cell, inset = self._numbers.cell(index.row(), column), theme.px(INSET)
        if cell.is_marked:
            painter.fillRect(place, theme.color("control"))
        if cell.share:
            width, thick = max(1, round(abs(cell.share) * (place.width() - inset))), theme.px(1)
            colour = theme.color("supports" if cell.share > 0 else "opposes")
            painter.fillRect(place.right() - inset + 1 - width, place.bottom() - thick, width, thick, colour)
        is_narrow = place.width() < theme.px(NARROW)
        inside = place.adjusted(theme.px(1) if is_narrow else inset, 0, -inset, 0)
        painter.setFont(theme.font(SMALL if is_narrow else TEXT))
        text = cell.text
        is_long = len(text) * theme.px(WIDEST) > inside.width()
        if is_long and painter.fontMetrics().horizontalAdvance(text) > inside.width():
            # Not cut: without its first digits a number would be a different one.
            painter.setFont(theme.font(SMALL))
            text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
        painter.setPen(theme.color("text"))
        painter.drawText(inside, _LEFT if cell.is_name else _RIGHT, text)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.pen("supports"))
            painter.drawRect(place.adjusted(0, 0, -1, -1))
