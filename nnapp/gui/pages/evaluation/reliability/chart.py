"""What an activation means: bars show how many are right of the examples whose strongest output is about so active."""

from math import isnan
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SMALL, TextHeight, Theme
from nnapp.gui.widgets.curve_plot import line_pen
from nnapp.gui.widgets.painted_widget import PaintedWidget
from nnapp.gui.widgets.plot_scale import Scale
from nnapp.gui.widgets.table_export import Rows, offer_table
from nnapp.nn.inspect.calibration import Bin, Calibration
from nnapp.wording import count, percent, plain

LEFT, RIGHT, ABOVE, BELOW = 44, 10, TextHeight(1, SMALL, room=8), TextHeight(2, SMALL, room=8)
"""Around the bars: room for numbers, for what is being read, and for the name of the axis."""
FEW: Final = 10
"""With fewer examples a bar says little, and is not filled."""
KEYS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class ReliabilityChart(PaintedWidget):
    """Shows a ``Calibration``; the mouse or the arrow keys read a bar, Escape ends that."""

    usual_size = (260, 190)

    def __init__(self, appearance: Appearance) -> None:
        """Start empty."""
        super().__init__("Share right, by activation", "reliability", appearance)
        self.setObjectName("reliabilityChart")
        self._bins: tuple[Bin, ...] = ()
        self._read: int | None = None
        """The bar that is being read."""
        appearance.scale(self.setMinimumSize, 220, 150)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        offer_table(self, "reliability", self._rows)

    def show_calibration(self, calibration: Calibration) -> None:
        """Show ``calibration``, which has the same number of bins each time; the bar that is being read stays."""
        self._bins = calibration.bins
        self._select(self._read)

    def reading(self) -> str:
        """Return what the bar says that is being read; empty where none is."""
        return "" if self._read is None else _in_words(self._bins[self._read])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read the bar under the mouse."""
        x, _ = self._scales()
        share = (event.position().x() - x.start) / max(x.end - x.start, 1.0)
        self._select(int(share * len(self._bins)) if self._bins and 0 <= share < 1 else None)

    def leaveEvent(self, event: QEvent) -> None:
        """Read no bar any more."""
        self._select(None)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the bar before or after."""
        if event.key() in KEYS and self._bins:
            last = len(self._bins) - 1
            self._select(last if self._read is None else min(max(self._read + KEYS[Qt.Key(event.key())], 0), last))
        elif event.key() == Qt.Key.Key_Escape and self._read is not None:
            self._select(None)
        else:
            super().keyPressEvent(event)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint the bars, the line on which they would end if an activation of 0.9 meant 90 %, and the axes."""
        x, y = self._scales()
        painter.setFont(theme.font(SMALL))
        self._paint_axes(painter, theme, x, y)
        for number, bin_ in enumerate(self._bins):
            if not isnan(bin_.accuracy):
                top_left = QPointF(x.place_of(bin_.low) + 1, y.place_of(bin_.accuracy))
                place = QRectF(top_left, QPointF(x.place_of(bin_.high) - 1, y.start))
                self._paint_bar(painter, theme, number, place)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(line_pen(theme, "text", 1, 1.5))
        painter.drawLine(QPointF(x.start, y.start), QPointF(x.end, y.end))
        painter.setPen(theme.color("text" if self._read is not None else "muted"))
        words = self.reading() or "dashed: 0.9 means 90 %"
        above = QRectF(0, 0, self.width() - theme.px(RIGHT), theme.px(ABOVE))
        painter.drawText(above, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_axes(self, painter: QPainter, theme: Theme, x: Scale, y: Scale) -> None:
        metrics = painter.fontMetrics()
        for value in y.ticks(max(2, int((y.start - y.end) // theme.px(28)))):
            place = round(y.place_of(value)) + 0.5
            painter.setPen(theme.pen("border"))
            painter.drawLine(QPointF(x.start, place), QPointF(x.end, place))
            painter.setPen(theme.color("muted"))
            beside = QRectF(0, place - metrics.height() / 2, x.start - theme.px(6), metrics.height())
            painter.drawText(beside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, percent(value))
        for value in x.ticks(max(2, int((x.end - x.start) // theme.px(40)))):
            words = plain(value)
            width = metrics.horizontalAdvance(words)
            left = min(x.place_of(value) - width / 2, self.width() - width)
            painter.drawText(QPointF(left, y.start + metrics.height()), words)
        name = QRectF(x.start, self.height() - metrics.height() - theme.px(2), x.end - x.start, metrics.height())
        painter.drawText(name, Qt.AlignmentFlag.AlignCenter, "activation")

    def _paint_bar(self, painter: QPainter, theme: Theme, number: int, place: QRectF) -> None:
        if self._bins[number].examples >= FEW:
            painter.fillRect(place, theme.color("supports"))
        else:
            painter.setPen(theme.pen("supports", 1.5))
            painter.drawRect(place)
        if number == self._read:
            painter.setPen(theme.pen("text", 2.0))
            painter.drawRect(place)

    def _scales(self) -> tuple[Scale, Scale]:
        px = self._appearance.px
        return (
            Scale(0.0, 1.0, px(LEFT), self.width() - px(RIGHT)),
            Scale(0.0, 1.0, self.height() - px(BELOW), px(ABOVE)),
        )

    def _select(self, number: int | None) -> None:
        self._read = number
        self.setAccessibleDescription(self.reading() or "; ".join(map(_in_words, self._bins)))
        self.update()

    def _rows(self) -> Rows:
        yield ("from", "to", "examples", "mean activation", "share right")
        for bin_ in self._bins:
            numbers = ("" if isnan(value) else value for value in (bin_.activation, bin_.accuracy))
            yield (plain(bin_.low), plain(bin_.high), bin_.examples, *numbers)


def _in_words(bin_: Bin) -> str:
    words = f"{plain(bin_.low)} to {plain(bin_.high)}: {count(bin_.examples, 'example')}"
    return words if isnan(bin_.accuracy) else f"{words}, {percent(bin_.accuracy, 1)} right"
