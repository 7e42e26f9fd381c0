"""Ten colours for classes, which small marks can have beside each other; what is marked says the class again."""

from typing import Final

from PySide6.QtGui import QColor

from nnapp.gui.paint.theme import Theme

UPON_LIGHT: Final = (
    "#773366", "#886666", "#0072B2", "#D55E00", "#555500", "#0033AA", "#6699AA", "#440066", "#660000", "#AA77FF"
)  # fmt: skip
UPON_DARK: Final = (
    "#DDBBFF", "#99BBAA", "#66EE99", "#DD3322", "#4BA3E3", "#AAFFFF", "#F08A4B", "#996688", "#5566EE", "#DDFF44"
)  # fmt: skip
"""Searched so that any two are far apart for colour-blind eyes too, the farthest those of digits often confused."""


def class_color(theme: Theme, number: int, strength: float = 1.0) -> QColor:
    """Return the colour of a class, mixed with that of the panel below a ``strength`` of 1; there are ten, in turns."""
    colours = UPON_LIGHT if theme.name == "light" else UPON_DARK
    own, panel = QColor(colours[number % len(colours)]), theme.color("panel")
    pairs = ((own.red(), panel.red()), (own.green(), panel.green()), (own.blue(), panel.blue()))
    return QColor(*(round(strength * one + (1 - strength) * other) for one, other in pairs))
