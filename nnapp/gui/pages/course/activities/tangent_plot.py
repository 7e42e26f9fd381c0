"""An activation function with its tangent: where a nudge leads on the curve, and where it was predicted to lead."""

from typing import Final

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import Theme
from nnapp.gui.widgets.curve_plot import Curve, CurvePlot, Plot
from nnapp.nn.small_change import SmallChange
from nnapp.wording import decimals

REACH: Final = 5.0
"""The sums that are shown at least go from minus this to this."""
FINE: Final = 201
DOT: Final = 5.0


class TangentPlot(CurvePlot):
    """Shows the output over the sum, before (a dot) and after (the real change and the predicted one)."""

    usual_size = (400, 320)

    def __init__(self, appearance: Appearance) -> None:
        """Start empty."""
        super().__init__("The output for each sum, with its tangent", appearance)
        self.setObjectName("tangentPlot")
        self._change: SmallChange | None = None
        appearance.scale(self.setMinimumSize, 240, 240)

    def show_change(self, change: SmallChange) -> None:
        """Show a neuron and its nudge."""
        self._change = change
        start, end = change.sum, change.sum + change.sum_change
        reach = max(REACH, abs(start) + 0.5, abs(end) + 0.5)
        # The ends and the jump of a step are met exactly.
        sums = np.unique(np.concatenate([np.linspace(-reach, reach, FINE), [-1e-9, 0.0, 1e-9]]))
        # The tangent, as far as it stays near the outputs.
        far = min(2 * reach, 0.75 / change.slope) if change.slope else 1.5
        tangent = np.array([max(start - far, -reach), min(start + far, reach)])
        self.show_plot(
            Plot(
                "z", "a",
                (
                    Curve("a = f(z)", sums, np.asarray(change.activation.value(sums), np.float64)),
                    Curve("tangent", tangent, change.output + change.slope * (tangent - start), "opposes", 1),
                ),
                (-reach, reach), from_zero=False, tells_last=False,
            )
        )  # fmt: skip
        self.setAccessibleDescription(
            f"Before: z = {decimals(start, 4)}, a = {decimals(change.output, 4)}. After: z = {decimals(end, 4)}, "
            f"a = {decimals(change.changed_output, 4)}, predicted {decimals(change.output + change.predicted, 4)}."
        )

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint the curves, and the dots upon them."""
        super().paint(painter, theme)
        change = self._change
        if change is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        end = change.sum + change.sum_change
        start = self._place(change.sum, change.output)
        real, predicted = self._place(end, change.changed_output), self._place(end, change.output + change.predicted)
        painter.setPen(theme.pen("muted", 1.0, Qt.PenStyle.DashLine))
        painter.drawLine(real, predicted)
        self._dot(painter, theme, start, "text", is_filled=True)
        if change.sum_change:
            self._dot(painter, theme, predicted, "opposes", is_filled=False)
            self._dot(painter, theme, real, "supports", is_filled=True)

    def _place(self, total: float, output: float) -> QPointF:
        return QPointF(self._x.place_of(total), self._y.place_of(output))

    def _dot(self, painter: QPainter, theme: Theme, place: QPointF, color: str, *, is_filled: bool) -> None:
        painter.setPen(theme.pen(color, 2.0))
        painter.setBrush(theme.color(color if is_filled else "panel"))
        painter.drawEllipse(place, theme.px(DOT), theme.px(DOT))
