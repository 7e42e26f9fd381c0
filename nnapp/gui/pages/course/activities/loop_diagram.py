"""Neurons that feed one another as circles with arrows, lit as they fire at one time."""

from math import cos, hypot, pi, sin
from typing import Final

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPainterPath

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SMALL, TEXT, Theme
from nnapp.gui.widgets.painted_widget import PaintedWidget
from nnapp.gui.widgets.plane import paint_arrow_head
from nnapp.nn.arrays import Reals
from nnapp.nn.recurrent import Course

NEURON, LOOP, BEND, HEAD = 20.0, 15.0, 0.16, 8.0
"""The radii of a neuron and of the arrow to itself, how far arrows are bent (a share), and the size of their heads."""
MARGIN: Final = 40.0
"""Around the neurons: room for the arrows from a neuron to itself."""
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
        _paint_head(painter, theme, end, QPointF(1, 0), token)
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
        _paint_head(painter, theme, end, into, token)

    def _paint_own(self, painter: QPainter, theme: Theme, place: QPointF, token: str) -> None:
        """Paint the arrow of a neuron to itself, on its outer side."""
        size, middle = theme.zoom, QPointF(self.width() / 2, self.height() / 2)
        out = QPointF(0.0, -1.0 if place.y() < middle.y() else 1.0)
        centre = place + out * (size * (NEURON + LOOP - 5))
        painter.drawEllipse(centre, size * LOOP, size * LOOP)
        side = QPointF(1.0 if place.x() > middle.x() else -1.0, 0.0)
        _paint_head(painter, theme, centre + side * (size * LOOP) - out * (size * 3), -out, token)


def _paint_head(painter: QPainter, theme: Theme, at: QPointF, along: QPointF, token: str) -> None:
    """Paint a head upon the end of a line that leads ``along``, a direction of length 1."""
    length = along * (theme.zoom * HEAD)
    paint_arrow_head(painter, theme, at + length, length, token)


def _unit(direction: QPointF) -> QPointF:
    return direction / (hypot(direction.x(), direction.y()) or 1.0)
