"""The collection: the kept drawings, how each is read now, and what can be done with them."""

from collections.abc import Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShowEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from nnapp.digits.recogniser import DIGIT_NAMES
from nnapp.files.collection_lines import KeptDrawing
from nnapp.gui.pages.my_hand.collection.view import KeptView
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.state.my_hand import MyHand
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.buttons import enable, push_button
from nnapp.gui.widgets.dialogs import ask_where_to_save, confirm
from nnapp.gui.widgets.fields import explain
from nnapp.gui.widgets.layouts import fill, named, paragraph, vertical
from nnapp.gui.widgets.menu_button import MenuButton
from nnapp.gui.widgets.throttle import Throttle
from nnapp.gui.widgets.wrapping import wrapped_buttons
from nnapp.gui.work.hand_reader import HandReader
from nnapp.wording import IT_IS_A, count

FORMATS: Final = (("Drawings", ".jsonl"),)
FILTER: Final = "Drawings (*.jsonl *.jsonl.gz);;All files (*)"
IT_IS, MORE = (IT_IS_A, 104), ("More", 84)
"""The words of the buttons with menus, and their widths in pixels."""
EMPTY: Final = (
    "No drawing is kept yet. Draw a digit on the canvas and press its key, 0 to 9, to say what it is: the drawing is "
    "kept here, on this computer only."
)
LEGEND: Final = (
    "Dashed frame: not read as what it is. Click a drawing to put it on the canvas. At any time, press a key, 0 to 9, "
    "to say what is drawn there; it is kept here."
)
ERASE: Final = (
    "{} will be erased from this computer and cannot be brought back. Before that, you can export what you may need "
    "again."
)


class CollectionPanel(QWidget):
    """Lists the kept drawings by digit; the current network reads them while they are in view."""

    def __init__(self, my_hand: MyHand, session: Session, appearance: Appearance) -> None:
        """Show the drawings of ``my_hand``, as the current network of ``session`` reads them."""
        super().__init__()
        named(self, "collectionPanel")
        self._my_hand, self._session, self._appearance = my_hand, session, appearance
        self._folder = Path.home()
        self._view = KeptView(appearance)
        self._reader = HandReader(session.networks.current.weights.recogniser, self._wanted, self)
        # As often as one can see: 5,000 drawings are read in some 160 steps.
        self._soon = Throttle(self._view.viewport().update, self)
        self._empty, self._legend = paragraph(EMPTY, "muted", "noKeptDrawings"), paragraph(LEGEND, "caption")
        self._digits, self._others = QMenu(IT_IS_A), QMenu()
        for digit in DIGIT_NAMES:
            self._digits.addAction(digit, partial(self.relabel, int(digit)))
        self._others.addAction("Import…", self.import_file)
        self._export = self._others.addAction("Export…", self.export_file)
        self._erase = self._others.addAction("Delete all…", self.delete_all)
        self._relabel = self._menu_button("relabelButton", IT_IS, self._digits, "Say what the selected drawings are.")
        self._more = self._menu_button("collectionButton", MORE, self._others, "Import, export or delete all drawings.")
        self._delete = push_button("Delete", "deleteKeptButton", "Delete the selected drawings.", self.delete)
        self._build(appearance)
        self._connect()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what has changed meanwhile, and let the current network read it."""
        super().showEvent(event)
        self._follow_network()
        self._show()
        self._reader.go_on()

    def relabel(self, digit: int) -> None:
        """Say that the selected drawings show ``digit``."""
        self._my_hand.relabel(self._selected_keys(), digit)

    def delete(self) -> None:
        """Delete the selected drawings."""
        self._my_hand.delete(self._selected_keys())

    def delete_all(self) -> None:
        """Erase all drawings for good, after asking."""
        question = ERASE.format(count(len(self._my_hand.drawings), "drawing"))
        if confirm(self, "Delete all drawings", question, yes="Delete all", no="Cancel", is_final=True):
            self._my_hand.delete_all()

    def import_file(self) -> None:
        """Ask for a file of drawings, and keep those in it."""
        name, _ = QFileDialog.getOpenFileName(self, "Import drawings", str(self._folder), FILTER)
        if name:
            self._folder = Path(name).parent
            self._my_hand.import_file(Path(name))

    def export_file(self) -> None:
        """Ask for a file name, and write the drawings there."""
        if chosen := ask_where_to_save(self, "Export drawings", self._folder / "my-hand.jsonl", FORMATS):
            self._folder = chosen[0].parent
            self._my_hand.export_file(chosen[0])

    def _menu_button(self, name: str, words: tuple[str, float], menu: QMenu, explanation: str) -> MenuButton:
        button, (text, width) = MenuButton(name, menu, self._appearance), words
        self._appearance.scale(button.setFixedWidth, width)
        button.show_words(text)
        explain(button, text, explanation)
        return button

    def _build(self, appearance: Appearance) -> None:
        # Below those that copy the picture and the table: the menu of the view.
        self._view.addAction(self._digits.menuAction())
        # As the button does, which is disabled where nothing is selected.
        delete = self._view.addAction("Delete", QKeySequence.StandardKey.Delete, self._delete.click)
        delete.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        buttons = wrapped_buttons((self._relabel, self._delete, self._more), appearance)
        column = vertical(appearance, self, spacing=2 * SPACE)
        fill(column, (self._view, 1), (self._empty, 1), self._legend, buttons)

    def _connect(self) -> None:
        self._my_hand.changed.connect(self._on_changed)
        self._session.networks.changed.connect(self._follow_network)
        self._reader.changed.connect(self._soon.ask)
        for moved in (self._view.verticalScrollBar().valueChanged, self._session.sketch.pen_moved):
            moved.connect(self._reader.rest)
        self._view.wanted.connect(self._on_wanted)
        self._view.selectionModel().selectionChanged.connect(self._show_what_can_be_done)

    def _selected_keys(self) -> list[str]:
        return [kept.key for kept in self._view.selected()]

    def _wanted(self) -> Iterator[KeptDrawing]:
        """Yield what is to be read: what is in view, and then all; nothing while the page is hidden."""
        if self.isVisible():
            listing = self._view.listing
            seen = map(listing.drawing, self._view.places(self._view.viewport().rect()))
            yield from chain(filter(None, seen), listing.drawings)

    def _follow_network(self) -> None:
        if self.isVisible():
            self._reader.use(self._session.networks.current.weights.recogniser)

    def _on_wanted(self, index: QModelIndex) -> None:
        """Put a drawing on the canvas, but not one of several that are being selected."""
        kept = self._view.kept_at(index)
        if kept is not None and len(self._view.selected()) <= 1:
            self._my_hand.show(kept.drawing, kept.label)

    def _on_changed(self) -> None:
        self._show()
        # What is new is read in a moment, as the next key may follow at once.
        self._reader.rest()

    def _show(self) -> None:
        """Show the drawings, if they have changed and the page is in view."""
        if not self.isVisible():
            return
        drawings = self._my_hand.drawings
        if drawings != self._view.listing.drawings:
            self._view.show_drawings(drawings, self._reader.answers)
        for part, is_shown in (
            (self._view, bool(drawings)),
            (self._legend, bool(drawings)),
            (self._empty, not drawings),
        ):
            part.setVisible(is_shown)
        for item in (self._export, self._erase):
            item.setEnabled(bool(drawings))
        self._show_what_can_be_done()

    def _show_what_can_be_done(self) -> None:
        has_selected = bool(self._view.selected())
        self._digits.menuAction().setEnabled(has_selected)
        enable((button, has_selected, self._more) for button in (self._relabel, self._delete))
