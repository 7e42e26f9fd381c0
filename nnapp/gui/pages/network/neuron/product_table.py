"""The table of all products of a neuron, sortable."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QModelIndex, QObject, Qt

from nnapp.digits.drawing import CANVAS
from nnapp.gui.widgets.number_table import Cell, Index, NumberModel
from nnapp.nn.inspect.neuron_numbers import NeuronNumbers, in_millionths
from nnapp.wording import millionths

OF_PIXELS: Final = ("input", "x", "weight w", "w x")
OF_NEURONS: Final = ("input", "a", "weight w", "w a")
EXPLANATIONS: Final = (
    "Which pixel (row, column, from 0) or which neuron of the layer before",
    "What comes in: ink from 0 to 1, or an activation",
    "How strongly the neuron listens to it",
    "Their product: what it adds to the weighted sum z",
)


class ProductTable(NumberModel):
    """Inputs, weights and products of one neuron."""

    header = OF_PIXELS
    explanations = EXPLANATIONS

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._columns: NDArray[np.float64] = np.empty((4, 0))
        self._order: NDArray[np.intp] = np.empty(0, np.intp)
        self._sorted_by = (3, Qt.SortOrder.DescendingOrder)
        self._of_pixels = True
        self._largest = 0.0
        self._followed = -1

    def show_numbers(self, numbers: NeuronNumbers, followed: int) -> None:
        """Show the products of another neuron or drawing; the order stays. ``followed`` is the marked input."""
        rows = len(numbers.inputs)
        shown = [in_millionths(column) for column in (numbers.inputs, numbers.weights, numbers.products)]
        columns = np.stack([np.arange(rows), *shown])
        same_shape = columns.shape == self._columns.shape and self._of_pixels == (numbers.layer == 0)
        if not same_shape:
            self.beginResetModel()
        self.header = OF_PIXELS if numbers.layer == 0 else OF_NEURONS
        self._columns, self._of_pixels, self._followed = columns, numbers.layer == 0, followed
        self._largest = float(np.abs(columns[3]).max())
        self._sort()
        if not same_shape:
            self.endResetModel()
        else:
            self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, 3))

    def row_of(self, source: int) -> int:
        """Return the row in which an input stands."""
        return int(np.flatnonzero(self._order == source)[0])

    def source(self, row: int) -> int:
        """Return the input that stands in a row."""
        return int(self._order[row])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """One row for each input."""
        return 0 if parent.isValid() else self._columns.shape[1]

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell."""
        place = int(self._order[row])
        is_marked = place == self._followed
        if column == 0:
            name = f"{place // CANVAS}, {place % CANVAS}" if self._of_pixels else f"h{place + 1}"
            return Cell(name, is_name=True, is_marked=is_marked)
        number = float(self._columns[column, place])
        share = number / self._largest if column == 3 and self._largest else 0.0
        return Cell(millionths(number), is_marked=is_marked, share=share)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a header; an arrow says by which column, and how, the rows are sorted."""
        found = super().headerData(section, orientation, role)
        if role == Qt.ItemDataRole.DisplayRole and found is not None and section == self._sorted_by[0]:
            return f"{found} {'▴' if self._sorted_by[1] == Qt.SortOrder.AscendingOrder else '▾'}"
        return found

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column."""
        self.layoutAboutToBeChanged.emit()
        self._sorted_by = (column, order)
        self._sort()
        self.layoutChanged.emit()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.header) - 1)

    def _sort(self) -> None:
        column, order = self._sorted_by
        keys = self._columns[column]
        self._order = np.argsort(keys if order == Qt.SortOrder.AscendingOrder else -keys, kind="stable")
