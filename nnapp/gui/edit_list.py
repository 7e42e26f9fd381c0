"""The list of what was edited in the network, each of which can be taken back by itself."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QToolButton, QVBoxLayout, QWidget

from nnapp.gui.edit_words import edit_in_words
from nnapp.gui.fields import explain
from nnapp.gui.layouts import label, named
from nnapp.gui.session import Session
from nnapp.gui.theme import SPACE
from nnapp.nn.edits import Edit


class EditList(QWidget):
    """Shows the edits of the session's network."""

    wanted = Signal(tuple)
    """The edits that are to stay."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show the edits of ``session``."""
        super().__init__(parent)
        self._session = session
        self._shown: tuple[Edit, ...] | None = None
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 2 * SPACE, 0)
        self._rows.setSpacing(SPACE)
        self._rows.addStretch()
        inside = QWidget()
        inside.setLayout(self._rows)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        self._all = named(QPushButton("Undo all edits"), "undoAllEditsButton")
        explain(self._all, "Undo all edits", "Go back to the network as it was trained or loaded.")
        self._all.clicked.connect(partial(self.wanted.emit, ()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * SPACE)
        column.addWidget(label("Edits of this network", "strong"))
        column.addWidget(area, stretch=1)
        foot = QHBoxLayout()
        foot.addWidget(self._all)
        foot.addStretch()
        column.addLayout(foot)
        self.refresh()

    def refresh(self) -> None:
        """Show the edits of now."""
        edits = self._session.edits
        self._all.setEnabled(bool(edits))
        if edits == self._shown:
            return
        self._shown = edits
        while self._rows.count() > 1:
            item = self._rows.takeAt(0)
            row = None if item is None else item.widget()
            if row is not None:
                row.setParent(None)
                row.deleteLater()
        for edit in edits:
            self._rows.insertWidget(self._rows.count() - 1, self._row(edit))
        if not edits:
            nothing = label("None: it is as it was trained or loaded.", "caption")
            nothing.setWordWrap(True)
            self._rows.insertWidget(0, nothing)

    def words(self) -> tuple[str, ...]:
        """Return what is listed, for tests and tools."""
        return tuple(line.text() for line in self.findChildren(QLabel, "editWords") if line.parentWidget() is not None)

    def _row(self, edit: Edit) -> QWidget:
        words = label(edit_in_words(edit, self._session.original.recogniser), name="editWords")
        words.setWordWrap(True)
        button = named(QToolButton(), "undoEditButton")
        button.setText("✕")
        explain(button, f"Undo {words.text()}", "Undo this edit and leave the others.")
        button.clicked.connect(partial(self._leave_out, edit))
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(words, stretch=1)
        across.addWidget(button)
        return row

    def _leave_out(self, edit: Edit) -> None:
        self.wanted.emit(tuple(one for one in self._session.edits if one != edit))
