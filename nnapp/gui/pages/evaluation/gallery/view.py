"""The pictures of a gallery, as many in a line as there is room for."""

from time import perf_counter
from typing import Final

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from nnapp.gui.pages.evaluation.gallery.model import GalleryModel, Index, Listing
from nnapp.gui.pages.evaluation.gallery.painting import example_size, frame_of, paint_example
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.background import is_on_screen
from nnapp.gui.widgets.painted_widget import CHOOSING
from nnapp.gui.widgets.picture_export import offer_picture
from nnapp.gui.widgets.table_export import offer_table

LEAST: Final = (230, 190)
"""Width and height, in pixels."""
PATIENCE: Final = 0.006
"""Seconds for examples that are painted for the first time, each time the gallery is painted."""
SCREENS: Final = 3
"""What is kept as painted: as much as this many galleries show."""
STEPS: Final = 3
"""Steps of the scroll bar for a line of examples: the wheel makes three at once."""


class GalleryView(QListView):
    """Shows the examples of a model, and keeps what it has painted, so that 100,000 examples scroll smoothly."""

    wanted = Signal(QModelIndex)
    """The person has clicked on this example, or pressed Enter or the space bar upon it."""

    def __init__(self, model: GalleryModel, appearance: Appearance) -> None:
        """Show what ``model`` lists."""
        super().__init__()
        self._gallery, self._appearance = model, appearance
        self._kept: dict[int, QPixmap] = {}
        self._most_kept, self._columns = 1, 1
        self.setObjectName("galleryList")
        self.setAccessibleName("Examples")
        self.setModel(model)
        self.setItemDelegate(_Places(self))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setUniformItemSizes(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        # So that what is scrolled is moved on the screen, and only what comes into view is painted.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        appearance.scale(self.setMinimumSize, *LEAST)
        offer_picture(self, "examples", appearance)
        offer_table(self, "examples", model.rows)
        self.clicked.connect(self.wanted)
        for changed in (model.modelReset, appearance.changed):
            changed.connect(self._start_anew)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the examples of a line all the width."""
        super().resizeEvent(event)
        self._fit()

    def updateGeometries(self) -> None:
        """Let a step of the wheel scroll by one line of examples, which Qt makes three."""
        super().updateGeometries()
        self.verticalScrollBar().setSingleStep(max(self.gridSize().height() // STEPS, 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the space bar choose the current example."""
        if event.key() in CHOOSING and self.currentIndex().isValid():
            self.wanted.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Typed letters look for nothing: among 100,000 examples that would take seconds."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what there is time for, so that it scrolls smoothly; the examples that are missing follow at once."""
        # Not by a delegate, as Qt's preparations for each example take longer than to paint it.
        painter, theme, listing = QPainter(self.viewport()), self._appearance.theme, self._gallery.listing
        painter.fillRect(event.rect(), theme.color("panel"))
        if listing is None or not len(listing.numbers):
            return
        size = example_size(theme, listing)
        places = self._places(event.rect(), size)
        if not is_on_screen(self):
            # Into a file: as lines and letters, not as a picture of the screen.
            for row, corner in places.items():
                painter.translate(corner)
                paint_example(painter, theme, listing, row, size)
                painter.translate(-corner)
        elif not self._paint_kept(painter, listing, places, size):
            QTimer.singleShot(0, self.viewport(), self.viewport().update)
        self._paint_frames(painter, listing, places, frame_of(theme, size))

    def _places(self, seen: QRect, size: QSize) -> dict[int, QPoint]:
        """Return the rows that lie in ``seen``, and where the room of each begins."""
        first, grid = self.indexAt(QPoint(1, max(seen.top(), 0))), self.gridSize()
        # By the first one, as to ask for each takes long.
        start = self.visualRect(first).topLeft() + QPoint((grid.width() - size.width()) // 2, 0)
        lines = (seen.bottom() - start.y()) // grid.height() + 1
        rows = range(max(first.row(), 0), min(first.row() + lines * self._columns, self._gallery.rowCount()))
        corners = (divmod(row - first.row(), self._columns) for row in rows)
        return {
            row: start + QPoint(column * grid.width(), line * grid.height())
            for row, (line, column) in zip(rows, corners, strict=True)
        }

    def _paint_kept(self, painter: QPainter, listing: Listing, places: dict[int, QPoint], size: QSize) -> bool:
        """Paint the examples in ``places``; return whether there was time for all."""
        left, is_complete = PATIENCE, True
        for row, corner in places.items():
            if row not in self._kept:
                if left <= 0:
                    is_complete = False
                    continue
                started = perf_counter()
                self._keep(row, listing, size)
                left -= perf_counter() - started
            painter.drawPixmap(corner, self._kept[row])
        return is_complete

    def _keep(self, row: int, listing: Listing, size: QSize) -> None:
        while len(self._kept) >= self._most_kept:
            del self._kept[next(iter(self._kept))]
        theme, ratio = self._appearance.theme, self.devicePixelRatioF()
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(theme.color("panel"))
        painter = QPainter(picture)
        paint_example(painter, theme, listing, row, size)
        painter.end()
        self._kept[row] = picture

    def _paint_frames(self, painter: QPainter, listing: Listing, places: dict[int, QPoint], frame: QRect) -> None:
        theme, current = self._appearance.theme, self.currentIndex().row()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        dashed = theme.pen("muted", 1.0, Qt.PenStyle.DashLine)
        for is_silent, pen in ((False, theme.pen("border")), (True, dashed)):
            rows = [row for row in places if row != current and listing.is_silent[row] == is_silent]
            painter.setPen(pen)
            painter.drawRects([frame.translated(places[row]) for row in rows])
        if current in places:
            painter.setPen(theme.pen("supports" if self.hasFocus() else "text", 2.0))
            painter.drawRect(frame.translated(places[current]))

    def _start_anew(self) -> None:
        """Forget what was painted: the examples or the look have changed."""
        self._kept.clear()
        self._fit()
        self.viewport().update()

    def _fit(self) -> None:
        """Share the width among as many examples as fit into a line."""
        if self._gallery.listing is None:
            return
        least, room = example_size(self._appearance.theme, self._gallery.listing), self.viewport().size()
        self._columns = max((room.width() - 1) // least.width(), 1)
        size = QSize(max((room.width() - 1) // self._columns, 1), least.height())
        self._most_kept = SCREENS * self._columns * (room.height() // size.height() + 2)
        if size != self.gridSize():
            self.setGridSize(size)


class _Places(QStyledItemDelegate):
    """Gives each example the whole of its place."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """As large as the grid."""
        return self._view.gridSize()
