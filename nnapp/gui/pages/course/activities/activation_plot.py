"""An activation function and its derivative, with a place on both that can be moved."""

from typing import Final

import numpy as np
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import Theme
from nnapp.gui.widgets.curve_plot import Curve, CurvePlot, Plot
from nnapp.nn.activations import ElementwiseActivation
from nnapp.wording import decimals

REACH: Final = 6.0
"""Sums from minus this to this are shown."""
FINE: Final = 121
DOT: Final = 5.0


class ActivationPlot(CurvePlot):
    """Shows y = f(x) and its slope f′(x); a click or a drag chooses x."""

    chosen = Signal(float)
    """The x under the pressed mouse."""
    usual_size = (400, 280)

    def __init__(self, appearance: Appearance) -> None:
        """Start empty."""
        super().__init__("An activation function and its derivative", appearance)
        self.setObjectName("activationPlot")
        self._name = ""
        self._at = (0.0, 0.0, 0.0)
        appearance.scale(self.setMinimumSize, 240, 220)

    def show_function(self, activation: ElementwiseActivation, at: tuple[float, float, float]) -> None:
        """Show a function, and ``at``: x, f(x) and f′(x) of the place that is read."""
        if activation.name != self._name:
            self._name = activation.name
            # Both sides of the jump of a step, and of the bend of a ReLU.
            sums = np.unique(np.concatenate([np.linspace(-REACH, REACH, FINE), [-1e-9, 0.0, 1e-9]]))
            values = np.asarray(activation.value(sums), np.float64)
            slopes = np.asarray(activation.derivative(sums, values), np.float64)
            curves = (Curve("f(x)", sums, values), Curve("f′(x), its slope", sums, slopes, "opposes", 1))
            self.show_plot(Plot("x", "y", curves, (-REACH, REACH), from_zero=False, tells_last=False))
        self._at = at
        x, y, slope = (decimals(number, 4) for number in at)
        self.setAccessibleDescription(f"{activation.label}: for x = {x}, y = {y}, and the slope is {slope}.")
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose x."""
        self._choose(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Choose x while the button is held; show the values under the mouse."""
        super().mouseMoveEvent(event)
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._choose(event)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint the curves, and the dots upon them."""
        super().paint(painter, theme)
        x, y, slope = self._at
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.pen("muted", 1.0, Qt.PenStyle.DotLine))
        place = self._x.place_of(x)
        painter.drawLine(QPointF(place, self._y.end), QPointF(place, self._y.start))
        for value, color in ((slope, "opposes"), (y, "supports")):
            painter.setPen(theme.pen(color, 2.0))
            painter.setBrush(theme.color("panel" if color == "opposes" else color))
            painter.drawEllipse(QPointF(place, self._y.place_of(value)), theme.px(DOT), theme.px(DOT))

    def _choose(self, event: QMouseEvent) -> None:
        share = (event.position().x() - self._x.start) / max(self._x.end - self._x.start, 1.0)
        # In the steps of the slider.
        self.chosen.emit(round(float(np.clip(-REACH + share * 2 * REACH, -REACH, REACH)), 1))
