"""The parts that most pages have: buttons, rows of widgets, text that wraps."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QLabel, QPushButton, QWidget

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import Lines
from nnapp.gui.widgets.fields import explain
from nnapp.gui.widgets.layouts import USUAL_SPACING, horizontal, label, named, vertical


def button(text: str, name: str, explanation: str, act: Callable[[], object]) -> QPushButton:
    """Return a button that calls ``act``, with its explanation as a tooltip and for assistive tools."""
    made = named(QPushButton(text), name)
    explain(made, text.removesuffix("…"), explanation)
    made.clicked.connect(lambda _checked: act())
    return made


def row(appearance: Appearance, *widgets: QWidget, spacing: float = USUAL_SPACING) -> QWidget:
    """Return ``widgets`` side by side, from the left."""
    result = QWidget()
    _fill(horizontal(appearance, result, spacing=spacing), widgets)
    return result


def column(appearance: Appearance, *widgets: QWidget, spacing: float = USUAL_SPACING) -> QWidget:
    """Return ``widgets`` one below the other, from the top."""
    result = QWidget()
    _fill(vertical(appearance, result, spacing=spacing), widgets)
    return result


def _fill(layout: QBoxLayout, widgets: Iterable[QWidget]) -> None:
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch()


def share_room(layout: QBoxLayout, *parts: tuple[QWidget, int]) -> None:
    """Add each part to ``layout``, with its share of the room; 0: no more than it needs."""
    for part, share in parts:
        layout.addWidget(part, stretch=share)


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
