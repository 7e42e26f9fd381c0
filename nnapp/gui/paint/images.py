"""Arrays of numbers as images for Qt, in the colours of the theme, one pixel for each number."""

from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from nnapp.digits.drawing import Ink
from nnapp.gui.paint.theme import Theme

HEIGHT: Final = 0.5
"""How strong the colour of the greatest height is."""
SHADES: Final = 1_000
"""Colours between that of no weight and that of the strongest: more than the screen can tell apart."""
INKS: Final = 255
"""Steps from paper to full ink: as many as a picture of a digit has."""
FAINT: Final = 0.25
"""How much of the drawing's ink shows under contributions."""


def ink_image(ink: Ink, theme: Theme) -> QImage:
    """Return ``ink``, (rows, columns) of 0..1, from paper to full ink."""
    return _image(_ink_colours(theme).take(np.rint(INKS * np.clip(ink, 0.0, 1.0)).astype(np.intp), axis=0))


@lru_cache(maxsize=2)
def _ink_colours(theme: Theme) -> NDArray[np.uint8]:
    """Return the colours from paper to full ink, (INKS + 1, 3)."""
    paper, pen = _colours(theme, "paper", "ink")
    colours: NDArray[np.float32] = paper + np.linspace(0, 1, INKS + 1)[:, None] * (pen - paper)
    return np.rint(colours).astype(np.uint8)


def weight_image(weights: NDArray[np.floating], strongest: float, theme: Theme) -> QImage:
    """Return ``weights``, (rows, columns): the colour of the panel for 0, full colour at ``strongest``."""
    place = np.rint(np.clip(weights / strongest, -1.0, 1.0) * SHADES).astype(np.intp) + SHADES
    return _image(_weight_colours(theme).take(place, axis=0))


@lru_cache(maxsize=2)
def _weight_colours(theme: Theme) -> NDArray[np.uint8]:
    """Return the colours of weights from the most negative to the strongest, (2 SHADES + 1, 3)."""
    zero, supports, opposes = _colours(theme, "panel", "supports", "opposes")
    share = np.linspace(-1, 1, 2 * SHADES + 1)[:, None]
    colours: NDArray[np.float32] = zero + np.where(share > 0, share * (supports - zero), -share * (opposes - zero))
    return np.rint(colours).astype(np.uint8)


def height_image(shares: NDArray[np.floating], theme: Theme) -> QImage:
    """Return ``shares``, (rows, columns) of 0..1, as a map of heights: the colour of the panel for the lowest."""
    low, high = _colours(theme, "panel", "muted")
    return _image(low + HEIGHT * np.clip(shares, 0.0, 1.0)[..., None] * (high - low))


def contributions_image(products: NDArray[np.floating], most: float, seen: Ink, theme: Theme) -> QImage:
    """Return ``products``, (rows, columns), over a faint picture of the drawing; full colour at ``most``."""
    paper, ink, supports, opposes = _colours(theme, "panel", "ink", "supports", "opposes")
    ground = paper + FAINT * seen[..., None] * (ink - paper)
    share = np.clip(np.abs(products) / most, 0.0, 1.0).astype(np.float32)[..., None]
    return _image(ground + share * (np.where(products[..., None] > 0, supports, opposes) - ground))


def _colours(theme: Theme, *tokens: str) -> NDArray[np.float32]:
    return np.array([[c.red(), c.green(), c.blue()] for c in map(theme.color, tokens)], np.float32)


def _image(pixels: NDArray[np.floating] | NDArray[np.uint8]) -> QImage:
    """Return ``pixels``, (rows, columns, 3) of 0..255, as an image."""
    rows, columns, _ = pixels.shape
    content = (pixels if pixels.dtype == np.uint8 else np.rint(pixels).astype(np.uint8)).tobytes()
    # The converted image owns its pixels, which the first one only borrows, and is painted in less time.
    image = QImage(content, columns, rows, 3 * columns, QImage.Format.Format_RGB888)
    return image.convertToFormat(QImage.Format.Format_RGB32)
