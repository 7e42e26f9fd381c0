"""The table of all products of a neuron, sortable."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QModelIndex, QObject, Qt

from nnapp.digits.preparations import DEFAULT_PREPARATION, Preparation
from nnapp.gui.widgets.input_words import brief_input_name
from nnapp.gui.widgets.neuron_words import short_source_name
from nnapp.gui.widgets.number_table import Cell, Index, NumberModel
from nnapp.nn.inspect.neuron_numbers import NeuronNumbers, in_units
from nnapp.nn.symbols import meaning_of
from nnapp.wording import FEW_PLACES, of_units

PRODUCT: Final = 3
"""The column of the products."""
EDGES: Final = (
    "edges: the arrow points from paper to ink; then the first of their 4 rows and of their 2 columns, from 0"
)


class ProductTable(NumberModel):
    """Inputs, weights and products of one neuron."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._columns: NDArray[np.float64] = np.empty((4, 0))
        self._order: NDArray[np.intp] = np.empty(0, np.intp)
        self._sorted_by = (PRODUCT, Qt.SortOrder.DescendingOrder)
        self._take_inputs(DEFAULT_PREPARATION)
        self._largest = 0.0
        self._followed = -1
        self._places = FEW_PLACES

    def show_numbers(self, numbers: NeuronNumbers, preparation: Preparation, followed: int, places: int) -> None:
        """Show the products of another neuron or drawing with ``places`` decimals; the row of ``followed`` is marked.

        They stay sorted as before. In the first layer the inputs are what ``preparation`` makes of a drawing.
        """
        rows, seen = len(numbers.inputs), preparation if numbers.layer == 0 else None
        self._places = places
        shown = [in_units(column, places) for column in (numbers.inputs, numbers.weights, numbers.products)]
        columns = np.stack([np.arange(rows), *shown])
        same_shape = columns.shape == self._columns.shape and self._preparation == seen
        if not same_shape:
            self.beginResetModel()
        self._take_inputs(seen)
        self._columns, self._followed = columns, followed
        self._largest = float(np.abs(columns[PRODUCT]).max())
        self._sort()
        if not same_shape:
            self.endResetModel()
        else:
            self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, PRODUCT))

    def _take_inputs(self, preparation: Preparation | None) -> None:
        """Head the columns for inputs that are seen, or for neurons of the previous layer."""
        self._preparation, symbol = preparation, "a" if preparation is None else "x"
        what = "a neuron of the previous layer"
        if preparation is not None:
            what = EDGES if preparation.directions else "a pixel by its row and column, from 0"
        self.header = ("input", symbol, "w", f"w {symbol}")
        self.explanations = (
            what,
            f"{symbol}: {meaning_of(symbol)}",
            f"w: {meaning_of('w')}",
            f"w {symbol}: how much the input adds to the weighted sum z",
        )

    def row_of(self, source: int) -> int:
        """Return the row of an input."""
        return int(np.flatnonzero(self._order == source)[0])

    def source(self, row: int) -> int:
        """Return the input of a row."""
        return int(self._order[row])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """One row for each input."""
        return 0 if parent.isValid() else self._columns.shape[1]

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell."""
        place = int(self._order[row])
        is_marked = place == self._followed
        if column == 0:
            # The header says what is seen.
            seen = self._preparation
            name = short_source_name(place, None) if seen is None else brief_input_name(place, seen)
            return Cell(name, is_name=True, is_marked=is_marked)
        number = float(self._columns[column, place])
        share = number / self._largest if column == PRODUCT and self._largest else 0.0
        return Cell(of_units(number, self._places), is_marked=is_marked, share=share)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a header; an arrow shows by which column, and how, the rows are sorted."""
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
