"""Drawings and pictures become the 28x28 pixels that a network sees.

A network recognises only what looks like the digits it learnt from. MNIST's were scaled to fit a
box of 20x20 pixels and moved until their centre of mass lay at pixel (14, 14); here everything is
prepared so, and on request deskewed, which spares a small network to learn every slant.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from nnapp.digits.drawing import CANVAS, Drawing, Ink, Stroke
from nnapp.digits.ink import ink, inks, smooth
from nnapp.nn.arrays import Bytes

BOX: Final = 20
"""MNIST's box: the longer side of a digit, in pixels."""

MIDDLE: Final = 14.0
"""Where the centre of mass goes, row and column, counted from 0 at the middle of the first pixel."""

PEN_WIDTH: Final = 2.2
"""The pen with which a drawing is drawn again for the network, in pixels."""

LARGEST_SLANT: Final = 1.0
"""The steepest slant that deskewing takes away, sideways per downward pixel: 45 degrees."""

SMALLEST_SIDE: Final = 2.0
"""A drawing smaller than this, in canvas pixels, is a dot and is not blown up to fill the box."""

FAINTEST: Final = 0.1
"""Ink below this share of the darkest does not count as part of the digit in a picture."""

IMAGES_AT_ONCE: Final = 2_000


@dataclass(frozen=True)
class Preparation:
    """A way to prepare input, known by its name in weight files."""

    name: str
    explanation: str
    deskew: bool


PREPARATIONS: Final = (
    Preparation("mnist", "scaled into 20x20 pixels, centre of mass in the middle", deskew=False),
    Preparation("mnist-deskew", "scaled into 20x20 pixels, slant removed, centre of mass in the middle", deskew=True),
)

DEFAULT_PREPARATION: Final = PREPARATIONS[1]
"""What new networks are trained with."""


def preparation_named(name: str) -> Preparation:
    """Return the preparation of that name.

    Raises:
        ValueError: there is none of that name.
    """
    for preparation in PREPARATIONS:
        if preparation.name == name:
            return preparation
    known = ", ".join(preparation.name for preparation in PREPARATIONS)
    raise ValueError(f"There is no preparation “{name}”; there are {known}.")


def prepare_drawing(drawing: Drawing, preparation: Preparation) -> Ink:
    """Return what a network sees of ``drawing``; of an empty one, blank paper."""
    if drawing.picture is not None:
        return prepare_picture(canvas_ink(drawing), preparation)
    page: Ink = prepare_strokes([drawing.strokes], preparation)[0]
    return page


def canvas_ink(drawing: Drawing, pen_width: float = PEN_WIDTH) -> Ink:
    """Return the ink as it stands on the canvas, unprepared."""
    drawn = ink([smooth(stroke) for stroke in drawing.strokes], pen_width)
    return drawn if drawing.picture is None else np.maximum(drawn, drawing.picture)


def prepare_strokes(drawings: Sequence[Sequence[Stroke]], preparation: Preparation) -> NDArray[np.float32]:
    """Return what a network sees of many drawings, (drawings, 28, 28).

    The strokes themselves are scaled, sheared and moved, and then drawn with one standard pen, so
    that neither size nor place nor pen of the drawing makes a difference, and nothing is blurred.
    """
    fitted = [_fit([smooth(stroke) for stroke in strokes]) for strokes in drawings]
    widths = np.full(len(fitted), PEN_WIDTH)
    centres, slants = _moments(inks(fitted, widths))
    if not preparation.deskew:
        slants = np.zeros_like(slants)
    moved = []
    for strokes, centre, slant in zip(fitted, centres, slants, strict=True):
        # From pixel numbers to canvas coordinates: the middle of pixel 0 lies at 0.5.
        row, column = centre + 0.5
        matrix = np.array([[1.0, 0.0], [-slant, 1.0]], np.float32)
        origin = np.array([column, row], np.float32)
        moved.append([((stroke - origin) @ matrix + (MIDDLE + 0.5)).astype(np.float32) for stroke in strokes])
    return inks(moved, widths)


def prepare_picture(picture: NDArray[np.float32], preparation: Preparation) -> Ink:
    """Return what a network sees of ``picture``, ink 0..1 of any size (rows, columns)."""
    darkest = float(picture.max(initial=0.0))
    if darkest <= 0.0:
        return np.zeros((CANVAS, CANVAS), np.float32)
    inked = picture >= FAINTEST * darkest
    rows, columns = np.flatnonzero(inked.any(axis=1)), np.flatnonzero(inked.any(axis=0))
    digit = picture[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    longer = max(digit.shape)
    if longer != BOX:
        scale = BOX / max(longer, SMALLEST_SIDE)
        height, width = (max(1, round(side * scale)) for side in digit.shape)
        # BOX averages the pixels that become one; BILINEAR draws the steps between them.
        method = Image.Resampling.BOX if scale < 1 else Image.Resampling.BILINEAR
        digit = np.asarray(Image.fromarray(np.ascontiguousarray(digit)).resize((width, height), method))
    centre = np.array([_centre(digit.sum(axis=1)), _centre(digit.sum(axis=0))])
    corner = np.clip(np.rint(MIDDLE - centre).astype(int), 0, CANVAS - np.array(digit.shape))
    page = np.zeros((1, CANVAS, CANVAS), np.float32)
    page[0, corner[0] : corner[0] + digit.shape[0], corner[1] : corner[1] + digit.shape[1]] = digit
    prepared: Ink = deskew(page)[0] if preparation.deskew else page[0]
    return prepared


def prepare_images(images: Bytes, preparation: Preparation) -> Bytes:
    """Return MNIST's images, (n, 784) bytes scaled and centred already, as a network sees them."""
    if not preparation.deskew:
        return images
    prepared = np.empty_like(images)
    for start in range(0, len(images), IMAGES_AT_ONCE):
        part = slice(start, start + IMAGES_AT_ONCE)
        grey = images[part].reshape(-1, CANVAS, CANVAS).astype(np.float32)
        prepared[part] = np.rint(deskew(grey)).reshape(-1, CANVAS * CANVAS).astype(np.uint8)
    return prepared


def deskew(images: NDArray[np.float32]) -> NDArray[np.float32]:
    """Shear each of ``images``, (n, 28, 28), upright, its centre of mass coming to column 14.

    Every row is moved sideways by a linear interpolation between its pixels.
    """
    centres, slants = _moments(images)
    rows = np.arange(CANVAS, dtype=np.float32)
    moved = (centres[:, 1, None] - MIDDLE) + slants[:, None] * (rows - centres[:, 0, None])
    source = moved[:, :, None] + rows
    left = np.floor(source)
    share = (source - left).astype(np.float32)
    # A blank column on either side stands for all that lies outside.
    padded = np.pad(images, ((0, 0), (0, 0), (1, 1)))
    first = np.clip(left.astype(np.intp) + 1, 0, CANVAS + 1)
    second = np.clip(left.astype(np.intp) + 2, 0, CANVAS + 1)
    return np.take_along_axis(padded, first, axis=2) * (1 - share) + np.take_along_axis(padded, second, axis=2) * share


def _fit(strokes: list[Stroke]) -> list[Stroke]:
    """Scale ``strokes`` until the ink of the standard pen fills MNIST's box, and put them in its middle."""
    if not strokes:
        return []
    points = np.concatenate(strokes)
    low, high = points.min(axis=0), points.max(axis=0)
    scale = (BOX - PEN_WIDTH) / max(float((high - low).max()), SMALLEST_SIDE)
    return [(stroke - (low + high) / 2) * np.float32(scale) + np.float32(CANVAS / 2) for stroke in strokes]


def _moments(images: NDArray[np.float32]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the centre of mass, (n, 2) as row and column, and the slant of each image, (n,).

    The slant is the covariance of row and column over the variance of the row: how far the digit
    leans sideways per pixel downwards. Blank images have their centre in the middle and no slant.
    """
    pixel = np.arange(CANVAS, dtype=np.float64)
    by_row, by_column = images.sum(axis=2, dtype=np.float64), images.sum(axis=1, dtype=np.float64)
    mass = by_row.sum(axis=1)
    safe = np.where(mass > 0, mass, 1.0)
    row, column = by_row @ pixel / safe, by_column @ pixel / safe
    variance = by_row @ pixel**2 / safe - row**2
    covariance = np.einsum("nrc,r,c->n", images, pixel, pixel, optimize=True) / safe - row * column
    slant = np.where(variance > 1e-6, covariance / np.maximum(variance, 1e-6), 0.0)
    blank = mass <= 0
    row, column = np.where(blank, MIDDLE, row), np.where(blank, MIDDLE, column)
    return np.stack([row, column], axis=1), np.clip(slant, -LARGEST_SLANT, LARGEST_SLANT)


def _centre(profile: NDArray[np.float32]) -> float:
    """Return the mean position in ``profile``, the ink of each row or column."""
    return float(profile @ np.arange(len(profile)) / profile.sum())
