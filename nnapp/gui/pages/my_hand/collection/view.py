"""The thumbnails of the kept drawings, several of which can be selected."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QRect, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QListView

from nnapp.files.collection_lines import KeptDrawing
from nnapp.gui.pages.my_hand.collection.listing import HEADING, KeptListing
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import LARGE, SMALL, SPACE
from nnapp.gui.widgets.thumbnails.model import ThumbnailModel
from nnapp.gui.widgets.thumbnails.painting import frame_of
from nnapp.gui.widgets.thumbnails.view import ThumbnailView

LEAST: Final = (230, 100)
"""Width and height, in pixels: nearly two lines, so that the buttons below stay in view while presenting."""
DIGIT: Final = 24
"""The width of a large digit, in pixels."""
TINT: Final = 0.2
"""How much of its colour covers what is selected."""


class KeptView(ThumbnailView):
    """Shows the drawings of each digit behind their heading; the selection stays with the drawings."""

    def __init__(self, appearance: Appearance) -> None:
        """Start without drawings."""
        model = ThumbnailModel[KeptListing]()
        super().__init__(model, "keptDrawings", "My drawings", appearance)
        model.setParent(self)
        self._model = model
        self.listing = KeptListing((), {}, HEADING + 1)
        """What is shown."""
        appearance.scale(self.setMinimumSize, *LEAST)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self._model.show_listing(self.listing)
        self.columns_changed.connect(lambda: self.show_drawings(self.listing.drawings, self.listing.answers))

    def show_drawings(self, drawings: Sequence[KeptDrawing], answers: Mapping[str, str]) -> None:
        """Show ``drawings``; what is selected stays so, and what follows a current one that is gone becomes current."""
        selected, current = {kept.key for kept in self.selected()}, self.kept_at(self.currentIndex())
        before, self.listing = self.listing, KeptListing(drawings, answers, max(self.columns, HEADING + 1))
        self._model.change_listing(self.listing)
        if len(self.listing) == len(before):
            for ends in self.listing.changed(before):
                first, last = (self.visualRect(self._model.index(row, 0)) for row in ends)
                # Mostly out of view where there are many.
                self.viewport().update(first.united(last))
        else:
            # To ask where rows are would lay them all out at once.
            self.viewport().update()
        flags, model = QItemSelectionModel.SelectionFlag, self.selectionModel()
        if selected:
            selection = QItemSelection()
            for index in (self._model.index(row, 0) for row in self.listing.rows_of(selected).values()):
                selection.select(index, index)
            model.select(selection, flags.ClearAndSelect)
        if current is not None and self.kept_at(self.currentIndex()) is not current:
            # The list stays where it is, wherever the current drawing goes.
            self.setAutoScroll(False)
            model.setCurrentIndex(self._model.index(_row_of(current.key, before, self.listing), 0), flags.NoUpdate)
            self.setAutoScroll(True)

    def kept_at(self, index: QModelIndex) -> KeptDrawing | None:
        """Return the drawing at ``index``, if there is one."""
        return self.listing.drawing(index.row()) if index.isValid() else None

    def selected(self) -> list[KeptDrawing]:
        """Return the selected drawings."""
        found = map(self.kept_at, self.selectedIndexes())
        return [kept for kept in found if kept is not None]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the drawings, the headings, and a tint over what is selected."""
        super().paintEvent(event)
        painter, theme, model = QPainter(self.viewport()), self._appearance.theme, self.selectionModel()
        frame = frame_of(theme, self.listing, self._size)
        for row, corner in self.places(event.rect()).items():
            place = self.listing.place(row)
            if isinstance(place, int):
                self._paint_heading(painter, place, frame.translated(corner))
            elif place is not None and model.isSelected(self._model.index(row, 0)):
                painter.setOpacity(TINT)
                painter.fillRect(frame.translated(corner), theme.color("supports"))
                painter.setOpacity(1.0)

    def _paint_heading(self, painter: QPainter, digit: int, frame: QRect) -> None:
        """Paint ``digit`` and how its drawings are read, beginning with the place of ``frame``."""
        theme, width = self._appearance.theme, HEADING * self.gridSize().width()
        place, words = QRect(frame), QRect(frame)
        place.setWidth(theme.px(DIGIT))
        words.setLeft(place.right() + theme.px(SPACE))
        words.setRight(frame.left() + width - theme.px(2 * SPACE))
        painter.setFont(theme.font(LARGE, QFont.Weight.DemiBold))
        painter.setPen(theme.color("text"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(digit))
        painter.setFont(theme.font(SMALL))
        painter.setPen(theme.color("muted"))
        # Three lines are a little higher than a frame.
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextDontClip
        painter.drawText(words, flags, self.listing.words(digit))


def _row_of(key: str, before: KeptListing, now: KeptListing) -> int:
    """Return the row of a drawing; if it is gone, that of the next one of those ``before``, or else of the last one.

    It is -1 where there is none.
    """
    if row := now.rows_of({key}).get(key):
        return row
    order = [kept.key for group in before.groups for kept in group]
    place, rows = order.index(key), now.rows_of(set(order))
    return next((rows[other] for other in (*order[place:], *reversed(order[:place])) if other in rows), -1)
