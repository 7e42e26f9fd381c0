"""The numbers of one step of the slow motion, as a table."""

from PySide6.QtCore import QModelIndex, QObject

from nnapp.gui.pages.network.slow_motion.steps import Table
from nnapp.gui.widgets.number_table import Cell, Index, NumberModel


class StepTable(NumberModel):
    """Rows of text: a name, then numbers."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.show_table(Table())

    def show_table(self, table: Table, marked: int = -1) -> None:
        """Show another table, one of its rows marked."""
        self.beginResetModel()
        self.header = tuple(column.title for column in table.header)
        self.explanations = tuple(column.explanation for column in table.header)
        self._rows, self._marked = table.rows, marked
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell."""
        return Cell(self._rows[row][column], is_name=column == 0, is_marked=row == self._marked)
