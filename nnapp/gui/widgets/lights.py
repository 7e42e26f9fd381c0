"""Parts that belong together light up while the mouse is over one of them, or one has the focus."""

from collections.abc import Hashable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from nnapp.gui.paint.appearance import Appearance

CORNER: Final = 4.0
TINT: Final = 36
"""How much of the colour lies upon what is lit, of 255."""


class Lights(QWidget):
    """Lies above a widget and lights parts of it, those of one key at a time.

    A style sheet could do so, too, but takes a millisecond for each part.
    """

    changed = Signal(object)
    """The parts of this key are lit; None when no part is."""

    def __init__(self, owner: QWidget, appearance: Appearance) -> None:
        """Start without parts; all will be within ``owner``."""
        super().__init__(owner)
        self._owner, self._appearance = owner, appearance
        self._keys: dict[QObject, Hashable] = {}
        self._joined: dict[Hashable, list[QWidget]] = {}
        self.lit: list[QWidget] = []
        """The parts that are lit."""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        owner.installEventFilter(self)

    def join(self, key: Hashable, *widgets: QWidget) -> None:
        """Let ``widgets`` light up with ``key``."""
        self._joined.setdefault(key, []).extend(widgets)

    def watch(self, widget: QWidget, key: Hashable) -> None:
        """Light ``key`` while the mouse is over ``widget``, or it has the focus."""
        self._keys[widget] = key
        widget.installEventFilter(self)

    def light(self, key: Hashable | None) -> None:
        """Light what belongs to ``key``, and nothing else."""
        before, self.lit = self.lit, self._joined.get(key, []) if key is not None else []
        for widget in (*before, *self.lit):
            self.update(self._place(widget))
        self.changed.emit(key)

    def settle(self) -> None:
        """Light what belongs to the part with the focus, if one has it."""
        focused = (key for widget, key in self._keys.items() if isinstance(widget, QWidget) and widget.hasFocus())
        self.light(next(focused, None))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the mouse and the focus, and the size of the owner."""
        kind = event.type()
        if kind in (QEvent.Type.Enter, QEvent.Type.FocusIn) and watched in self._keys:
            self.light(self._keys[watched])
        elif kind in (QEvent.Type.Leave, QEvent.Type.FocusOut) and watched in self._keys:
            self.settle()
        elif kind in (QEvent.Type.Resize, QEvent.Type.Show) and watched is self._owner:
            self.setGeometry(self._owner.rect())
            self.raise_()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a tint and a frame upon what is lit."""
        del event
        painter, theme = QPainter(self), self._appearance.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.pen("supports", 1.0))
        tint = QColor(theme.color("supports"))
        tint.setAlpha(TINT)
        painter.setBrush(tint)
        corner, half = theme.zoom * CORNER, theme.width(1.0) / 2
        for widget in self.lit:
            if widget.isVisible():
                painter.drawRoundedRect(QRectF(self._place(widget)).adjusted(half, half, -half, -half), corner, corner)
        painter.end()

    def _place(self, widget: QWidget) -> QRect:
        return QRect(widget.mapTo(self._owner, QPoint(0, 0)), widget.size())
