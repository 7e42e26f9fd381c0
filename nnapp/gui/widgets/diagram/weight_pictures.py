"""The pictures of the weights of the first layer, kept for as long as the weights stay as they are."""

from typing import Final

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap

from nnapp.digits.drawing import CANVAS
from nnapp.gui.paint.direction_marks import paint_direction_marks
from nnapp.gui.paint.images import weight_image
from nnapp.gui.paint.theme import Theme
from nnapp.nn.arrays import Array

SMOOTH: Final = 3 * CANVAS
"""Pictures of fewer screen pixels than this are smoothed; in larger ones each weight is a square of its own."""


class WeightPictures:
    """Pictures of one size of the weights of each neuron, each on its own scale."""

    def __init__(self) -> None:
        """Start without a picture."""
        self._kept: tuple[object, Array, list[QPixmap]] | None = None

    def of(self, weights: Array, side: int, theme: Theme, *, directions: bool = False) -> list[QPixmap]:
        """Return pictures of ``weights``, (neurons, 784), ``side`` screen pixels wide.

        ``directions``: they are those of directions, and not of pixels.
        """
        key = (theme, side, directions)
        # The array itself is kept, as a new one may take the address of one that is gone.
        if self._kept is None or self._kept[0] != key or self._kept[1] is not weights:
            # Each on its own scale, as the strongest neuron would leave all others pale.
            strongest = np.abs(weights).max(axis=1, keepdims=True)
            shares = weights / np.where(strongest > 0, strongest, 1.0)
            below = weight_image(shares.reshape(-1, CANVAS), 1.0, theme)
            images = (below.copy(0, CANVAS * number, CANVAS, CANVAS) for number in range(len(weights)))
            self._kept = (key, weights, [_scaled(image, side, theme, directions=directions) for image in images])
        return self._kept[2]


def _scaled(image: QImage, side: int, theme: Theme, *, directions: bool) -> QPixmap:
    mode = Qt.TransformationMode.SmoothTransformation if side < SMOOTH else Qt.TransformationMode.FastTransformation
    pixmap = QPixmap.fromImage(image.scaled(side, side, mode=mode))
    if directions:
        painter = QPainter(pixmap)
        paint_direction_marks(painter, theme, QRectF(0, 0, side, side))
        painter.end()
    return pixmap
