"""The confusion matrix as a heat map: which classes are read as which; a cell is chosen for its examples."""

from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QMoveEvent, QPainter

from nnapp.digits.drawing import Ink
from nnapp.gui.pages.evaluation.confusion.cell_pictures import cell_inks
from nnapp.gui.pages.evaluation.confusion.content import Content, MatrixContent
from nnapp.gui.pages.evaluation.confusion.grid import LEAST_PICTURE, WIDEST, MatrixGrid, fitted_grid, least_cell
from nnapp.gui.pages.evaluation.confusion.painting import NamePainter, paint_cells, paint_frame, paint_shares
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.background import CachedBackground, is_on_screen
from nnapp.gui.paint.theme import Theme
from nnapp.gui.widgets.fields import explain
from nnapp.gui.widgets.layouts import set_plain_tooltip
from nnapp.gui.widgets.painted_widget import CHOOSING, PaintedWidget
from nnapp.gui.widgets.table_export import offer_table
from nnapp.gui.work.evaluation import Cell, Evaluation
from nnapp.gui.work.worker import Worker

SIDE: Final = 296
"""Its least width and height with few classes, in pixels."""
ARROWS: Final = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}


class ConfusionMatrix(PaintedWidget):
    """Shows one row for each class and one column for each answer; the mouse or the keys choose a cell.

    With many classes it needs more room than a page has; where it is scrolled, its names stay in sight.
    """

    usual_size = (420, 420)
    is_opaque = True

    cell_chosen = Signal(object)
    """The person chooses this cell, (label, answer), or None."""
    pointed = Signal(object)
    """The cell under the mouse, or where the keys are, or None when the mouse leaves."""

    def __init__(self, appearance: Appearance) -> None:
        """Start empty."""
        super().__init__("Confusion matrix", "confusion-matrix", appearance)
        self.setObjectName("confusionMatrix")
        explanation = "A row for each class that was drawn, a column for what it was read as: blue if correctly."
        explain(self, "Confusion matrix", f"{explanation} Click on a cell, or press Enter, to see its examples.")
        self.matrix = MatrixContent()
        """What is shown."""
        self.chosen_cell: Cell | None = None
        """What was chosen."""
        self.cursor_cell: Cell = (0, 0)
        """Where the keys are."""
        self._evaluation: Evaluation | None = None
        self._content = Content.COUNTS
        self._hovered: Cell | None = None
        self._changes = 0
        self._inks: dict[Cell, Ink] = {}
        """The pictures of the cells, once they are made."""
        self._worker = Worker(self)
        self._worker.returned.connect(self._on_inks)
        self._background = CachedBackground(self)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        offer_table(self, "confusion-matrix", lambda: self.matrix.table())
        appearance.changed.connect(self.updateGeometry)

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show what the first network of ``evaluation`` confuses; the chosen cell stays while the classes do."""
        before, self._evaluation = self._evaluation, evaluation
        if before is not None and before.first.predictions is evaluation.first.predictions:
            return
        has_same_names = evaluation.class_names == self.matrix.names
        self.matrix = MatrixContent.of(evaluation)
        self._worker.stop()
        self._inks = {}
        if not has_same_names:
            self._hovered = None
            if self.chosen_cell is not None:
                self._choose(None)
        if self.chosen_cell is None:
            self.cursor_cell = self.matrix.most_confused()
        self.show_as(self._content)

    def show_as(self, content: Content) -> None:
        """Show ``content`` in the cells."""
        self._content = content
        if content is Content.PICTURES and self._evaluation is not None and not self._inks:
            self._worker.start(cell_inks(self._evaluation))
        self._on_cells_changed()
        self.updateGeometry()

    def place_of(self, cell: Cell) -> QRectF:
        """Return where a cell lies in the widget."""
        return self._grid(self.size()).place_of(cell)

    def minimumSizeHint(self) -> QSize:
        """As large as all cells need to be told apart."""
        return self._grid(QSize(0, 0)).size.expandedTo(self._appearance.theme.size(SIDE, SIDE))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say as a tooltip what is under the mouse."""
        place = self._grid(self.size()).cell_at(event.position(), self._start())
        set_plain_tooltip(self, "" if place is None or not self.matrix.names else self.matrix.words(place))
        self._hover(self._cell_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the mouse."""
        super().leaveEvent(event)
        self._hover(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the cell under the mouse; if it was chosen already, none."""
        cell = self._cell_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and cell is not None:
            self.cursor_cell = cell
            self._choose(None if cell == self.chosen_cell else cell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from cell to cell with the arrow keys, choose one with Enter or the space bar, none with Esc."""
        key, classes = Qt.Key(event.key()), len(self.matrix.names)
        if key in ARROWS and classes:
            (row, column), (down, right) = self.cursor_cell, ARROWS[key]
            self.cursor_cell = (min(max(row + down, 0), classes - 1), min(max(column + right, 0), classes - 1))
            self.setAccessibleDescription(self.matrix.words(self.cursor_cell))
            self.pointed.emit(self.cursor_cell)
            self.update()
        elif key in CHOOSING and classes:
            self._choose(None if self.cursor_cell == self.chosen_cell else self.cursor_cell)
        elif key == Qt.Key.Key_Escape and self.chosen_cell is not None:
            self._choose(None)
        else:
            super().keyPressEvent(event)

    def moveEvent(self, event: QMoveEvent) -> None:
        """Keep the names in sight while the matrix is scrolled."""
        super().moveEvent(event)
        self.update()

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint the cells, frames around those that are chosen or pointed at, and the names."""
        grid = self._grid(self.size())
        key = (theme, grid, self._content, self._changes)
        self._background.paint(painter, key, theme.color("panel"), partial(self._paint_cells, theme, grid))
        if not self.matrix.names:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        has_keys = self.hasFocus() and is_on_screen(self)
        if self._hovered is not None:
            paint_frame(painter, theme, grid.place_of(self._hovered), 1.0, Qt.PenStyle.SolidLine)
        if has_keys:
            paint_frame(painter, theme, grid.place_of(self.cursor_cell), 2.0, Qt.PenStyle.DotLine)
        if self.chosen_cell is not None:
            paint_frame(painter, theme, grid.place_of(self.chosen_cell), 2.0, Qt.PenStyle.SolidLine)
        pointed = self._hovered or (self.cursor_cell if has_keys else self.chosen_cell)
        NamePainter(painter, theme, grid, self._start(), pointed).paint(self.matrix.names, self.size())

    def _paint_cells(self, theme: Theme, grid: MatrixGrid, painter: QPainter) -> None:
        """Paint what stays while the mouse and the keys move."""
        paint_cells(painter, theme, grid, self.matrix, self._content, self._inks)
        paint_shares(painter, theme, grid, self.matrix)

    def _grid(self, size: QSize) -> MatrixGrid:
        """Return where everything lies in ``size``."""
        theme = self._appearance.theme
        least, widest = least_cell(self.matrix.widest_mistake(self._content), theme), WIDEST
        if self._content is Content.PICTURES:
            least, widest = (theme.px(LEAST_PICTURE), theme.px(LEAST_PICTURE)), 1.0
        return fitted_grid(self.matrix.names, size.toTuple(), least, widest, theme)

    def _cell_at(self, point: QPointF) -> Cell | None:
        """Return the cell at ``point``, if it is one of a class and an answer."""
        cell = self._grid(self.size()).cell_at(point, self._start())
        return cell if cell is not None and min(cell) >= 0 and max(cell) < len(self.matrix.names) else None

    def _start(self) -> QPoint:
        """Return the first point in sight."""
        return QPoint(max(-self.x(), 0), max(-self.y(), 0)) if is_on_screen(self) else QPoint(0, 0)

    def _hover(self, cell: Cell | None) -> None:
        if cell != self._hovered:
            self._hovered = cell
            self.pointed.emit(cell)
            self.update()

    def _choose(self, cell: Cell | None) -> None:
        self.chosen_cell = cell
        self.cell_chosen.emit(cell)
        self.update()

    def _on_inks(self, inks: dict[Cell, Ink]) -> None:
        self._inks = inks
        self._on_cells_changed()

    def _on_cells_changed(self) -> None:
        self._changes += 1
        self.update()
