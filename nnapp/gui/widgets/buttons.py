"""Buttons with their explanations, and rows of them."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.widgets.fields import explain
from nnapp.gui.widgets.layouts import horizontal, named, styled


def push_button(text: str, name: str, explanation: str, act: Callable[[], object]) -> QPushButton:
    """Return a button that calls ``act`` when it is clicked."""
    button = named(QPushButton(text), name)
    explain(button, text.removesuffix("…"), explanation)
    # Without the argument of the signal: whether the button is checked.
    button.clicked.connect(lambda: act())
    return button


def log_scale_button(name: str, act: Callable[[], object]) -> QPushButton:
    """Return a small button that is on while a plot is to have a logarithmic scale; ``act`` follows each click."""
    button = push_button("log", name, "A logarithmic scale: each line is ten times the one below.", act)
    button.setAccessibleName("Logarithmic scale")
    button.setCheckable(True)
    return styled(button, compact=True)


def row(appearance: Appearance, *widgets: QWidget | None, spacing: float = SPACE) -> QHBoxLayout:
    """Return a row of ``widgets``; None stands for all the room that is left."""
    line = horizontal(appearance, spacing=spacing)
    for widget in widgets:
        if widget is None:
            line.addStretch()
        else:
            line.addWidget(widget)
    return line
