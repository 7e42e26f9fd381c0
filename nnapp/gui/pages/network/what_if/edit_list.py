"""The list of the edits of the network; each can be removed by itself."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QScrollArea, QToolButton, QWidget

from nnapp.gui.pages.network.what_if.edit_words import edit_in_words
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.buttons import push_button
from nnapp.gui.widgets.fields import explain
from nnapp.gui.widgets.layouts import fill, horizontal, label, named, paragraph, row, vertical
from nnapp.nn.inspect.edits import Edit


class EditList(QWidget):
    """Shows the edits of the session's network."""

    wanted = Signal(tuple)
    """The edits that are to stay."""

    def __init__(self, session: Session, appearance: Appearance) -> None:
        """Show the edits of ``session``."""
        super().__init__()
        self._session, self._appearance = session, appearance
        self._row_of: dict[Edit, QWidget] = {}
        self._original = session.networks.current.original
        self._nothing = paragraph("None: the network is as it was when trained or opened.", "caption")
        inside = QWidget()
        self._rows = vertical(appearance, inside, spacing=SPACE, margins=(0, 0, 2 * SPACE, 0))
        self._rows.addWidget(self._nothing)
        self._rows.addStretch()
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        explanation = "Go back to the network as it was when trained or opened."
        self._all = push_button("Remove all edits", "removeAllEditsButton", explanation, partial(self.wanted.emit, ()))
        heading, foot = label("Edits to this network", "strong"), row(appearance, self._all, None)
        fill(vertical(appearance, self, spacing=2 * SPACE), heading, (area, 1), foot)
        self.refresh()

    def refresh(self) -> None:
        """Show the current edits."""
        current = self._session.networks.current
        edits, focused = current.edits, None
        is_other, self._original = current.original is not self._original, current.original
        for edit in [edit for edit in self._row_of if is_other or edit not in edits]:
            gone = self._row_of.pop(edit)
            if gone.isAncestorOf(QApplication.focusWidget() or self):
                focused = self._rows.indexOf(gone)
            gone.setParent(None)
            gone.deleteLater()
        for place, edit in enumerate(edits):
            if edit not in self._row_of:
                self._row_of[edit] = self._row(edit)
                self._rows.insertWidget(place, self._row_of[edit])
        if focused is not None:
            # The focus goes on to the next edit, not to the first widget of the window.
            following = self._row_of[edits[min(focused, len(edits) - 1)]] if edits else self
            (following.findChild(QToolButton) or self).setFocus()
        self._nothing.setVisible(not edits)
        self._all.setEnabled(bool(edits))

    def words(self) -> tuple[str, ...]:
        """Return the edits as they are listed, for tests and tools."""
        return tuple(line.text() for line in self.findChildren(QLabel, "editWords"))

    def _row(self, edit: Edit) -> QWidget:
        words = paragraph(edit_in_words(edit, self._session.networks.current.original.recogniser), name="editWords")
        remove = named(QToolButton(), "removeEditButton")
        remove.setText("✕")
        explain(remove, f"Remove {words.text()}", "Remove this edit and leave the others.")
        remove.clicked.connect(partial(self._leave_out, edit))
        result = QWidget()
        fill(horizontal(self._appearance, result), (words, 1), remove)
        return result

    def _leave_out(self, edit: Edit) -> None:
        self.wanted.emit(tuple(one for one in self._session.networks.current.edits if one != edit))
