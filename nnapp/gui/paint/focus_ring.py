"""The frame that shows where the keyboard is, around widgets that paint themselves."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from nnapp.gui.paint.ground import is_on_screen
from nnapp.gui.paint.theme import Theme


def paint_focus_ring(painter: QPainter, widget: QWidget, theme: Theme) -> None:
    """Frame ``widget`` if it has the focus; not in a saved picture of it."""
    if widget.hasFocus() and is_on_screen(widget):
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(theme.pen("supports"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = theme.px(1) // 2
        painter.drawRect(widget.rect().adjusted(half, half, -half - 1, -half - 1))
