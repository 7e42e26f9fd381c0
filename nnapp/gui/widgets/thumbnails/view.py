"""Thumbnails, as many in a line as there is room for."""

from collections.abc import Hashable
from time import perf_counter
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.background import is_on_screen
from nnapp.gui.widgets.layouts import named
from nnapp.gui.widgets.painted_widget import CHOOSING
from nnapp.gui.widgets.picture_export import offer_picture
from nnapp.gui.widgets.table_export import offer_table
from nnapp.gui.widgets.thumbnails.listing import Listing
from nnapp.gui.widgets.thumbnails.model import Index, ThumbnailModel
from nnapp.gui.widgets.thumbnails.painting import frame_of, paint_thumbnail, thumbnail_size

LEAST: Final = (230, 190)
"""Width and height, in pixels."""
PATIENCE: Final = 0.006
"""Seconds for pictures that are painted for the first time, each time the view is painted."""
SCREENS: Final = 3
"""What is kept as painted: as much as this many views show."""
STEPS: Final = 3
"""Steps of the scroll bar for a line of thumbnails: the wheel makes three at once."""


class ThumbnailView(QListView):
    """Shows the pictures of a listing, and keeps what it has painted, so that 100,000 of them scroll smoothly."""

    wanted = Signal(QModelIndex)
    """The person has clicked on this picture, or pressed Enter or the space bar upon it."""
    columns_changed = Signal()
    """Another number of thumbnails fit into a line."""

    def __init__(self, model: ThumbnailModel[Any], name: str, what: str, appearance: Appearance) -> None:
        """Show what ``model`` lists; ``name`` is the object name, ``what`` says to assistive tools what it is."""
        super().__init__()
        self._thumbnails, self._appearance = model, appearance
        self._kept: dict[Hashable, QPixmap] = {}
        """By their look, all of one size."""
        self._most_kept = 1
        self._size = QSize()
        """The room that each thumbnail needs; what is left of a line lies between them."""
        self.columns = 1
        """How many thumbnails fit into a line."""
        named(self, name).setAccessibleName(what)
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
        offer_picture(self, what.lower(), appearance)
        offer_table(self, what.lower(), model.rows)
        self.clicked.connect(self._on_clicked)
        model.modelReset.connect(self._on_listed)
        appearance.changed.connect(self._on_appearance)

    def places(self, seen: QRect) -> dict[int, QPoint]:
        """Return the rows that lie in ``seen``, and where the room of each begins."""
        listing = self._thumbnails.listing
        if listing is None or not len(listing):
            return {}
        first, grid = self.indexAt(QPoint(1, max(seen.top(), 0))), self.gridSize()
        # By the first one, as to ask for each takes long.
        start, width, height = self.visualRect(first).topLeft(), grid.width(), grid.height()
        left, top = start.x() + (width - self._size.width()) // 2, start.y()
        lines = (seen.bottom() - top) // height + 1
        rows = range(max(first.row(), 0), min(first.row() + lines * self.columns, len(listing)))
        corners = (divmod(row - first.row(), self.columns) for row in rows)
        return {
            row: QPoint(left + column * width, top + line * height)
            for row, (line, column) in zip(rows, corners, strict=True)
        }

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the thumbnails of a line all the width."""
        super().resizeEvent(event)
        self._fit()

    def updateGeometries(self) -> None:
        """Let a step of the wheel scroll by one line of thumbnails, which Qt makes three."""
        super().updateGeometries()
        self.verticalScrollBar().setSingleStep(max(self.gridSize().height() // STEPS, 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the space bar choose the current picture; with Ctrl they select, where several can be."""
        is_plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in CHOOSING and is_plain and self.currentIndex().isValid():
            self.wanted.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def moveCursor(self, action: QListView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End lead to the first and the last picture, where Qt stays if there is none in the row itself."""
        rows = range(self._thumbnails.rowCount())
        order = {QListView.CursorAction.MoveHome: rows, QListView.CursorAction.MoveEnd: rows[::-1]}.get(action)
        if order is None:
            return super().moveCursor(action, modifiers)
        places = (self._thumbnails.index(row, 0) for row in order)
        return next((place for place in places if place.flags() & Qt.ItemFlag.ItemIsEnabled), QModelIndex())

    def keyboardSearch(self, search: str) -> None:
        """Typed letters look for nothing: among 100,000 pictures that would take seconds."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what there is time for, so that it scrolls smoothly; the pictures that are missing follow at once."""
        # Not by a delegate, as Qt's preparations for each picture take longer than to paint it.
        painter, theme, listing = QPainter(self.viewport()), self._appearance.theme, self._thumbnails.listing
        painter.fillRect(event.rect(), theme.color("panel"))
        if listing is None or not len(listing):
            return
        places = {row: corner for row, corner in self.places(event.rect()).items() if listing.has_picture(row)}
        if not is_on_screen(self):
            # Into a file: as lines and letters, not as a picture of the screen.
            for row, corner in places.items():
                painter.translate(corner)
                paint_thumbnail(painter, theme, listing, row, self._size)
                painter.translate(-corner)
        elif not self._paint_kept(painter, listing, places):
            QTimer.singleShot(0, self.viewport(), self.viewport().update)
        self._paint_frames(painter, listing, places, frame_of(theme, listing, self._size))

    def _paint_kept(self, painter: QPainter, listing: Listing, places: dict[int, QPoint]) -> bool:
        """Paint the pictures in ``places``; return whether there was time for all."""
        left, is_complete = PATIENCE, True
        for row, corner in places.items():
            look = listing.look(row)
            if look not in self._kept:
                if left <= 0:
                    is_complete = False
                    continue
                started = perf_counter()
                self._keep(look, row, listing)
                left -= perf_counter() - started
            painter.drawPixmap(corner, self._kept[look])
        return is_complete

    def _keep(self, look: Hashable, row: int, listing: Listing) -> None:
        while len(self._kept) >= self._most_kept:
            del self._kept[next(iter(self._kept))]
        theme, ratio = self._appearance.theme, self.devicePixelRatioF()
        picture = QPixmap(self._size * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(theme.color("panel"))
        painter = QPainter(picture)
        paint_thumbnail(painter, theme, listing, row, self._size)
        painter.end()
        self._kept[look] = picture

    def _paint_frames(self, painter: QPainter, listing: Listing, places: dict[int, QPoint], frame: QRect) -> None:
        theme, current = self._appearance.theme, self.currentIndex().row()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        dashed = theme.pen(listing.dash_colour, 1.0, Qt.PenStyle.DashLine)
        frames: tuple[list[QRect], list[QRect]] = [], []
        for row, corner in places.items():
            if row != current:
                frames[listing.is_dashed(row)].append(frame.translated(corner))
        for pen, rects in zip((theme.pen("border"), dashed), frames, strict=True):
            painter.setPen(pen)
            painter.drawRects(rects)
        if current in places:
            painter.setPen(theme.pen("supports" if self.hasFocus() else "text", 2.0))
            painter.drawRect(frame.translated(places[current]))

    def _on_clicked(self, index: QModelIndex) -> None:
        # Qt says so of a place without a picture too.
        if index.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.wanted.emit(index)

    def _on_listed(self) -> None:
        self._fit()
        self.viewport().update()

    def _on_appearance(self) -> None:
        """Forget what was painted."""
        self._kept.clear()
        self._on_listed()

    def _fit(self) -> None:
        """Share the width among as many thumbnails as fit into a line."""
        if self._thumbnails.listing is None:
            return
        least = thumbnail_size(self._appearance.theme, self._thumbnails.listing)
        if least != self._size:
            self._kept.clear()
            self._size = least
        # As Qt does, which leaves room for the scroll bar even while there is none.
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self.verticalScrollBar())
        width, height = self.maximumViewportSize().width() - bar - 1, self.viewport().height()
        before, self.columns = self.columns, max(width // least.width(), 1)
        size = QSize(max(width // self.columns, 1), least.height())
        self._most_kept = SCREENS * self.columns * (height // size.height() + 2)
        if size != self.gridSize():
            self.setGridSize(size)
        if self.columns != before:
            # Qt itself would wait for a tenth of a second.
            self.scheduleDelayedItemsLayout()
            self.columns_changed.emit()


class _Places(QStyledItemDelegate):
    """Gives each thumbnail the whole of its place."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """As large as the grid."""
        return self._view.gridSize()
