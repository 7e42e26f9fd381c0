"""The table of all products of a neuron, sortable, to be copied as text."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from nnapp.digits.drawing import CANVAS
from nnapp.gui.neuron_numbers import DECIMALS, NeuronNumbers

HEADERS: Final = ("input", "x", "weight w", "product w x")
EXPLANATIONS: Final = (
    "Which pixel (row, column, from 0) or which neuron of the layer before",
    "What comes in: ink from 0 to 1, or an activation",
    "How strongly the neuron listens to it",
    "Their product: what it adds to the weighted sum z",
)
Index = QModelIndex | QPersistentModelIndex


class ProductTable(QAbstractTableModel):
    """Inputs, weights and products of one neuron."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._columns: NDArray[np.float64] = np.empty((4, 0))
        self._order: NDArray[np.intp] = np.empty(0, np.intp)
        self._sorted_by = (3, Qt.SortOrder.DescendingOrder)
        self._of_pixels = True

    def show_numbers(self, numbers: NeuronNumbers) -> None:
        """Show the products of another neuron or drawing; the order stays."""
        rows = len(numbers.inputs)
        columns = np.stack([np.arange(rows), numbers.inputs, numbers.weights, numbers.products]).astype(np.float64)
        same_shape = columns.shape == self._columns.shape
        if not same_shape:
            self.beginResetModel()
        self._columns, self._of_pixels = columns, rows == CANVAS * CANVAS
        self._sort()
        if not same_shape:
            self.endResetModel()
        else:
            self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, 3))

    def as_text(self) -> str:
        """Return the table as it stands, with tabs between the columns."""
        rows = ["\t".join(HEADERS)]
        rows += ["\t".join(self._text(row, column) for column in range(4)) for row in range(self.rowCount())]
        return "\n".join(rows) + "\n"

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """One row for each input."""
        return 0 if parent.isValid() else self._columns.shape[1]

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Input, x, w and their product."""
        return 0 if parent.isValid() else len(HEADERS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a header."""
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return HEADERS[section]
            if role == Qt.ItemDataRole.ToolTipRole:
                return EXPLANATIONS[section]
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column."""
        self.layoutAboutToBeChanged.emit()
        self._sorted_by = (column, order)
        self._sort()
        self.layoutChanged.emit()

    def _sort(self) -> None:
        column, order = self._sorted_by
        keys = self._columns[column]
        self._order = np.argsort(keys if order == Qt.SortOrder.AscendingOrder else -keys, kind="stable")

    def _text(self, row: int, column: int) -> str:
        place = int(self._order[row])
        if column > 0:
            return f"{self._columns[column, place]:.{DECIMALS}f}"
        return f"{place // CANVAS}, {place % CANVAS}" if self._of_pixels else f"h{place + 1}"
