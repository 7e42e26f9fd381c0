"""Curves over a common axis, painted fast enough to follow training with thousands of epochs.

Painted by hand, as a plotting library needs several milliseconds for each repaint.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QPolygonF
from shiboken6 import VoidPtr

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.background import CachedBackground
from nnapp.gui.paint.theme import SMALL, SPACE, TextHeight, Theme
from nnapp.gui.widgets.painted_widget import PaintedWidget
from nnapp.gui.widgets.plot_scale import Scale
from nnapp.wording import decimals, plain

THREE_DECIMALS: Final = partial(decimals, places=3)

LARGEST: Final = 1e12
"""Values beyond this are not drawn: they would only squeeze all others, and Qt cannot paint far outside."""

DASHES: Final = ((), (5.0, 3.0), (1.5, 2.0), (8.0, 3.0, 1.5, 3.0), (3.0, 3.0), (7.0, 1.5))
"""Patterns that tell curves apart without a colour; the first is a solid line."""

COLUMN: Final = 2.0
"""Pixels that share a lowest and a highest point when there are more points than can be told apart."""

PLACES: Final = 9
"""In each direction, where the names of the curves may stand."""
FINE: Final = 800
"""Points along each line, to find out what the names would hide."""

LEFT, RIGHT, TOP, BOTTOM = 60, 12, 8, TextHeight(2, SMALL, room=8)
"""Around the curves: room for the numbers and names of the axes."""
LABEL, READING = TextHeight(1, SMALL, room=2), TextHeight(1, SMALL, room=6)


@dataclass(frozen=True, eq=False)
class Curve:
    """One line of a plot."""

    name: str
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    color: str = "supports"
    """Its colour in the theme."""
    dash: int = 0
    """Which of the ``DASHES``."""
    width: float = 2.0


@dataclass(frozen=True, eq=False)
class Plot:
    """Everything that a plot shows."""

    x_name: str = "epoch"
    y_name: str = ""
    """With its unit."""
    curves: tuple[Curve, ...] = ()
    x_range: tuple[float, float] = (0.0, 1.0)
    logarithmic: bool = False
    from_zero: bool = True
    """Whether the y axis begins at 0, when it is not logarithmic."""
    y_range: tuple[float, float] | None = None
    """What the y axis shows, whatever the values are."""
    marks: tuple[tuple[float, str], ...] = ()
    """Places on the x axis where a setting was changed, and the change."""
    empty: str = ""
    """The text shown while there is no curve."""
    number: Callable[[float], str] = THREE_DECIMALS
    """How a value is written."""
    tells_last: bool = True
    """Whether the names of the curves are followed by their last values, as they are over epochs."""


class CurvePlot(PaintedWidget):
    """Paints a ``Plot``; the mouse or the arrow keys show its values."""

    names_share = 0.5
    """The share of the width and of the height that the names of the curves take at most."""

    def __init__(self, name: str, appearance: Appearance) -> None:
        """Start empty; ``name`` is the accessible name."""
        super().__init__(name, "plot", appearance)
        self.plot = Plot()
        """What is shown; ``show_plot`` changes it."""
        self._background = CachedBackground(self)
        self._x: Scale = Scale(0, 1, 0, 1)
        self._y: Scale = Scale(0, 1, 1, 0)
        self._reading: float | None = None
        appearance.scale(self.setMinimumSize, 200, 120)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_plot(self, plot: Plot) -> None:
        """Show another plot; what is being read stays there if both have the same x axis."""
        is_same = plot.x_name == self.plot.x_name
        self.plot = plot
        if self._reading is not None:
            self._reading = self._nearest(self._reading) if is_same else None
        last = [f"{curve.name} {plot.number(curve.y[-1])}" for curve in plot.curves if len(curve.y)]
        self.setAccessibleDescription(", ".join(last) or plot.empty)
        self.update()

    def reading(self) -> str:
        """Return the values under the mouse or selected with the keys; empty when nothing is selected."""
        if self._reading is None:
            return ""
        places = ((curve, np.flatnonzero(curve.x == self._reading)) for curve in self.plot.curves)
        parts = [f"{curve.name} {self.plot.number(curve.y[place[0]])}" for curve, place in places if len(place)]
        # Between two epochs, or among weights, three digits do.
        x = plain(self._reading, 6 if self._reading.is_integer() else 3)
        return f"{self.plot.x_name} {x}: {', '.join(parts)}"

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the values under the mouse."""
        share = (event.position().x() - self._x.start) / max(self._x.end - self._x.start, 1.0)
        self._read(self._x.low + share * (self._x.high - self._x.low))

    def leaveEvent(self, event: QEvent) -> None:
        """Show no values any more."""
        self._reading = None
        self.update()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move to the previous or the next value with the left and right arrow keys."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        xs = self._all_x()
        if event.key() not in steps or not len(xs):
            super().keyPressEvent(event)
            return
        place = len(xs) if self._reading is None else int(np.searchsorted(xs, self._reading))
        self._read(float(xs[int(np.clip(place + steps[Qt.Key(event.key())], 0, len(xs) - 1))]))

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint axes, curves, their names, and the selected values."""
        self._set_scales()
        axes = (theme, self._x, self._y, self.plot.x_name, self.plot.y_name)
        self._background.paint(painter, axes, theme.color("panel"), partial(self._paint_axes, theme))
        painter.setClipRect(self._inside().adjusted(0, -2, 2, 2))
        self._paint_marks(painter, theme)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for curve in self.plot.curves:
            self._paint_curve(painter, curve, theme)
        painter.setClipping(False)
        self._paint_names(painter, theme)
        self._paint_reading(painter, theme)

    def _all_x(self) -> NDArray[np.float64]:
        """Return every place with a value, in order."""
        return np.unique(np.concatenate([np.empty(0), *(curve.x for curve in self.plot.curves)]))

    def _nearest(self, x: float) -> float | None:
        """Return the place with a value that is nearest to ``x``, if there is one."""
        xs = self._all_x()
        return float(xs[int(np.abs(xs - x).argmin())]) if len(xs) else None

    def _read(self, x: float) -> None:
        self._reading = self._nearest(x)
        self.setToolTip("")
        self.update()

    def _set_scales(self) -> None:
        plot = self.plot
        values = np.concatenate([np.empty(0), *(curve.y for curve in plot.curves)])
        values = values[np.isfinite(values) & (np.abs(values) < LARGEST)]
        if plot.logarithmic:
            values = values[values > 0]
        low, high = (float(values.min()), float(values.max())) if len(values) else (0.0 if plot.from_zero else 0.9, 1.0)
        if plot.logarithmic:
            low, high = (low / 1.3, high * 1.3) if len(values) else (0.1, 1.0)
        else:
            room = 0.08 * ((high - min(low, 0.0)) if plot.from_zero else (high - low)) or abs(high) * 0.1 or 1.0
            low, high = (min(low, 0.0) if plot.from_zero else low - room), high + room
        low, high = plot.y_range or (low, high)
        (x_low, x_high), px = plot.x_range, self._appearance.px
        self._x = Scale(x_low, max(x_high, x_low + 1e-9), px(LEFT), self.width() - px(RIGHT))
        self._y = Scale(low, high, self.height() - px(BOTTOM), px(TOP), plot.logarithmic)

    def _inside(self) -> QRectF:
        """Return where the curves lie."""
        return QRectF(self._x.start, self._y.end, self._x.end - self._x.start, self._y.start - self._y.end)

    def _paint_axes(self, theme: Theme, painter: QPainter) -> None:
        painter.setFont(theme.font(SMALL))
        metrics, px, inside = painter.fontMetrics(), theme.px, self._inside()
        grid, text, label = theme.pen("border"), theme.color("muted"), px(LABEL)
        for value in self._y.ticks(max(2, int(inside.height() // px(28)))):
            y = round(self._y.place_of(value)) + 0.5
            painter.setPen(grid)
            painter.drawLine(QPointF(inside.left(), y), QPointF(inside.right(), y))
            painter.setPen(text)
            place = QRectF(0, y - label / 2, inside.left() - px(6), label)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, _tick(value))
        for value in self._x.ticks(max(2, int(inside.width() // px(64)))):
            words = plain(value)
            width = metrics.horizontalAdvance(words)
            left = min(self._x.place_of(value) - width / 2, self.width() - width - 1)
            painter.drawText(QPointF(left, inside.bottom() + metrics.height()), words)
        painter.setPen(text)
        middle = QRectF(inside.left(), self.height() - label - px(2), inside.width(), label)
        painter.drawText(middle, Qt.AlignmentFlag.AlignCenter, self.plot.x_name)
        painter.save()
        painter.translate(px(12), self.height() / 2)
        painter.rotate(-90)
        room = self.height()
        words = metrics.elidedText(self.plot.y_name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(-room / 2, -px(10), room, label), Qt.AlignmentFlag.AlignCenter, words)
        painter.restore()

    def _paint_curve(self, painter: QPainter, curve: Curve, theme: Theme) -> None:
        good = np.isfinite(curve.y) & (np.abs(curve.y) < LARGEST)
        if self.plot.logarithmic:
            good &= curve.y > 0
        x, y = thinned(self._x.place(curve.x[good]), self._y.place(curve.y[good]))
        painter.setPen(line_pen(theme, curve.color, curve.dash, curve.width))
        if not len(x):
            return
        if len(x) == 1:
            painter.setBrush(theme.color(curve.color))
            painter.drawEllipse(QPointF(float(x[0]), float(y[0])), theme.px(2), theme.px(2))
            return
        # Many short pieces: without smoothing they look the same and take a fraction of the time.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, len(x) <= 300)
        painter.drawPolyline(polygon(x, y))

    def _paint_marks(self, painter: QPainter, theme: Theme) -> None:
        painter.setFont(theme.font(SMALL))
        metrics, near = painter.fontMetrics(), theme.px(SPACE)
        bottom = self._y.start - near
        for x, words in self.plot.marks:
            place = self._x.place_of(x)
            painter.setPen(theme.pen("muted", style=Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(place, self._y.end), QPointF(place, self._y.start))
            painter.setPen(theme.color("muted"))
            left = min(place + near, self._x.end - metrics.horizontalAdvance(words) - theme.px(2))
            painter.drawText(QPointF(left, bottom), words)
            bottom -= metrics.height()

    def _paint_names(self, painter: QPainter, theme: Theme) -> None:
        """Paint the names of the curves with their last values at the right, or the text for no curves."""
        painter.setFont(theme.font(SMALL))
        metrics, px = painter.fontMetrics(), theme.px
        told = slice(-1, None) if self.plot.tells_last else slice(None)
        shown = [curve for curve in self.plot.curves if np.isfinite(curve.y[told]).any()]
        if not shown:
            painter.setPen(theme.color("muted"))
            painter.drawText(self._inside(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.plot.empty)
            return
        row, inside = metrics.height() + px(3), self._inside()
        # Names are not to hide the curves: in a low or narrow plot there are fewer, and shorter ones.
        shown = shown[: max(2, int(self.names_share * inside.height() / row))]
        room, elide = int(self.names_share * inside.width()), Qt.TextElideMode.ElideMiddle
        lines = [metrics.elidedText(curve.name, elide, room) for curve in shown]
        if self.plot.tells_last:
            lines = [f"{line} {self.plot.number(curve.y[-1])}" for line, curve in zip(lines, shown, strict=True)]
        width = max(metrics.horizontalAdvance(line) for line in lines) + px(40)
        box = self._free_corner(shown, width, row * len(lines) + px(4))
        painter.fillRect(box, theme.color("panel"))
        for number, (curve, line) in enumerate(zip(shown, lines, strict=True)):
            y = box.top() + px(2) + row * (number + 0.5)
            painter.setPen(line_pen(theme, curve.color, curve.dash, curve.width))
            painter.drawLine(QPointF(box.left() + px(4), y), QPointF(box.left() + px(28), y))
            painter.setPen(theme.color("text"))
            painter.drawText(QPointF(box.left() + px(34), y + metrics.ascent() / 2 - px(1)), line)

    def _free_corner(self, shown: Sequence[Curve], width: float, height: float) -> QRectF:
        """Return where the names hide least of the curves.

        Those with last values stand on the right, where the curves end: at the top, unless only the bottom is free,
        so that they stay in one place while the curves grow.
        """
        space, tells_last = self._appearance.px(SPACE), self.plot.tells_last
        x = np.concatenate([_fine(self._x.place(curve.x)) for curve in shown])
        y = np.concatenate([_fine(self._y.place(curve.y)) for curve in shown])

        def hidden(place: QRectF) -> int:
            is_across, is_down = (x > place.left()) & (x < place.right()), (y > place.top()) & (y < place.bottom())
            points = int((is_across & is_down).sum())
            return min(points, 1) if tells_last else points

        across = np.linspace(self._x.end - width - space, self._x.start + space, PLACES)[: 1 if tells_last else PLACES]
        top, bottom = self._y.end + self._appearance.px(2), self._y.start - space - height
        down = np.linspace(top, bottom, 2 if tells_last else PLACES)
        return min((QRectF(left, top, width, height) for left in across for top in down), key=hidden)

    def _paint_reading(self, painter: QPainter, theme: Theme) -> None:
        words = self.reading()
        if self._reading is None or not words:
            return
        x = self._x.place_of(self._reading)
        painter.setPen(theme.pen("text"))
        painter.drawLine(QPointF(x, self._y.end), QPointF(x, self._y.start))
        painter.setFont(theme.font(SMALL))
        width, height = painter.fontMetrics().horizontalAdvance(words) + theme.px(12), theme.px(READING)
        box = QRectF(self._x.start + theme.px(4), self._y.start - height, width, height)
        painter.fillRect(box, theme.color("control"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def _fine(numbers: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return ``numbers`` and others between them, evenly, as on the lines between points."""
    return np.interp(np.linspace(0, len(numbers) - 1, FINE), np.arange(len(numbers)), numbers)


def _tick(value: float) -> str:
    """Return a number of the y axis in few letters, so that it leaves room for the axis's name: 0.25, 5,000, 2.5e4."""
    return plain(value, 6 if abs(value) < 1e4 else 3)


def thinned(x: NDArray[np.float64], y: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the line through (x, y), in pixels, with at most the lowest and highest of each COLUMN pixels; x rises."""
    columns = (x / COLUMN).astype(np.int64)
    starts = np.flatnonzero(np.diff(columns, prepend=-1 << 40))
    if len(starts) * 2 >= len(x):
        return x, y
    lowest, highest = np.minimum.reduceat(y, starts), np.maximum.reduceat(y, starts)
    return np.repeat(x[starts], 2), np.stack([lowest, highest], axis=1).ravel()


# The stubs know only addresses; at run time anything that Qt returns as a pointer is taken.
_memory: Callable[..., Any] = VoidPtr


def polygon(x: NDArray[np.float64], y: NDArray[np.float64]) -> QPolygonF:
    """Return the points (x, y) as Qt wants them, copied as one block of memory."""
    polygon = QPolygonF()
    polygon.resize(len(x))
    memory = np.frombuffer(_memory(polygon.data(), len(x) * 16, True), np.float64)  # noqa: FBT003
    memory[0::2], memory[1::2] = x, y
    return polygon


def line_pen(theme: Theme, color: str, dash: int, width: float = 2.0) -> QPen:
    """Return the pen of a curve: its colour in the ``theme``, and which of the ``DASHES`` it has."""
    pen = QPen(theme.pen(color, width))
    if dashes := DASHES[dash % len(DASHES)]:
        pen.setDashPattern(dashes)
    return pen
