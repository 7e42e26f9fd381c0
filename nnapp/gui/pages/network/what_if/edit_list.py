"""The list of what was edited in the network, each of which can be taken back by itself."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QWidget,
)

from nnapp.gui.pages.network.what_if.edit_words import edit_in_words
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.fields import explain
from nnapp.gui.widgets.layouts import horizontal, label, named, vertical
from nnapp.nn.inspect.edits import Edit


class EditList(QWidget):
    """Shows the edits of the session's network."""

    wanted = Signal(tuple)
    """The edits that are to stay."""

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget | None = None) -> None:
        """Show the edits of ``session``."""
        super().__init__(parent)
        self._session, self._appearance = session, appearance
        self._row_of: dict[Edit, QWidget] = {}
        self._nothing = label("None: it is as it was trained or loaded.", "caption")
        self._nothing.setWordWrap(True)
        self._rows = vertical(self._appearance, spacing=SPACE, margins=(0, 0, 2 * SPACE, 0))
        self._rows.addWidget(self._nothing)
        self._rows.addStretch()
        inside = QWidget()
        inside.setLayout(self._rows)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        self._all = named(QPushButton("Undo all edits"), "undoAllEditsButton")
        explain(self._all, "Undo all edits", "Go back to the network as it was trained or loaded.")
        self._all.clicked.connect(partial(self.wanted.emit, ()))
        column = vertical(self._appearance, self, spacing=2 * SPACE)
        column.addWidget(label("Edits of this network", "strong"))
        column.addWidget(area, stretch=1)
        foot = horizontal(self._appearance)
        foot.addWidget(self._all)
        foot.addStretch()
        column.addLayout(foot)
        self.refresh()

    def refresh(self) -> None:
        """Show the edits of now."""
        edits = self._session.networks.current.edits
        focused = None
        for edit in [edit for edit in self._row_of if edit not in edits]:
            row = self._row_of.pop(edit)
            if row.isAncestorOf(QApplication.focusWidget() or self):
                focused = self._rows.indexOf(row)
            row.setParent(None)
            row.deleteLater()
        for place, edit in enumerate(edits):
            if edit not in self._row_of:
                self._row_of[edit] = self._row(edit)
                self._rows.insertWidget(place, self._row_of[edit])
        if focused is not None:
            # The keyboard goes on to the edit that comes next, not to the first widget of the window.
            next_row = self._row_of[edits[min(focused, len(edits) - 1)]] if edits else self
            (next_row.findChild(QToolButton) or self).setFocus()
        self._nothing.setVisible(not edits)
        self._all.setEnabled(bool(edits))

    def words(self) -> tuple[str, ...]:
        """Return what is listed, for tests and tools."""
        return tuple(line.text() for line in self.findChildren(QLabel, "editWords") if line.parentWidget() is not None)

    def _row(self, edit: Edit) -> QWidget:
        words = label(edit_in_words(edit, self._session.networks.current.original.recogniser), name="editWords")
        words.setWordWrap(True)
        button = named(QToolButton(), "undoEditButton")
        button.setText("✕")
        explain(button, f"Undo {words.text()}", "Undo this edit and leave the others.")
        button.clicked.connect(partial(self._leave_out, edit))
        row = QWidget()
        across = horizontal(self._appearance, row)
        across.addWidget(words, stretch=1)
        across.addWidget(button)
        return row

    def _leave_out(self, edit: Edit) -> None:
        self.wanted.emit(tuple(one for one in self._session.networks.current.edits if one != edit))
