"""How accurate networks remain when digits are distorted, less or more: a curve for each network."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter

from nnapp.digits.distortions import Distortion
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SERIES, Theme
from nnapp.gui.widgets.curve_plot import Curve, CurvePlot, Plot
from nnapp.gui.widgets.painted_widget import CHOOSING
from nnapp.wording import decimals, plain

WHOLE: Final = (0.0, 104.0)
"""Percent; a little more than all, so that a curve at the top is whole, and nothing jumps while it is measured."""
DOT, LARGE_DOT = 2.5, 4.5
"""Radii of a point, and of one that is read, in pixels."""
ARROWS: Final = (Qt.Key.Key_Left, Qt.Key.Key_Right)

Points = Mapping[float, Sequence[float]]
"""The accuracy of each network, 0..1, by level."""


class RobustnessChart(CurvePlot):
    """Paints the accuracy by level; the mouse or the arrow keys point to a level, measured or not."""

    level_changed = Signal()
    """Another level is pointed to, or none."""
    level_chosen = Signal(float)
    """The person wants to see a digit as it looks at this level."""

    def __init__(self, appearance: Appearance) -> None:
        """Start empty."""
        super().__init__("Robustness", appearance)
        self.setObjectName("robustnessChart")
        self._levels: NDArray[np.float64] = np.zeros(0)
        self._unchanged = 0.0

    @property
    def level(self) -> float | None:
        """The level that is pointed to, if one is."""
        return self._reading

    def show_points(self, distortion: Distortion, names: Sequence[str], points: Points) -> None:
        """Show the ``points`` that are measured, for networks of these ``names``."""
        self._levels, self._unchanged = np.array(distortion.levels), distortion.unchanged
        x = np.array(sorted(points), np.float64)
        curves = (
            Curve(name, x, np.array([100 * points[level][place] for level in x]), SERIES[place], place)
            for place, name in enumerate(names)
        )
        reach = (distortion.levels[0], distortion.levels[-1])
        self.show_plot(
            Plot(distortion.amount, "accuracy (%)", tuple(curves) if points else (), reach, y_range=WHOLE,
                 empty="Not measured yet", number=partial(decimals, places=1), tells_last=False)
        )  # fmt: skip
        told = (f"{plain(level)}: {', '.join(self._told(level))}" for level in x)
        self.setAccessibleDescription("; ".join((distortion.amount, *told)) if points else self.plot.empty)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the level under the mouse."""
        self.mouseMoveEvent(event)
        if self._reading is not None and event.button() == Qt.MouseButton.LeftButton:
            self.level_chosen.emit(self._reading)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the level that is pointed to; the arrow keys point to the next, first to what changes nothing."""
        if self._reading is None and event.key() in ARROWS and len(self._levels):
            self._read(self._unchanged)
        elif self._reading is not None and event.key() in CHOOSING:
            self.level_chosen.emit(self._reading)
        else:
            super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Point to no level any more."""
        super().leaveEvent(event)
        self.level_changed.emit()

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint the curves, and a dot for each point that was measured."""
        super().paint(painter, theme)
        for place, curve in enumerate(self.plot.curves):
            painter.setPen(theme.pen(curve.color, 1.5))
            # Hollow ones for the second network, as colour is never the only sign.
            painter.setBrush(theme.color("panel" if place else curve.color))
            for level, accuracy in zip(curve.x.tolist(), curve.y.tolist(), strict=True):
                radius = theme.px(LARGE_DOT if level == self._reading else DOT)
                painter.drawEllipse(QPointF(self._x.place_of(level), self._y.place_of(accuracy)), radius, radius)

    def _all_x(self) -> NDArray[np.float64]:
        """Return every level, as a digit can be shown at those that are not measured, too."""
        return self._levels

    def _read(self, x: float) -> None:
        before = self._reading
        super()._read(x)
        if self._reading != before:
            self.level_changed.emit()

    def _paint_names(self, painter: QPainter, theme: Theme) -> None:
        """Leave out the name of the only network, which is told above the page, so that it hides nothing."""
        if len(self.plot.curves) != 1:
            super()._paint_names(painter, theme)

    def _paint_reading(self, painter: QPainter, theme: Theme) -> None:
        """Paint a line at the level that is pointed to; beside the digit it is said in words."""
        if self._reading is not None:
            x = self._x.place_of(self._reading)
            painter.setPen(theme.pen("text"))
            painter.drawLine(QPointF(x, self._y.end), QPointF(x, self._y.start))

    def _told(self, level: float) -> list[str]:
        """Return the accuracy of each network at a measured ``level``."""
        curves = self.plot.curves
        return [f"{curve.name} {self.plot.number(curve.y[curve.x == level][0])} %" for curve in curves]
