"""All terms of the glossary, to be read and searched beside the window."""

import re
from html import escape
from typing import Final

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QTextBrowser, QWidget

from nnapp.glossary import Entry, Glossary
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.widgets.dialogs import resize_within_screen
from nnapp.gui.widgets.fields import FIELD_HEIGHT
from nnapp.gui.widgets.layouts import fill, named, vertical
from nnapp.gui.window.glossary_help import lesson_link

SIZE: Final = (440, 520)


class GlossaryDialog(QDialog):
    """The terms with their sentences; what is typed at the top filters them."""

    lesson_wanted = Signal(str)
    """The user wants the lesson of that key."""

    def __init__(self, glossary: Glossary, appearance: Appearance, parent: QWidget) -> None:
        """Show all of ``glossary`` beside ``parent``."""
        super().__init__(parent)
        self.setObjectName("glossary")
        self.setWindowTitle("Glossary")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._glossary, self._appearance = glossary, appearance
        self._search = named(QLineEdit(placeholderText="Search", clearButtonEnabled=True), "glossarySearch")
        self._search.setAccessibleName("Search the glossary")
        appearance.scale(self._search.setFixedHeight, FIELD_HEIGHT)
        self._list = named(QTextBrowser(), "glossaryList")
        self._list.setAccessibleName("Terms and their sentences")
        self._list.setOpenLinks(False)
        self._list.anchorClicked.connect(self._on_link)
        fill(vertical(appearance, self, spacing=2 * SPACE, margins=(3 * SPACE,) * 4), self._search, (self._list, 1))
        self._search.textChanged.connect(self._show)
        appearance.changed.connect(self._show)
        resize_within_screen(self, appearance.theme.size(*SIZE))
        self._show()

    @classmethod
    def open_for(cls, parent: QWidget, glossary: Glossary, appearance: Appearance) -> "GlossaryDialog":
        """Show the dialog of ``parent``, which stays open beside it until it is closed, and return it."""
        dialog = parent.findChild(cls) or cls(glossary, appearance, parent)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()
        return dialog

    def _on_link(self, address: QUrl) -> None:
        # It would hide the lesson.
        self.close()
        self.lesson_wanted.emit(address.path())

    def _show(self) -> None:
        # From the beginning of a word on.
        sought = re.compile(rf"(?<!\w){re.escape(self._search.text().strip())}", re.IGNORECASE)
        entries = [entry for entry in self._glossary.entries if sought.search(_all_of(entry))]
        # What is called so comes before what only speaks of it.
        entries.sort(key=lambda entry: not sought.search(entry.term))
        rows = [
            f"<p><b>{escape(entry.term)}</b><br>{escape(entry.sentence)}"
            f"{f' {lesson_link(entry)}' if entry.lesson else ''}</p>"
            for entry in entries
        ]
        # The colour of links is not one that a style sheet gives.
        style = f"a {{ color: {self._appearance.theme.supports}; }}"
        self._list.document().setDefaultStyleSheet(style)
        self._list.setHtml("".join(rows) or f"<p>No term matches “{escape(self._search.text())}”.</p>")


def _all_of(entry: Entry) -> str:
    return " ".join((entry.term, *entry.also, entry.sentence))
