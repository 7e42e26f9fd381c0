"""The digit keys, which are shortcuts of the window, and yet typed or pressed where something else is meant by them."""

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

COMMANDS: Final = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


def claimed_digit(event: QEvent) -> str:
    """Return the digit that ``event`` asks about: whether its key is to be typed, not taken as a shortcut.

    It is empty where ``event`` asks no such thing; a widget that accepts the event is sent the key itself.
    """
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
        return ""
    # By its text, as on some keyboards a digit is typed with Shift.
    return event.text() if event.text().isdigit() and not event.modifiers() & COMMANDS else ""
