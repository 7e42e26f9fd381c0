"""The weights of the first hidden layer, one 28x28 picture for each neuron."""

from math import ceil

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnapp.digits.drawing import CANVAS
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.images import weight_image
from nnapp.gui.paint.theme import SMALL, font
from nnapp.gui.widgets.picture_export import offer_picture
from nnapp.nn.network import Network

MOST = 60
"""Neurons that are shown; more would be too small to see."""
CAPTION = 14
GAP = 6


class WeightGallery(QWidget):
    """Shows what each neuron of the first layer looks for."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        """Start without a network."""
        super().__init__(parent)
        self.setObjectName("weightImages")
        self.setAccessibleName("Weights of the neurons of the first layer")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._appearance = appearance
        self._network: Network | None = None
        offer_picture(self, "weights", appearance)
        appearance.changed.connect(self.update)

    def show_network(self, network: Network) -> None:
        """Show the weights of ``network``."""
        self._network = network
        weights = network.layers[0].weights
        self.setAccessibleDescription(f"{len(weights)} neurons; the strongest weight is {np.abs(weights).max():.2f}")
        self.update()

    def sizeHint(self) -> QSize:
        """Room for two rows of pictures."""
        return QSize(420, 240)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pictures in rows, the legend below."""
        del event
        if self._network is None or self._network.layers[0].inputs != CANVAS * CANVAS:
            return
        theme = self._appearance.theme
        weights = self._network.layers[0].weights[:MOST]
        strongest = float(np.abs(weights).max()) or 1.0
        painter = QPainter(self)
        painter.setFont(font(SMALL))
        names = "h" if len(self._network.layers) > 1 else "o"
        room = self.height() - 2 * CAPTION - 4
        columns, side = _grid(len(weights), self.width(), room)
        left = max(0.0, (self.width() - columns * (side + GAP) + GAP) / 2)
        for number, row in enumerate(weights):
            x, y = left + (number % columns) * (side + GAP), (number // columns) * (side + CAPTION)
            place = QRectF(x, y, side, side)
            painter.drawImage(place, weight_image(row.reshape(CANVAS, CANVAS), strongest, theme))
            painter.setPen(theme.color("border"))
            painter.drawRect(place)
            painter.setPen(theme.color("muted"))
            caption = QRectF(x, y + side, side, CAPTION)
            painter.drawText(caption, Qt.AlignmentFlag.AlignCenter, f"{names}{number + 1}")
        more = len(self._network.layers[0].weights) - len(weights)
        words = f"Blue: ink here speaks for the neuron; orange: against. Full colour is a weight of ±{strongest:.2f}."
        if more > 0:
            words = f"The first {MOST} of {MOST + more} neurons. {words}"
        painter.setPen(theme.color("muted"))
        painter.drawText(
            QRectF(0, self.height() - 2 * CAPTION - 2, self.width(), 2 * CAPTION + 2),
            Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap,
            words,
        )
        painter.end()


def _grid(number: int, width: int, height: int) -> tuple[int, float]:
    """Return how many columns, and how large squares, fill the room best."""
    best = (1, 0.0)
    for columns in range(1, number + 1):
        rows = ceil(number / columns)
        side = min((width + GAP) / columns - GAP, height / rows - CAPTION)
        if side > best[1]:
            best = (columns, side)
    columns, side = best
    return columns, max(4.0, min(float(int(side)), 3.0 * CANVAS))
