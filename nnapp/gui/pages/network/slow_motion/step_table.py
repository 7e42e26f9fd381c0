"""The numbers of one step of the slow motion, as a table."""

from PySide6.QtCore import QModelIndex, QObject

from nnapp.gui.widgets.number_table import Cell, Index, NumberModel


class StepTable(NumberModel):
    """Rows of text: a name, then numbers."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._rows: tuple[tuple[str, ...], ...] = ()
        self._marked = -1

    def show_rows(self, header: tuple[str, ...], rows: tuple[tuple[str, ...], ...], marked: int = -1) -> None:
        """Show other rows, one of them marked."""
        self.beginResetModel()
        self.header, self._rows, self._marked = header, rows, marked
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """The rows of the step."""
        return 0 if parent.isValid() else len(self._rows)

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell."""
        return Cell(self._rows[row][column], is_name=column == 0, is_marked=row == self._marked)
