"""Neurons that feed one another, lit as they fire: as circles with arrows at one time, and over all times."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPolygonF

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SMALL, TEXT, TextHeight, Theme
from nnapp.gui.widgets.painted_widget import PaintedWidget
from nnapp.nn.arrays import Reals
from nnapp.nn.recurrent import Course
from nnapp.wording import decimals, factor, summand

NEURON, LOOP, BEND, HEAD = 20.0, 15.0, 0.16, 8.0
"""The radii of a neuron and of the arrow to itself, how far arrows are bent (a share), and the size of their heads."""
MARGIN: Final = 40.0
"""Around the neurons: room for the arrows from a neuron to itself."""
LABELS: Final = TextHeight(1, SMALL, room=4)
LEFT: Final = 46
"""Pixels beside a raster, for the names of the neurons."""
LARGEST_CELL: Final = 24.0
CENTRE: Final = Qt.AlignmentFlag.AlignCenter


class LoopDiagram(PaintedWidget):
    """Shows which neurons fire at one time, and along which arrows that reaches others at the next."""

    usual_size = (340, 215)

    def __init__(self, appearance: Appearance) -> None:
        """Start empty."""
        super().__init__("Neurons that feed one another", "loop", appearance)
        self.setObjectName("loopDiagram")
        self._weights: Reals = np.zeros((0, 0))
        self._course: Course | None = None
        self._time = 0
        appearance.scale(self.setMinimumSize, 220, 210)

    def show_time(self, weights: Reals, course: Course, time: int) -> None:
        """Show the neurons of ``weights``, row j those of neuron j, at ``time`` in ``course``."""
        self._weights, self._course, self._time = weights, course, time
        self.update()

    def place(self, neuron: int) -> QPointF:
        """Return the middle of a neuron, counted from 0: they stand in a ring, the first one at the top left."""
        theme, count = self._appearance.theme, len(self._weights)
        across, down = (side / 2 - theme.zoom * MARGIN for side in (self.width(), self.height()))
        angle = 2 * pi * neuron / count - 3 * pi / 4
        # Neurons at the corners of a square are its half diagonal away from the middle.
        reach = min(across, down) * (2**0.5 if count == 4 else 1.0)
        return QPointF(self.width() / 2 + reach * cos(angle), self.height() / 2 + reach * sin(angle))

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint the arrows, and the neurons upon them."""
        course = self._course
        if course is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fires, rests = course.fires[self._time], course.resting[self._time]
        self._paint_input(painter, theme)
        # First those along which nothing runs, so that they do not cover the others.
        for is_lit in (False, True):
            for source in np.flatnonzero(fires == is_lit).tolist():
                for target in np.flatnonzero(self._weights[:, source]).tolist():
                    self._paint_arrow(painter, theme, source, target, is_lit=is_lit)
        for neuron in range(len(fires)):
            self._paint_neuron(painter, theme, neuron, fires=bool(fires[neuron]), rests=bool(rests[neuron]))

    def _paint_input(self, painter: QPainter, theme: Theme) -> None:
        """Paint the arrow of the input into the first neuron: lit at time 0, when the pulse comes."""
        is_lit, to, size = self._time == 0, self.place(0), theme.zoom
        start = QPointF(theme.px(14), to.y())
        token = "fires" if is_lit else "muted"
        painter.setPen(theme.pen(token, 3.0 if is_lit else 1.2))
        end = QPointF(to.x() - size * (NEURON + HEAD), to.y())
        painter.drawLine(start, end)
        self._paint_head(painter, theme, end, QPointF(1, 0), token)
        painter.setFont(theme.font(SMALL, QFont.Weight.DemiBold if is_lit else QFont.Weight.Normal))
        painter.setPen(theme.color("text" if is_lit else "muted"))
        painter.drawText(QPointF(start.x(), to.y() - theme.px(6)), f"x = {int(is_lit)}")

    def _paint_neuron(self, painter: QPainter, theme: Theme, neuron: int, *, fires: bool, rests: bool) -> None:
        place, radius = self.place(neuron), theme.zoom * NEURON
        painter.setBrush(theme.color("fires" if fires else "panel"))
        style = Qt.PenStyle.DotLine if rests else Qt.PenStyle.SolidLine
        painter.setPen(theme.pen("text" if fires else "muted", 2.5 if fires else 1.5, style))
        painter.drawEllipse(place, radius, radius)
        painter.setFont(theme.font(TEXT, QFont.Weight.Bold if fires else QFont.Weight.Normal))
        painter.setPen(theme.color("on_fires" if fires else "text"))
        painter.drawText(
            QRectF(place.x() - radius, place.y() - radius, 2 * radius, 2 * radius), CENTRE, f"{neuron + 1}"
        )

    def _paint_arrow(self, painter: QPainter, theme: Theme, source: int, target: int, *, is_lit: bool) -> None:
        """Paint an arrow, bent so that the one that leads the other way stays apart; solid where it supports."""
        weight, size = float(self._weights[target, source]), theme.zoom
        token = "fires" if is_lit else "supports" if weight > 0 else "opposes"
        style = Qt.PenStyle.SolidLine if weight > 0 else Qt.PenStyle.DashLine
        painter.setPen(theme.pen(token, (3.0 if is_lit else 1.0) + min(abs(weight), 2.0), style))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        begin, end = self.place(source), self.place(target)
        if source == target:
            self._paint_own(painter, theme, begin, token)
            return
        across = end - begin
        control = (begin + end) / 2 + QPointF(across.y(), -across.x()) * BEND
        out, into = _unit(control - begin), _unit(end - control)
        begin, end = begin + out * (size * NEURON), end - into * (size * (NEURON + HEAD))
        path = QPainterPath(begin)
        path.quadTo(control, end)
        painter.drawPath(path)
        self._paint_head(painter, theme, end, into, token)

    def _paint_own(self, painter: QPainter, theme: Theme, place: QPointF, token: str) -> None:
        """Paint the arrow of a neuron to itself, on its outer side."""
        size, middle = theme.zoom, QPointF(self.width() / 2, self.height() / 2)
        out = QPointF(0.0, -1.0 if place.y() < middle.y() else 1.0)
        centre = place + out * (size * (NEURON + LOOP - 5))
        painter.drawEllipse(centre, size * LOOP, size * LOOP)
        side = QPointF(1.0 if place.x() > middle.x() else -1.0, 0.0)
        self._paint_head(painter, theme, centre + side * (size * LOOP) - out * (size * 3), -out, token)

    def _paint_head(self, painter: QPainter, theme: Theme, at: QPointF, along: QPointF, token: str) -> None:
        length, across = theme.zoom * HEAD, QPointF(-along.y(), along.x()) * (theme.zoom * HEAD * 0.6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(token))
        painter.drawPolygon(QPolygonF([at + across, at + along * length, at - across]))
        painter.setBrush(Qt.BrushStyle.NoBrush)


@dataclass(frozen=True, eq=False)
class Raster:
    """What a raster shows."""

    title: str
    fires: NDArray[np.bool_]
    """(times, neurons)."""


class FiringRaster(PaintedWidget):
    """Shows over all times which neurons fire; one of the times is chosen by a click, or with the arrow keys."""

    usual_size = (420, 225)

    time_chosen = Signal(int)
    """The person wants to look at this time."""

    def __init__(self, appearance: Appearance) -> None:
        """Start empty."""
        super().__init__("Which neurons fire over time", "firing", appearance)
        self.setObjectName("firingRaster")
        self._rasters: tuple[Raster, ...] = ()
        self._time = 0
        appearance.scale(self.setMinimumSize, 240, 220)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_rasters(self, rasters: Sequence[Raster], time: int) -> None:
        """Show ``rasters`` one below the other, and mark a time."""
        self._rasters, self._time = tuple(rasters), time
        self.update()

    def cell(self, number: int, time: int, neuron: int) -> QRectF:
        """Return where a neuron, counted from 0, lies at a time in the raster of that number."""
        left, top, width, height = self._grid(number)
        return QRectF(left + time * width, top + neuron * height, width, height)

    def _grid(self, number: int) -> tuple[float, float, float, float]:
        """Return the left and the top of a raster, and the width and height of its cells."""
        theme, (times, neurons) = self._appearance.theme, self._rasters[0].fires.shape
        label, left = theme.px(LABELS), theme.px(LEFT)
        each = (self.height() - label) / len(self._rasters)
        width = min((self.width() - left - 4) / times, theme.zoom * LARGEST_CELL)
        height = min((each - label) / neurons, theme.zoom * LARGEST_CELL)
        return left, number * (neurons * height + label) + label, width, height

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint the rasters, the marked time and the numbers of the times."""
        if not self._rasters:
            return
        for number, raster in enumerate(self._rasters):
            self._paint_raster(painter, theme, number, raster)
        last, (times, neurons) = len(self._rasters) - 1, self._rasters[0].fires.shape
        label = theme.px(LABELS)
        painter.setFont(theme.font(SMALL))
        painter.setPen(theme.color("muted"))
        foot = self.cell(last, 0, neurons - 1).bottom()
        painter.drawText(QRectF(0, foot, theme.px(LEFT) - theme.px(6), label), Qt.AlignmentFlag.AlignRight, "t")
        for time in range(0, times, 5):
            cell = self.cell(last, time, neurons - 1)
            painter.drawText(
                cell.adjusted(-label, cell.height(), label, label), Qt.AlignmentFlag.AlignHCenter, f"{time}"
            )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Look at the time under the mouse."""
        self._choose_at(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse while its button is down."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._choose_at(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on or back in time with the arrow keys; Home and End go to the first and the last time."""
        last = len(self._rasters[0].fires) - 1 if self._rasters else 0
        times = {
            Qt.Key.Key_Left: self._time - 1, Qt.Key.Key_Right: self._time + 1, Qt.Key.Key_Home: 0, Qt.Key.Key_End: last
        }  # fmt: skip
        time = times.get(Qt.Key(event.key()))
        if time is None:
            super().keyPressEvent(event)
        elif 0 <= time <= last:
            self.time_chosen.emit(time)

    def _choose_at(self, event: QMouseEvent) -> None:
        if self._rasters:
            first = self.cell(0, 0, 0)
            time = int((event.position().x() - first.left()) // first.width())
            self.time_chosen.emit(min(max(time, 0), len(self._rasters[0].fires) - 1))

    def _paint_raster(self, painter: QPainter, theme: Theme, number: int, raster: Raster) -> None:
        """Paint a raster: a cell is filled where a neuron fires."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        neurons = raster.fires.shape[1]
        label, left = theme.px(LABELS), theme.px(LEFT)
        first, top, width, height = self._grid(number)
        painter.setFont(theme.font(SMALL, QFont.Weight.DemiBold))
        painter.setPen(theme.color("muted"))
        painter.drawText(
            QRectF(left, top - label, self.width() - left, label), Qt.AlignmentFlag.AlignLeft, raster.title
        )
        painter.setFont(theme.font(SMALL))
        for neuron in range(neurons):
            cell = self.cell(number, 0, neuron)
            beside = QRectF(0, cell.top(), left - theme.px(6), cell.height())
            painter.drawText(beside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{neuron + 1}")
        # All that are silent at once, then all that fire: a painter is slow to change its brush.
        painter.setPen(theme.pen("border"))
        for fires in (False, True):
            painter.setBrush(theme.color("fires" if fires else "panel"))
            some = np.argwhere(raster.fires == fires).tolist()
            painter.drawRects([QRectF(first + t * width, top + n * height, width, height) for t, n in some])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(theme.pen("supports", 2.0))
        painter.drawRect(self.cell(number, self._time, 0).united(self.cell(number, self._time, neurons - 1)))


def time_in_words(course: Course, time: int) -> str:
    """Return which neurons fire and which rest at a time."""
    fires, rests = ([f"{n + 1}" for n in np.flatnonzero(row[time])] for row in (course.fires, course.resting))
    words = f"At time {time}, firing: {', '.join(fires) or 'none'}"
    return f"{words}; resting: {', '.join(rests)}." if rests else f"{words}."


def sum_in_words(weights: Reals, bias: float, course: Course, time: int, neuron: int) -> str:
    """Return how the sum of a neuron comes about at a ``time`` from 1 on, and what it does."""
    sources = np.flatnonzero(course.fires[time - 1] & (weights[neuron] != 0))
    terms = [factor(weights[neuron, source], 2) for source in sources]
    if neuron == 0 and time == 1:
        terms.append(factor(1, 2))
    total = float(course.sums[time, neuron])
    head, relation = " + ".join(terms) or "0", ">" if total > 0 else "≤"
    does = "rests" if course.resting[time, neuron] else "fires" if course.fires[time, neuron] else "is silent"
    return f"z{'₁₂₃₄'[neuron]} = {head}{summand(bias, 2)} = {decimals(total, 2)} {relation} 0: {does}"


def _unit(direction: QPointF) -> QPointF:
    return direction / (hypot(direction.x(), direction.y()) or 1.0)
