"""Which outputs a neuron supports and which it opposes: a bar up or down for each."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QSizePolicy

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SMALL, TextHeight, Theme
from nnapp.gui.widgets.layouts import set_plain_tooltip
from nnapp.gui.widgets.painted_widget import PaintedWidget
from nnapp.nn.arrays import Array
from nnapp.wording import signed, significant

TITLE, NAMES = TextHeight(1, SMALL, room=2), TextHeight(1, SMALL, room=1)
NARROWEST_NAME = 12


class EffectChart(PaintedWidget):
    """Shows how much the weighted sum of each output grows with the activation of a neuron."""

    usual_size = (180, 66)

    def __init__(self, appearance: Appearance) -> None:
        """Start empty."""
        super().__init__("The outputs that the neuron supports", "supported-outputs", appearance)
        self.setObjectName("effectChart")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._names: tuple[str, ...] = ()
        self._effects: Array = np.zeros(0)
        self.setMouseTracking(True)

    def show_effects(self, names: tuple[str, ...], effects: Array) -> None:
        """Show ``effects``, (outputs,), on the outputs of these ``names``."""
        if names == self._names and np.array_equal(effects, self._effects):
            return
        self._names, self._effects = names, effects
        self.setAccessibleDescription(effects_in_words(names, effects))
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the number of the bar under the mouse as a tooltip."""
        number = int(event.position().x() * len(self._names) / max(self.width(), 1))
        words = ""
        if 0 <= number < len(self._names):
            words = f"∂z/∂a = {signed(self._effects[number], 4)} for the z of output {self._names[number]}"
        set_plain_tooltip(self, words)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint title, bars, numbers and names."""
        painter.setFont(theme.font(SMALL))
        painter.setPen(theme.color("muted"))
        most = float(np.abs(self._effects).max(initial=0.0)) or 1.0
        title, names = theme.px(TITLE), theme.px(NAMES)
        reach = f"up to ±{significant(most)}"
        titles = (
            f"supports outputs ↑, opposes ↓: ∂z/∂a {reach}",
            f"supports ↑, opposes ↓, {reach}",
            "supports ↑, opposes ↓",
        )
        fitting = (words for words in titles if painter.fontMetrics().horizontalAdvance(words) <= self.width())
        painter.drawText(QPointF(0, 0.75 * title), next(fitting, titles[-1]))
        top, bottom = float(title + theme.px(2)), float(self.height() - names)
        middle, width = (top + bottom) / 2, self.width() / max(len(self._names), 1)
        for number, (name, effect) in enumerate(zip(self._names, self._effects.tolist(), strict=True)):
            self._paint_bar(painter, theme, QRectF(number * width, top, width, bottom - top), effect / most)
            if width >= theme.px(NARROWEST_NAME):
                painter.setPen(theme.color("muted"))
                place = QRectF(number * width, bottom, width, names)
                words = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(width))
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
        painter.setPen(theme.pen("muted"))
        painter.drawLine(QPointF(0, middle), QPointF(self.width(), middle))

    def _paint_bar(self, painter: QPainter, theme: Theme, place: QRectF, share: float) -> None:
        middle, height = place.center().y(), abs(share) * place.height() / 2
        inset = 0.2 * place.width()
        bar = QRectF(place.left() + inset, middle - height if share > 0 else middle, place.width() - 2 * inset, height)
        painter.fillRect(bar, theme.color("supports" if share > 0 else "opposes"))


def effects_in_words(names: tuple[str, ...], effects: Array) -> str:
    """Return which outputs a neuron supports and which it opposes, the strongest first."""
    order = np.argsort(effects, kind="stable").tolist()
    most = [f"{names[k]} ({signed(effects[k])})" for k in order[::-1] if effects[k] > 0]
    least = [f"{names[k]} ({signed(effects[k])})" for k in order if effects[k] < 0]
    return f"Supports {', '.join(most) or 'none'}; opposes {', '.join(least) or 'none'}."
