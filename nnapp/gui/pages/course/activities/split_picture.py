"""Two hidden neurons and two outputs: how the error of each output is shared out along its incoming links."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SMALL, Theme
from nnapp.gui.widgets.painted_widget import PaintedWidget
from nnapp.nn.inspect.error_split import ErrorSplit
from nnapp.wording import MISSING, decimals, indexed, percent

WIDTH, HEIGHT, HIGHEST = 260, 190, 300
"""The least that it needs, and the most height that it uses, in pixels."""
RADIUS, LINE = 22.0, 15.0
"""Of a neuron, and the height of a line of text."""
WORDS: Final = 104.0
"""The width of what stands beside a hidden neuron."""
TOP, EDGE = 18.0, 5.0
"""Room for the words above, and beside and below the neurons for the frame of what has the focus."""
LABEL: Final = 0.3
"""Where on its way from the hidden neuron a link has its share written."""
THIN, THICK, MOST = 1.0, 7.0, 1.5
"""The width of a link without a share, what a share of 1 adds, and the greatest share that widens it."""
BACK: Final = "← the errors go back"


class SplitPicture(PaintedWidget):
    """Links as wide as their share: solid and blue where it is positive, dashed and orange where it is negative."""

    usual_size = (400, 220)

    def __init__(self, appearance: Appearance) -> None:
        """Start empty."""
        super().__init__("Two outputs whose errors go back to two hidden neurons", "error split", appearance)
        self.setObjectName("splitPicture")
        self._split: ErrorSplit | None = None
        appearance.scale(self.setMinimumSize, WIDTH, HEIGHT)
        appearance.scale(self.setMaximumHeight, HIGHEST)

    def show_split(self, split: ErrorSplit) -> None:
        """Show how ``split`` shares out the errors."""
        self._split = split
        told = []
        for neuron in range(2):
            shares = " and ".join(
                f"{percent(split.shares[output, neuron]) if split.is_shared[output] else 'none'} of error {output + 1}"
                for output in range(2)
            )
            told.append(
                f"Hidden neuron {neuron + 1} gets {shares}: {decimals(split.split[neuron], 4)}; "
                f"its gradient is {decimals(split.gradients[neuron], 4)}."
            )
        self.setAccessibleDescription(" ".join(told))
        self.update()

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint the links, then the neurons and their numbers."""
        split = self._split
        if split is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px, width, height = theme.px, float(self.width()), float(self.height())
        left, right = px(WORDS) + px(RADIUS), width - px(RADIUS) - px(EDGE)
        top, bottom = px(TOP) + px(RADIUS), height - px(RADIUS) - px(EDGE)
        hidden, outputs = ([QPointF(x, y) for y in (top, bottom)] for x in (left, right))
        painter.setFont(theme.font(SMALL))
        painter.setPen(theme.color("muted"))
        above = QRectF(left, 0, right - left, px(TOP))
        painter.drawText(above, Qt.AlignmentFlag.AlignCenter, BACK)
        for k, end in enumerate(outputs):
            for j, start in enumerate(hidden):
                painter.setPen(_pen(theme, float(split.shares[k, j])))
                painter.drawLine(start, end)
        for k, end in enumerate(outputs):
            for j, start in enumerate(hidden):
                words = percent(split.shares[k, j]) if split.is_shared[k] else MISSING
                _paint_label(painter, theme, start + (end - start) * LABEL, words)
        for number in range(2):
            for letter, places, values in (("a", hidden, split.activations), ("e", outputs, split.errors)):
                words = f"{indexed(letter, number + 1)}\n{decimals(values[number], 2)}"
                _paint_neuron(painter, theme, places[number], words)
            told = (
                f"h{number + 1}", f"split {decimals(split.split[number], 4)}",
                f"gradient {decimals(split.gradients[number], 4)}",
            )  # fmt: skip
            place = QRectF(0, hidden[number].y() - 1.5 * px(LINE), px(WORDS) - px(6), 3 * px(LINE))
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, "\n".join(told))


def _pen(theme: Theme, share: float) -> QPen:
    pen = QPen(theme.color("supports" if share >= 0 else "opposes"))
    pen.setWidthF(theme.width(THIN + THICK * min(abs(share), MOST)))
    if share < 0:
        pen.setDashPattern([2.0, 1.5])
    return pen


def _paint_label(painter: QPainter, theme: Theme, middle: QPointF, words: str) -> None:
    painter.setFont(theme.font(SMALL, QFont.Weight.DemiBold))
    metrics = painter.fontMetrics()
    width, height = metrics.horizontalAdvance(words) + theme.px(8), metrics.height() + theme.px(2)
    place = QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("panel"))
    painter.drawRoundedRect(place, theme.px(4), theme.px(4))
    painter.setPen(theme.color("text"))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)


def _paint_neuron(painter: QPainter, theme: Theme, middle: QPointF, words: str) -> None:
    radius = theme.px(RADIUS)
    painter.setPen(theme.pen("text", 1.5))
    painter.setBrush(theme.color("panel"))
    painter.drawEllipse(middle, radius, radius)
    painter.setFont(theme.font(SMALL))
    place = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
