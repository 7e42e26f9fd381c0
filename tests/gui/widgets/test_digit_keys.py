"""Which events ask for a digit to be typed."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from nnapp.gui.widgets.digit_keys import claimed_digit

NONE, PAD, SHIFT = (Qt.KeyboardModifier[f"{name}Modifier"] for name in ("No", "Keypad", "Shift"))
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.mark.parametrize(("key", "modifiers", "text", "digit"), [
    (Qt.Key.Key_7, NONE, "7", "7"),
    (Qt.Key.Key_7, PAD, "7", "7"),
    (Qt.Key.Key_7, SHIFT, "7", "7"),
    (Qt.Key.Key_7, SHIFT, "/", ""),
    (Qt.Key.Key_7, CTRL, "7", ""),
    (Qt.Key.Key_7, ALT, "7", ""),
    (Qt.Key.Key_E, NONE, "e", ""),
    (Qt.Key.Key_Home, PAD, "", ""),
])  # fmt: skip
def test_a_digit_is_what_would_be_typed_and_is_no_command(key, modifiers, text, digit):
    assert claimed_digit(QKeyEvent(QEvent.Type.ShortcutOverride, key, modifiers, text)) == digit


def test_a_key_that_is_pressed_is_not_asked_about():
    assert claimed_digit(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_7, NONE, "7")) == ""
    assert claimed_digit(QEvent(QEvent.Type.ShortcutOverride)) == ""
