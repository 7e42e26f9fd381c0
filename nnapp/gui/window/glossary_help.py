"""Explains what is under the mouse: by its own explanation, and by the glossary's sentences for its terms."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import Final

from PySide6.QtCore import QAbstractItemModel, QChildEvent, QEvent, QModelIndex, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHelpEvent, QWhatsThisClickedEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QTabBar,
    QToolTip,
    QWhatsThis,
    QWidget,
)

from nnapp.glossary import Entry, Glossary, lesson_name
from nnapp.gui.widgets.fields import explanation_of

MOST_SENTENCES: Final = 3
"""More would not be read."""


@dataclass(frozen=True)
class Said:
    """What a widget says at one place."""

    text: str
    explanation: str
    """Of its own; it may be empty, and it may be rich text."""
    place: QRect
    """Where it says so, in the widget."""
    is_choice: bool = False
    """Whether the text is one of several, so that the explanation is not about it but about what is chosen."""

    def terms(self, glossary: Glossary) -> list[Entry]:
        """Return the terms in the text, without one that is all of it and is explained already."""
        whole = self.text.strip().lower() if self.explanation and not self.is_choice else ""
        return [entry for entry in glossary.find(self.text) if whole not in map(str.lower, (entry.term, *entry.also))]

    def words(self, glossary: Glossary, *, with_links: bool = False) -> str:
        """Return the explanation and the sentences for the terms as rich text, empty where there are none.

        ``with_links`` adds the lesson about each, whose key is where its link leads.
        """
        own = self.explanation if self.explanation.startswith("<qt>") else escape(self.explanation)
        entries = self.terms(glossary)[:MOST_SENTENCES]
        links = [f" {lesson_link(entry)}" if with_links and entry.lesson else "" for entry in entries]
        sentences = [f"{escape(entry.sentence)}{link}" for entry, link in zip(entries, links, strict=True)]
        parts = "".join(f"<p>{part}</p>" for part in (own, *sentences) if part)
        return f"<qt>{parts}</qt>" if parts else ""


class GlossaryHelp(QObject):
    """Answers the questions about what is shown that its widgets leave to the window, and those of its dialogs.

    A widget that has a tooltip of Qt's own answers on hover by itself.
    """

    lesson_wanted = Signal(str)
    """The user wants the lesson of that key."""

    def __init__(self, window: QWidget) -> None:
        """Explain what ``window`` shows."""
        super().__init__(window)
        window.installEventFilter(self)

    @cached_property
    def glossary(self) -> Glossary:
        """The glossary, read when it is first needed.

        Raises:
            GlossaryError: the shipped glossary is damaged.
        """
        return Glossary.shipped()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer on hover and to What's this?."""
        if isinstance(event, QHelpEvent) and isinstance(watched, QWidget):
            return self._answer(watched, event)
        if isinstance(event, QWhatsThisClickedEvent):
            self.lesson_wanted.emit(event.href())
            return True
        if isinstance(event, QChildEvent) and event.polished() and isinstance(event.child(), QDialog):
            event.child().installEventFilter(self)
        return False

    def _answer(self, window: QWidget, event: QHelpEvent) -> bool:
        found = next(self._answers(window, event), None)
        if found is None:
            return False
        widget, words, place = found
        event.accept()
        if event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), words, widget, place)
        elif event.type() == QEvent.Type.WhatsThis:
            QWhatsThis.showText(event.globalPos(), words, widget)
        return True

    def _answers(self, window: QWidget, event: QHelpEvent) -> Iterator[tuple[QWidget, str, QRect]]:
        """Yield a widget and what there is to say about it, from the innermost under the mouse outwards."""
        widget = window.childAt(window.mapFromGlobal(event.globalPos()))
        while widget is not None and widget is not window:
            here = said(widget, widget.mapFromGlobal(event.globalPos()))
            words = here.words(self.glossary, with_links=event.type() == QEvent.Type.WhatsThis)
            if not words and event.type() != QEvent.Type.ToolTip and (name := widget.accessibleName()):
                # What is painted has a name at least, which one who asks wants to hear.
                words = Said(name, f"{name}.", here.place).words(self.glossary)
            if words:
                yield widget, words, here.place
            widget = widget.parentWidget()


def lesson_link(entry: Entry) -> str:
    """Return the link to the lesson of ``entry``, which has one, as rich text."""
    # In one line.
    return f'<a href="{entry.lesson}">{lesson_name(entry.lesson).replace(" ", "&nbsp;")}</a>'


def said(widget: QWidget, position: QPoint) -> Said:
    """Return what ``widget`` says at ``position``."""
    explanation, everywhere = explanation_of(widget) or widget.toolTip(), widget.rect()
    owner = widget.parentWidget()
    if isinstance(widget, QTabBar):
        tab = widget.tabAt(position)
        return Said(widget.tabText(tab), widget.tabToolTip(tab), widget.tabRect(tab))
    if isinstance(owner, QAbstractItemView) and widget is owner.viewport() and owner.model() is not None:
        return _cell(owner, position)
    if isinstance(widget, QLabel | QAbstractButton):
        return Said(widget.text().replace("&", ""), explanation, everywhere)
    if isinstance(widget, QComboBox):
        return Said(widget.currentText(), explanation, everywhere, is_choice=True)
    return Said("", explanation, everywhere)


def _cell(view: QAbstractItemView, position: QPoint) -> Said:
    """Return the text of a heading or a cell of ``view``."""
    model, roles = view.model(), (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
    if isinstance(view, QHeaderView):
        section = view.logicalIndexAt(position)
        texts = [model.headerData(section, view.orientation(), role) if section >= 0 else None for role in roles]
        start, size = view.sectionViewportPosition(section), view.sectionSize(section)
        across = view.orientation() == Qt.Orientation.Horizontal
        place = QRect(start, 0, size, view.height()) if across else QRect(0, start, view.width(), size)
    else:
        index = view.indexAt(position)
        texts, place = [_data(model, index, role) for role in roles], view.visualRect(index)
    text, explanation = (text if isinstance(text, str) else "" for text in texts)
    return Said(text, explanation, place)


def _data(model: QAbstractItemModel, index: QModelIndex, role: Qt.ItemDataRole) -> object:
    return model.data(index, role) if index.isValid() else None
