"""Buttons with their explanations."""

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QPushButton

from nnapp.glossary import lesson_name
from nnapp.gui.widgets.fields import explain
from nnapp.gui.widgets.layouts import named, styled


def push_button(text: str, name: str, explanation: str, act: Callable[[], object]) -> QPushButton:
    """Return a button that calls ``act`` when it is clicked."""
    button = named(QPushButton(text), name)
    explain(button, text.removesuffix("…"), explanation)
    # Without the argument of the signal: whether the button is checked.
    button.clicked.connect(lambda: act())
    return button


def lesson_button(name: str, key: str, open_lesson: Callable[[str], object]) -> QPushButton:
    """Return a small button, called ``name``, that calls ``open_lesson`` with ``key``, that of a lesson."""
    button = push_button("?", name, f"{lesson_name(key)} of the course is about this.", lambda: open_lesson(key))
    button.setAccessibleName(lesson_name(key))
    return styled(button, compact=True)


def log_scale_button(name: str, act: Callable[[], object]) -> QPushButton:
    """Return a small button that is on while a plot is to have a logarithmic scale; ``act`` follows each click."""
    button = push_button("log", name, "A logarithmic scale: each line is ten times the one below.", act)
    button.setAccessibleName("Logarithmic scale")
    button.setCheckable(True)
    return styled(button, compact=True)


def enable(buttons: Iterable[tuple[QPushButton, bool, QPushButton]]) -> None:
    """Enable or disable each button; the focus of one that is disabled goes to the third of its entry."""
    # First those that can be used, as only they can take the focus.
    for one, is_enabled, instead in sorted(buttons, key=lambda entry: not entry[1]):
        if one.hasFocus() and not is_enabled:
            instead.setFocus()
        one.setEnabled(is_enabled)
