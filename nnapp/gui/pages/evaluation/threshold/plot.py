"""How many examples fire, and how many of those are right, at each firing threshold; a handle moves the threshold."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.background import CachedBackground, is_on_screen
from nnapp.gui.paint.theme import SMALL, Theme
from nnapp.gui.widgets.curve_plot import Curve, CurvePlot
from nnapp.gui.widgets.plot_scale import Scale
from nnapp.wording import own_decimals

HANDLE, ABOVE, LIFT = 6.0, 22.0, 4.0
"""The radius of the handle, the room above the curves, and how far above the handle its words stand, in pixels."""
STEP, FINE_STEP, PAGE_STEP = 10, 1, 100
"""How far the keys move the handle, in thousandths."""
KEYS: Final = {
    Qt.Key.Key_Left: -STEP, Qt.Key.Key_Down: -STEP, Qt.Key.Key_Right: STEP, Qt.Key.Key_Up: STEP,
    Qt.Key.Key_PageDown: -PAGE_STEP, Qt.Key.Key_PageUp: PAGE_STEP, Qt.Key.Key_Home: -1000, Qt.Key.Key_End: 1000,
}  # fmt: skip


class ThresholdPlot(CurvePlot):
    """Curves over the firing threshold, and a handle that is moved by the mouse or by the arrow keys."""

    moved = Signal(float)
    """The handle is being moved, and stands here."""
    released = Signal(float)
    """The handle was let go here."""
    usual_size = (360, 190)
    names_share = 0.65

    def __init__(self, appearance: Appearance) -> None:
        """Start empty."""
        super().__init__("Firing threshold", appearance)
        self.setObjectName("thresholdPlot")
        self.threshold = 0.0
        """Where the handle stands, 0..1."""
        self._curves = CachedBackground(self)
        self._before: float | None = None
        """Where the handle stood before it was taken, while it is being moved."""
        appearance.scale(self.setMinimumSize, 220, 150)
        self.setCursor(Qt.CursorShape.SizeHorCursor)

    @property
    def is_moving(self) -> bool:
        """Whether the handle is being moved."""
        return self._before is not None

    def show_threshold(self, threshold: float, words: str) -> None:
        """Put the handle at ``threshold``; ``words`` say what comes of it."""
        self.threshold = threshold
        self.setAccessibleDescription(words)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the handle here."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._move(self._threshold_at(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the handle while the button is held."""
        if event.buttons() & Qt.MouseButton.LeftButton and self.is_moving:
            self._move(self._threshold_at(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the handle go."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._release()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the handle, with Shift in fine steps; Escape puts it back."""
        if event.key() == Qt.Key.Key_Escape and self._before is not None:
            before, self._before = self._before, None
            self.moved.emit(before)
        elif event.key() in KEYS:
            step = KEYS[Qt.Key(event.key())]
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and abs(step) == STEP:
                step = step // STEP * FINE_STEP
            self._move(round(self.threshold * 1000) / 1000 + step / 1000)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let the handle go with the key, so that all steps of a key that is held are one."""
        if event.key() in KEYS and not event.isAutoRepeat():
            self._release()
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let the handle go: its key will not be released here."""
        super().focusOutEvent(event)
        self._release()

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint the curves, which stay while the handle moves, and the handle."""
        self._set_scales()
        key = (theme, self.plot, self._resting)
        self._curves.paint(
            painter, key, theme.color("panel"), lambda upon: super(ThresholdPlot, self).paint(upon, theme)
        )
        self._paint_handle(painter, theme)

    @property
    def _resting(self) -> float:
        """Where the handle stands, or stood before it was taken."""
        return self.threshold if self._before is None else self._before

    def _paint_handle(self, painter: QPainter, theme: Theme) -> None:
        place, middle = self._x.place_of(self.threshold), self._y.end - theme.px(HANDLE)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.pen("text", 1.5, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(place, middle), QPointF(place, self._y.start))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("text"))
        painter.drawEllipse(QPointF(place, middle), theme.px(HANDLE), theme.px(HANDLE))
        painter.setFont(theme.font(SMALL))
        metrics, gap = painter.fontMetrics(), theme.px(2 * HANDLE)
        words = own_decimals(self.threshold) + (" – drag" if is_on_screen(self) and not self.is_moving else "")
        width = metrics.horizontalAdvance(words)
        left = place + gap if place + gap + width < self.width() else place - gap - width
        painter.setPen(theme.color("text"))
        painter.drawText(QPointF(left, middle - theme.px(LIFT) + metrics.capHeight() / 2), words)

    def _set_scales(self) -> None:
        """Leave room for the handle above 100 %."""
        super()._set_scales()
        self._y = Scale(0.0, 100.0, self._y.start, self._appearance.px(ABOVE))

    def _free_corner(self, shown: Sequence[Curve], width: float, height: float) -> QRectF:
        """Leave the handle free, too."""
        handle = Curve("", np.full(2, self._resting), np.array([0.0, 100.0]))
        return super()._free_corner([*shown, handle], width, height)

    def _threshold_at(self, event: QMouseEvent) -> float:
        share = (event.position().x() - self._x.start) / max(self._x.end - self._x.start, 1.0)
        return round(share, 2)

    def _move(self, threshold: float) -> None:
        self._before = self.threshold if self._before is None else self._before
        self.moved.emit(round(min(max(threshold, 0.0), 1.0), 3))

    def _release(self) -> None:
        if self._before is not None:
            self._before = None
            self.released.emit(self.threshold)
            self.update()
