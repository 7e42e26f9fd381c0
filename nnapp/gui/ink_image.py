"""Ink as an image for Qt, in the colours of the theme."""

import numpy as np
from PySide6.QtGui import QImage

from nnapp.digits.drawing import Ink
from nnapp.gui.theme import Theme


def ink_image(ink: Ink, theme: Theme) -> QImage:
    """Return ``ink``, (rows, columns) of 0..1, as an image of one pixel each, from paper to ink."""
    paper, pen = theme.color("paper"), theme.color("ink")
    ends = np.array([[c.red(), c.green(), c.blue()] for c in (paper, pen)], np.float32)
    grey = np.clip(ink, 0.0, 1.0)[..., None]
    pixels = np.rint(ends[0] * (1 - grey) + ends[1] * grey).astype(np.uint8)
    rows, columns = ink.shape
    image = QImage(pixels.tobytes(), columns, rows, 3 * columns, QImage.Format.Format_RGB888)
    # The converted image owns its pixels, which this one only borrows, and is painted in less time.
    return image.convertToFormat(QImage.Format.Format_RGB32)
