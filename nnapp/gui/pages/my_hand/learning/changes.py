"""One's own drawings that are read differently after learning, as small pictures."""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import Final

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QWidget

from nnapp.digits.drawing import Ink
from nnapp.digits.preprocessing import canvas_ink
from nnapp.files.hand_scores import Change
from nnapp.gui.pages.my_hand.learning.words import Kind, changes_in_words, kind_of, reading, sentence
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.widgets.layouts import fill, label, paragraph, vertical
from nnapp.gui.widgets.thumbnails.listing import Caption
from nnapp.gui.widgets.thumbnails.model import ThumbnailModel
from nnapp.gui.widgets.thumbnails.view import ThumbnailView

LEAST: Final = 150
"""The width of the list, in pixels."""
MOST_LINES: Final = 4
"""Lines of pictures that are seen at once."""


class Changes(QWidget):
    """Shows a picture of each drawing whose answer has changed; what got worse comes first, in dashed frames."""

    drawing_wanted = Signal(object, int)
    """The person wants this ``Drawing``, which shows that digit, on the canvas."""

    def __init__(self, appearance: Appearance) -> None:
        """Start empty."""
        super().__init__()
        self.setObjectName("handChanges")
        self._words = paragraph("", "caption", "changesWords")
        self._model = ThumbnailModel[_ListedChanges](self)
        self._view = ThumbnailView(self._model, "changesList", "What changed", appearance)
        appearance.scale(self._view.setMinimumSize, LEAST, 0)
        self._view.wanted.connect(self._on_wanted)
        self._view.columns_changed.connect(self._fit)
        # After the view itself, which follows it first.
        appearance.changed.connect(self._fit)
        column = vertical(appearance, self, spacing=2 * SPACE)
        fill(column, label("WHAT CHANGED", "heading"), self._words, self._view)

    def show_changes(self, changes: Sequence[Change]) -> None:
        """Show ``changes``."""
        self._words.setText(changes_in_words(changes))
        self._model.show_listing(_ListedChanges(changes))
        self._view.setVisible(bool(changes))
        self._fit()

    def _on_wanted(self, index: QModelIndex) -> None:
        if self._model.listing is not None:
            change = self._model.listing.changes[index.row()]
            self.drawing_wanted.emit(change.drawing, change.label)

    def _fit(self) -> None:
        """Show all lines, as the page scrolls, but no more than can be looked through."""
        lines = min(ceil(self._model.rowCount() / self._view.columns), MOST_LINES)
        if lines:
            self._view.setFixedHeight(lines * self._view.gridSize().height() + 2 * self._view.frameWidth())


class _ListedChanges:
    """Drawings whose answer has changed, as a view of thumbnails lists them."""

    scale = lines = 2
    longest_words = tuple(kind.value for kind in Kind)
    longest_numbers = ()
    dash_colour = "opposes"

    def __init__(self, changes: Sequence[Change]) -> None:
        order = list(Kind)
        self.changes = sorted(changes, key=lambda change: (order.index(kind_of(change)), change.label))
        """In the order in which they are listed."""

    def __len__(self) -> int:
        return len(self.changes)

    def has_picture(self, row: int) -> bool:
        return row < len(self.changes)

    def ink(self, row: int) -> Ink:
        return canvas_ink(self.changes[row].drawing)

    def captions(self, row: int) -> Sequence[Caption]:
        change = self.changes[row]
        return (reading(change), ""), (kind_of(change).value, "")

    def is_dashed(self, row: int) -> bool:
        return kind_of(self.changes[row]) is Kind.WORSE

    def look(self, row: int) -> Change:
        return self.changes[row]

    def sentence(self, row: int) -> str:
        return f"{sentence(self.changes[row])}. Click to put it on the canvas."

    def rows(self) -> Iterator[Sequence[object]]:
        yield "label", "before", "after", "what became of it"
        for change in self.changes:
            yield change.label, change.before, change.after, kind_of(change).value
