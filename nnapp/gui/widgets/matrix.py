"""A matrix in its brackets: fields for its numbers, or the numbers of a result."""

from typing import Final

from PySide6.QtCore import QPointF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QLabel, QSizePolicy, QWidget

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.widgets.fields import FIELD_HEIGHT, explain, fit_field, number_field
from nnapp.gui.widgets.layouts import label, styled
from nnapp.nn.arrays import Array
from nnapp.wording import plain

CELL: Final = 44
"""The width of a cell, in pixels; a result has more where it needs it."""
SPAN: Final = (-100.0, 100.0)
PLACES: Final = 3
"""The decimals of a number that is entered."""
LIP: Final = 5.0
"""How far the ends of a bracket reach inwards, in pixels."""


class Matrix(QWidget):
    """Shows (rows, columns) numbers between brackets."""

    edited = Signal(int, int, float)
    """A person has entered this number in this row and column, counted from 0."""

    def __init__(
        self, name: str, shape: tuple[int, int], appearance: Appearance, *, step: float = 0.0, meaning: str = ""
    ) -> None:
        """Start with zeros. With a ``step`` each number is a field; ``meaning`` says what the matrix is."""
        super().__init__()
        self._appearance, self._meaning = appearance, meaning
        self.cells: dict[tuple[int, int], QWidget] = {}
        """By row and column."""
        rows, columns = shape
        grid = QGridLayout(self)
        appearance.scale(grid.setSpacing, SPACE)
        appearance.scale(grid.setContentsMargins, 1.5 * SPACE, SPACE, 1.5 * SPACE, SPACE)
        for row in range(rows):
            for column in range(columns):
                # As the course writes it: w12, but i2 in a matrix of one column.
                own = f"{name}{row + 1}{column + 1}" if columns > 1 else f"{name}{row + 1}"
                cell = self._build_field(own, row, column, step) if step else self._build_result(own)
                self.cells[row, column] = cell
                grid.addWidget(cell, row, column)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self.update)

    def show_numbers(self, numbers: Array) -> None:
        """Show ``numbers``, in the shape of the matrix, as they would be typed."""
        for (row, column), cell in self.cells.items():
            value = float(numbers[row, column])
            if isinstance(cell, QLabel):
                words = plain(value)
                if cell.text() != words:
                    cell.setText(words)
                    cell.setAccessibleName(f"{cell.objectName()} = {words}")
            elif isinstance(cell, QDoubleSpinBox):
                show_number(cell, value)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the brackets."""
        del event
        painter, theme = QPainter(self), self._appearance.theme
        painter.setPen(theme.pen("text", 1.5))
        lip, edge = theme.zoom * LIP, theme.width(1.0)
        top, bottom, right = edge, self.height() - edge, self.width() - edge
        for outer, inner in ((edge, edge + lip), (right, right - lip)):
            corners = ((inner, top), (outer, top), (outer, bottom), (inner, bottom))
            painter.drawPolyline(QPolygonF([QPointF(*corner) for corner in corners]))
        painter.end()

    def _build_field(self, name: str, row: int, column: int, step: float) -> QWidget:
        field = small_field(name, step, self._meaning, self._appearance)
        field.valueChanged.connect(lambda value: self.edited.emit(row, column, value))
        return field

    def _build_result(self, name: str) -> QWidget:
        cell = styled(label("", name=name), role="cell")
        cell.setAlignment(Qt.AlignmentFlag.AlignCenter)
        # By the Tab key, as hovering a result lights what it comes from.
        cell.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._appearance.scale(cell.setMinimumWidth, CELL)
        self._appearance.scale(cell.setFixedHeight, FIELD_HEIGHT)
        return cell


def small_field(
    name: str, step: float, meaning: str, appearance: Appearance, span: tuple[float, float] = SPAN
) -> QDoubleSpinBox:
    """Return a field for a number of a worked example, called ``name``."""
    field = number_field(name, *span, 0.0, PLACES, step)
    # Half of a number is not to count: 1000 begins with 1, and is not allowed.
    field.setKeyboardTracking(False)
    explain(field, name, meaning)
    fit_field(field, appearance, CELL)
    appearance.scale(field.setMaximumWidth, CELL)
    appearance.scale(field.lineEdit().setTextMargins, SPACE, 0, SPACE, 0)
    return field


def show_number(field: QDoubleSpinBox, value: float) -> None:
    """Show ``value`` without a signal; a number that is just being typed stays as it is."""
    if field.value() != round(value, field.decimals()):
        with QSignalBlocker(field):
            field.setValue(value)
