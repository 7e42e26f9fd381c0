"""What an activation means: bars show how many are right of the examples whose strongest output is about so active."""

from math import isnan
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import Theme
from nnapp.gui.widgets.curve_plot import Curve, CurvePlot, Plot
from nnapp.gui.widgets.table_export import Rows, offer_table
from nnapp.nn.inspect.calibration import Bin, Calibration
from nnapp.wording import count, plain, strict_percent

FEW: Final = 10
"""With fewer examples a bar says little, and is not filled."""
ENDS: Final = np.array([0.0, 1.0])


class ReliabilityChart(CurvePlot):
    """Shows a ``Calibration`` as bars, and the line on which they would end if an activation of 0.9 meant 90 %."""

    usual_size = (260, 190)

    def __init__(self, appearance: Appearance) -> None:
        """Start empty."""
        super().__init__("Share right, by activation", appearance)
        self.setObjectName("reliabilityChart")
        self._bins: tuple[Bin, ...] = ()
        appearance.scale(self.setMinimumSize, 220, 150)
        offer_table(self, "reliability", self._rows)

    def show_calibration(self, calibration: Calibration) -> None:
        """Show ``calibration``, which has the same number of bins each time; the bar that is being read stays."""
        self._bins = calibration.bins
        line = Curve("0.9 means 90 %", ENDS, 100 * ENDS, "text", 1, 1.5)
        self.show_plot(Plot("activation", "right (%)", (line,), y_range=(0.0, 100.0), tells_last=False))
        self.setAccessibleDescription(self.reading() or "; ".join(map(_in_words, self._bins)))

    def reading(self) -> str:
        """Return what the bar says that is being read; empty where none is."""
        return next((_in_words(bin_) for bin_ in self._bins if _middle(bin_) == self._reading), "")

    def _read(self, x: float) -> None:
        super()._read(x)
        self.setAccessibleDescription(self.reading())

    def _all_x(self) -> NDArray[np.float64]:
        return np.array([_middle(bin_) for bin_ in self._bins])

    def _paint_marks(self, painter: QPainter, theme: Theme) -> None:
        """Paint the bars, beneath the line."""
        for bin_ in self._bins:
            if bin_.examples:
                top_left = QPointF(self._x.place_of(bin_.low) + 1, self._y.place_of(100 * bin_.accuracy))
                place = QRectF(top_left, QPointF(self._x.place_of(bin_.high) - 1, self._y.start))
                if bin_.examples >= FEW:
                    painter.fillRect(place, theme.color("supports"))
                painter.setPen(theme.pen("text" if _middle(bin_) == self._reading else "supports", 1.5))
                painter.drawRect(place)

    def _paint_names(self, painter: QPainter, theme: Theme) -> None:
        """Leave out the name of the line, which is told beneath the chart, so that it hides nothing."""

    def _rows(self) -> Rows:
        yield ("from", "to", "examples", "mean activation", "share right")
        for bin_ in self._bins:
            numbers = ("" if isnan(value) else value for value in (bin_.activation, bin_.accuracy))
            yield (plain(bin_.low), plain(bin_.high), bin_.examples, *numbers)


def _middle(bin_: Bin) -> float:
    return (bin_.low + bin_.high) / 2


def _in_words(bin_: Bin) -> str:
    words = f"{plain(bin_.low)} to {plain(bin_.high)}: {count(bin_.examples, 'example')}"
    return f"{words}, {strict_percent(bin_.accuracy, 1)} right" if bin_.examples else words
