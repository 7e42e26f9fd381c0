"""The rows of a listing, as a list for Qt."""

from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt

from nnapp.gui.widgets.layouts import as_tooltip
from nnapp.gui.widgets.thumbnails.listing import Listing

Index = QModelIndex | QPersistentModelIndex

L = TypeVar("L", bound=Listing)


class ThumbnailModel(QStringListModel, Generic[L]):
    """The rows of a listing, each with its sentence, for assistive tools and as a tooltip.

    A list of Qt's own, as a view asks 100,000 times how long it is when it lays out 100,000 pictures.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.listing: L | None = None

    def show_listing(self, listing: L) -> None:
        """List other pictures."""
        self.listing = listing
        self.setStringList([""] * len(listing))

    def change_listing(self, listing: L) -> None:
        """List what has changed but little, in less time; what is selected stays with its row, whatever is there."""
        rows = self.rowCount()
        # What is removed is asked for until then, and what is added from then on.
        if len(listing) < rows:
            self.removeRows(len(listing), rows - len(listing))
        self.listing = listing
        if len(listing) > rows:
            self.insertRows(rows, len(listing) - rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what is said of a row."""
        if self.listing is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        sentence = self.listing.sentence(index.row())
        return sentence if role == Qt.ItemDataRole.DisplayRole else as_tooltip(sentence)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only a picture can be selected."""
        if self.listing is None or not index.isValid() or not self.listing.has_picture(index.row()):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def rows(self) -> Iterator[Sequence[object]]:
        """Yield the table of what is listed."""
        return iter(()) if self.listing is None else self.listing.rows()
