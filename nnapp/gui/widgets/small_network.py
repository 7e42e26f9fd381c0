"""A network of a few neurons: circles with their numbers in them, and lines as strong as their weights."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot
from typing import Final

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPen

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SMALL, Theme
from nnapp.gui.widgets.painted_widget import PaintedWidget
from nnapp.nn.arrays import Array
from nnapp.wording import decimals, plain

RADIUS, NEAR, SIDE = 23.0, 6.0, 34.0
"""Of a circle; how near to a line the mouse is upon it; and half of the words below a circle: in pixels."""
THINNEST, THICKEST = 0.8, 4.0
ALONG: Final = 0.36
"""How far along its line a weight is written, where few lines cross."""
FEW: Final = 4
"""Lines between two layers that all have their weights written on them; of more, only those that are lit."""
DARKEST: Final = 0.3
"""The share of the text's colour in a circle that is lit fully, so that its number can be read."""


@dataclass(frozen=True)
class Part:
    """A neuron, or a line to it: layers are counted from 0, and the inputs are layer -1."""

    layer: int
    neuron: int
    source: int | None = None
    """Where the line comes from; None for the neuron itself."""


class SmallNetwork(PaintedWidget):
    """Paints a small network as it answers one input."""

    hovered = Signal(object)
    """The mouse is over this ``Part``, or None."""
    usual_size = (340, 240)

    def __init__(self, name: str, appearance: Appearance) -> None:
        """Start empty; ``name`` is the accessible name."""
        super().__init__(name, "network", appearance)
        self._weights: tuple[Array, ...] = ()
        self._values: tuple[Array, ...] = ()
        self._sums: tuple[Array, ...] = ()
        self._lit: Part | None = None
        self._under_mouse: Part | None = None
        self.setMouseTracking(True)
        appearance.scale(self.setMinimumSize, 240, 200)

    def show_network(self, weights: Sequence[Array], values: Sequence[Array], sums: Sequence[Array]) -> None:
        """Show the weights of each layer, the inputs and the outputs of each layer, and the sums of each layer."""
        self._weights, self._values, self._sums = tuple(weights), tuple(values), tuple(sums)
        told = [f"Inputs {', '.join(map(plain, values[0]))}."]
        for layer, (before, after) in enumerate(zip(sums, values[1:], strict=True), 1):
            pairs = [f"{decimals(z, 4)} becomes {decimals(a, 4)}" for z, a in zip(before, after, strict=True)]
            told.append(f"Sums of layer {layer}: {', '.join(pairs)}.")
        self.setAccessibleDescription(" ".join(told))
        self.update()

    @property
    def lit(self) -> Part | None:
        """The part that is lit."""
        return self._lit

    def light(self, part: Part | None) -> None:
        """Light a line, or a neuron with the lines that lead to it (of an input: from it)."""
        if part != self._lit:
            self._lit = part
            self.update()

    def place_of(self, layer: int, neuron: int) -> QPointF:
        """Return the centre of a neuron; -1 is the layer of the inputs."""
        rim = self._appearance.theme.zoom * SIDE
        number = len(self._values[layer + 1])
        x = rim + (layer + 1) / max(len(self._weights), 1) * (self.width() - 2 * rim)
        # A little above the middle, as the sum stands below.
        return QPointF(x, self.height() * (neuron + 0.5) / number - self._appearance.theme.zoom * NEAR)

    def part_at(self, place: QPointF) -> Part | None:
        """Return the part at ``place``, if there is one."""
        zoom = self._appearance.theme.zoom
        for layer, values in enumerate(self._values, -1):
            for neuron in range(len(values)):
                centre = self.place_of(layer, neuron)
                if hypot(centre.x() - place.x(), centre.y() - place.y()) <= zoom * RADIUS:
                    return Part(layer, neuron)
        distances = [(self._distance(part, place), part) for part in self._lines()]
        nearest, line = min(distances, key=lambda entry: entry[0], default=(np.inf, None))
        return line if nearest <= zoom * NEAR else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell what the mouse is over."""
        self._hover(self.part_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that it is over nothing."""
        self._hover(None)
        super().leaveEvent(event)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint the lines, what is lit above the others, then the circles."""
        painter.fillRect(self.rect(), theme.color("panel"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lines = sorted(self._lines(), key=self._is_lit)
        for part in lines:
            self._paint_line(painter, theme, part)
        for layer, values in enumerate(self._values, -1):
            for neuron in range(len(values)):
                self._paint_neuron(painter, theme, layer, neuron)
        painter.setFont(theme.font(SMALL, QFont.Weight.DemiBold))
        for part in lines:
            if self._is_lit(part) or self._weights[part.layer].size <= FEW:
                self._paint_weight(painter, theme, part)

    def _lines(self) -> list[Part]:
        return [
            Part(layer, neuron, source)
            for layer, weights in enumerate(self._weights)
            for neuron in range(weights.shape[0])
            for source in range(weights.shape[1])
        ]

    def _is_lit(self, line: Part) -> bool:
        lit = self._lit
        if lit is None or lit.source is not None:
            return lit == line
        if lit.layer < 0:
            return line.layer == 0 and line.source == lit.neuron
        return (line.layer, line.neuron) == (lit.layer, lit.neuron)

    def _ends(self, line: Part) -> tuple[QPointF, QPointF]:
        return self.place_of(line.layer - 1, line.source or 0), self.place_of(line.layer, line.neuron)

    def _distance(self, line: Part, place: QPointF) -> float:
        start, end = self._ends(line)
        along, to = end - start, place - start
        share = QPointF.dotProduct(along, to) / max(QPointF.dotProduct(along, along), 1e-9)
        off = to - along * min(max(share, 0.0), 1.0)
        return hypot(off.x(), off.y())

    def _paint_line(self, painter: QPainter, theme: Theme, line: Part) -> None:
        weights = self._weights[line.layer]
        weight, most = float(weights[line.neuron, line.source]), max(1.0, float(np.abs(weights).max()))
        width = THINNEST + (THICKEST - THINNEST) * abs(weight) / most
        style = Qt.PenStyle.DashLine if weight < 0 else Qt.PenStyle.SolidLine
        pen = QPen(theme.pen("opposes" if weight < 0 else "supports" if weight else "muted", width, style))
        if self._lit is not None and not self._is_lit(line):
            pen.setColor(theme.mixed("panel", "muted", 0.35))
        painter.setPen(pen)
        painter.drawLine(*self._ends(line))

    def _paint_weight(self, painter: QPainter, theme: Theme, line: Part) -> None:
        start, end = self._ends(line)
        weights = self._weights[line.layer]
        # Where many lines cross, halfway: those that are lit are far enough apart there.
        along, words = ALONG if weights.size <= FEW else 0.5, plain(weights[line.neuron, line.source])
        metrics = painter.fontMetrics()
        box = QRectF(0, 0, metrics.horizontalAdvance(words) + theme.px(4), metrics.height())
        box.moveCenter(start + (end - start) * along)
        painter.fillRect(box, theme.color("panel"))
        painter.setPen(theme.color("text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_neuron(self, painter: QPainter, theme: Theme, layer: int, neuron: int) -> None:
        centre, radius = self.place_of(layer, neuron), RADIUS * theme.zoom
        value = float(self._values[layer + 1][neuron])
        most = max(1.0, float(np.abs(self._values[layer + 1]).max()))
        lit = self._lit
        is_lit = lit is not None and (layer, neuron) in ((lit.layer, lit.neuron), (lit.layer - 1, lit.source))
        painter.setPen(theme.pen("text", 2.5) if is_lit else theme.pen("muted", 1.0))
        painter.setBrush(theme.mixed("panel", "text", DARKEST * min(abs(value) / most, 1.0)))
        painter.drawEllipse(centre, radius, radius)
        box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        painter.setPen(theme.color("text"))
        painter.setFont(theme.font(SMALL, QFont.Weight.DemiBold))
        words = plain(value) if layer < 0 else _short(value)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, words)
        if layer >= 0:
            self._paint_sum(painter, theme, box, f"sum {_short(float(self._sums[layer][neuron]))}")

    def _paint_sum(self, painter: QPainter, theme: Theme, circle: QRectF, words: str) -> None:
        """Paint the sum of a neuron below its circle, upon the lines that pass there."""
        painter.setFont(theme.font(SMALL))
        metrics = painter.fontMetrics()
        if self.height() / max(map(len, self._sums)) < circle.height() + metrics.height():
            return
        below = QRectF(0, circle.bottom() + 1, metrics.horizontalAdvance(words) + theme.px(2), metrics.height())
        below.moveLeft(circle.center().x() - below.width() / 2)
        painter.fillRect(below, theme.color("panel"))
        painter.setPen(theme.color("muted"))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, words)

    def _hover(self, part: Part | None) -> None:
        if part != self._under_mouse:
            self._under_mouse = part
            self.hovered.emit(part)


def _short(number: float) -> str:
    """Return ``number`` with four decimals, or with fewer where it is large, so that it fits into a circle."""
    size = abs(number)
    return decimals(number, 4 if size < 10 else 2 if size < 1000 else 0)
