"""Parts of the window by their names, and where they can be seen, for what points at them."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtWidgets import QScrollArea, QWidget

MOVES: Final = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)
"""The events after which a part is elsewhere, or hidden, or seen again."""


def find_part(window: QWidget, watcher: QObject, name: str) -> QWidget | None:
    """Return the part of ``window`` of that name; ``watcher`` filters its events from now on, and of all around it."""
    found: QWidget | None = window.findChild(QWidget, name)
    around = found
    while around is not None and around is not window:
        around.installEventFilter(watcher)
        around = around.parentWidget()
    return found


def scroll_to(part: QWidget) -> None:
    """Scroll what is around ``part`` so that it can be seen."""
    around = part.parentWidget()
    while around is not None and not around.isWindow():
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(part)
        around = around.parentWidget()


def seen_place(part: QWidget, place: QRect | None = None) -> QRect:
    """Return where ``part``, or a ``place`` in it, can be seen in its window; empty where it cannot."""
    if not part.isVisible():
        return QRect()
    seen = QRect(part.rect() if place is None else place)
    while not part.isWindow() and (around := part.parentWidget()) is not None:
        seen, part = seen.translated(part.pos()) & around.rect(), around
    return seen
