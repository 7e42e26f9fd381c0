"""The parts that most pages have: buttons, rows of widgets, text that wraps."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import Lines
from nnapp.gui.widgets.fields import explain
from nnapp.gui.widgets.layouts import USUAL_SPACING, horizontal, label, named


def button(text: str, name: str, explanation: str, act: Callable[[], object]) -> QPushButton:
    """Return a button that calls ``act``, with its explanation as a tooltip and for assistive tools."""
    made = named(QPushButton(text), name)
    explain(made, text.removesuffix("…"), explanation)
    made.clicked.connect(lambda _checked: act())
    return made


def row(appearance: Appearance, *widgets: QWidget, spacing: float = USUAL_SPACING) -> QHBoxLayout:
    """Return ``widgets`` side by side, from the left."""
    result = horizontal(appearance, spacing=spacing)
    for widget in widgets:
        result.addWidget(widget)
    result.addStretch()
    return result


def paragraph(text: str, role: str = "", name: str = "") -> QLabel:
    """Return a label that wraps its text."""
    result = label(text, role, name)
    result.setWordWrap(True)
    return result


def fixed_paragraph(height: Lines, appearance: Appearance, role: str = "", name: str = "") -> QLabel:
    """Return a label that wraps its text and keeps its height, so that nothing jumps while the text changes."""
    result = paragraph("", role, name)
    result.setAlignment(Qt.AlignmentFlag.AlignTop)
    appearance.scale(result.setFixedHeight, height)
    return result


def enable(buttons: Iterable[tuple[QPushButton, bool, QPushButton]]) -> None:
    """Enable or disable each button; the focus of one that is disabled goes to the third of its entry."""
    # First those that can be used, as only they can take the focus.
    for one, is_enabled, instead in sorted(buttons, key=lambda entry: not entry[1]):
        if one.hasFocus() and not is_enabled:
            instead.setFocus()
        one.setEnabled(is_enabled)
