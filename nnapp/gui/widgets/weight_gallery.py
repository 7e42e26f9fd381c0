"""The weights of the first hidden layer, one 28x28 picture for each neuron."""

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from nnapp.digits.drawing import CANVAS
from nnapp.digits.recogniser import Recogniser
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.images import weight_image
from nnapp.gui.paint.theme import SMALL, TextHeight, Theme
from nnapp.gui.paint.titled_picture import paint_framed_picture
from nnapp.gui.widgets.painted_widget import PaintedWidget
from nnapp.wording import count, plain, whole

MOST = 60
"""Neurons that are shown; more would be too small to see."""
CAPTION = TextHeight(1, SMALL)
GAP = 6


class WeightGallery(PaintedWidget):
    """Shows the input that each neuron of the first layer prefers."""

    def __init__(self, appearance: Appearance) -> None:
        """Start without a network."""
        super().__init__("Weights of the neurons of the first layer", "weights", appearance)
        self.setObjectName("weightImages")
        self._recogniser: Recogniser | None = None

    def show_network(self, recogniser: Recogniser) -> None:
        """Show the weights of the network of ``recogniser``."""
        self._recogniser = recogniser
        weights = recogniser.network.layers[0].weights
        self.setAccessibleDescription(
            f"{count(len(weights), 'neuron')}; the strongest weight is {plain(np.abs(weights).max(), 3)}"
        )
        self.update()

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint the pictures in rows, the legend below."""
        if self._recogniser is None:
            return
        network, directions = self._recogniser.network, self._recogniser.preparation.directions
        weights = network.layers[0].weights[:MOST]
        strongest = float(np.abs(weights).max()) or 1.0
        painter.setFont(theme.font(SMALL))
        metrics = painter.fontMetrics()
        line, gap, space, edge = theme.px(CAPTION), theme.px(GAP), theme.px(2), theme.px(1)
        columns, side = _grid(len(weights), self.width() - 2 * edge, self.height() - 2 * line - 2 * space, theme)
        left = max(edge, (self.width() - columns * (side + gap) + gap) / 2)
        for number, row in enumerate(weights):
            x, y = left + (number % columns) * (side + gap), edge + (number // columns) * (side + line)
            place = QRectF(x, y, side, side)
            image = weight_image(row.reshape(CANVAS, CANVAS), strongest, theme)
            paint_framed_picture(painter, theme, place, image, directions=directions)
            painter.setPen(theme.color("muted"))
            caption = QRectF(x - gap / 2, y + side, side + gap, line)
            name = f"h{number + 1}" if len(network.layers) > 1 else self._recogniser.class_names[number]
            words = metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(side + gap))
            painter.drawText(caption, Qt.AlignmentFlag.AlignCenter, words)
        neurons, full = network.layers[0].neurons, plain(strongest, 3)
        seen, verb = ("edges", "") if directions else ("ink", "s")
        words = f"Blue: {seen} here support{verb} the neuron; orange: {seen} oppose{verb} it. "
        words += f"Full colour is a weight of ±{full}."
        if neurons > MOST:
            words = f"The first {MOST} of {whole(neurons)} neurons. {words}"
        painter.setPen(theme.color("muted"))
        below = QRectF(0, self.height() - 2 * line - space, self.width(), 2 * line + space)
        painter.drawText(below, Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap, words)


def _grid(number: int, width: int, height: int, theme: Theme) -> tuple[int, float]:
    """Return how many columns, and how large squares, fill the room best."""
    gap, line, columns = theme.px(GAP), theme.px(CAPTION), np.arange(1, number + 1)
    sides = np.minimum((width + gap) / columns - gap, height / np.ceil(number / columns) - line).clip(0)
    best = int(sides.argmax())
    return best + 1, float(max(theme.px(4), min(int(sides[best]), theme.px(3 * CANVAS))))
