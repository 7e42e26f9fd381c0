"""Drawings and pictures become the 28x28 pixels that a network sees.

A network recognises only what looks like the digits it learnt from. MNIST's were scaled to fit a
box of 20x20 pixels and moved until their centre of mass lay at pixel (14, 14); here everything is
prepared so, and on request also freed of its slant and of its proportions, which spares a small
network to learn every one of them. Strokes are inked first and then take the same way as MNIST.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from nnapp.digits.drawing import CANVAS, Drawing, Ink, Stroke
from nnapp.digits.ink import Pieces, ink, inks, smooth
from nnapp.nn.arrays import Bytes

BOX: Final = 20
"""MNIST's box: the longer side of a digit, in pixels."""

MIDDLE: Final = 14.0
"""Where the centre of mass goes, row and column, counted from 0 at the middle of the first pixel."""

PEN_WIDTH: Final = 2.2
"""The pen with which a drawing is drawn again for the network, in pixels."""

SPREAD: Final = (5.5, 3.5)
"""The standard deviation of a digit's ink, down and across, in pixels: about MNIST's mean, upright."""

SPECK: Final = 0.1
"""A stroke smaller than this share of the largest is a speck ..."""

SPECK_GAP: Final = 0.15
"""... if it lies further than this share of the largest's size from it."""

STRETCH: Final = (0.6, 1.6)
"""How far a digit may be shrunk or stretched in one direction, which spares a 1 from becoming a 0."""

LARGEST_SLANT: Final = 1.0
"""The steepest slant that deskewing takes away, sideways per downward pixel: 45 degrees."""

SMALLEST_SIDE: Final = 2.0
"""A drawing smaller than this, in canvas pixels, is a dot and is not blown up to fill the box."""

FINE: Final = 6
"""Pixels to one of MNIST's, where the pen of a picture is measured and mended."""

THINNEST: Final = 2.0
WIDEST: Final = 3.0
"""Pen widths in pixels of MNIST's box that are left as they are."""

FAINTEST: Final = 0.1
"""Ink below this share of the darkest does not count as part of the digit in a picture."""

IMAGES_AT_ONCE: Final = 200
"""As many as the cache of a processor holds."""


@dataclass(frozen=True)
class Preparation:
    """A way to prepare input, known by its name in weight files."""

    name: str
    """In files and on the command line."""
    label: str
    """On the screen."""
    explanation: str
    """For people: what happens to a drawing before the network sees it."""
    deskew: bool
    """Whether the digit is sheared upright."""
    stretch: bool
    """Whether its ink is stretched to one standard deviation down and one across."""

    @property
    def resamples(self) -> bool:
        """Whether anything is done to a digit that is scaled and centred already."""
        return self.deskew or self.stretch


PREPARATIONS: Final = (
    Preparation("mnist", "As in MNIST", "scaled into 20x20 pixels, centred", deskew=False, stretch=False),
    Preparation(
        "mnist-deskew", "Upright", "scaled into 20x20 pixels, slant removed, centred", deskew=True, stretch=False
    ),
    Preparation(
        "mnist-moments",
        "Upright, one size",
        "slant removed, brought to one size and proportion, centred",
        deskew=True,
        stretch=True,
    ),
)

DEFAULT_PREPARATION: Final = PREPARATIONS[2]
"""What new networks are trained with: it spares them most."""


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


def prepare_drawings(drawings: Sequence[Drawing], preparation: Preparation) -> NDArray[np.float32]:
    """Return what a network sees of ``drawings``, (drawings, 28, 28); of an empty one, blank paper."""
    pages = prepare_strokes([drawing.strokes for drawing in drawings], preparation)
    for page, drawing in zip(pages, drawings, strict=True):
        if drawing.picture is not None:
            page[:] = prepare_picture(canvas_ink(drawing), preparation)
    return pages


def canvas_ink(drawing: Drawing, pen_width: float = PEN_WIDTH) -> Ink:
    """Return the ink as it stands on the canvas, unprepared."""
    drawn = ink([smooth(stroke) for stroke in drawing.strokes], pen_width)
    return drawn if drawing.picture is None else np.maximum(drawn, drawing.picture)


def prepare_strokes(drawings: Sequence[Sequence[Stroke]], preparation: Preparation) -> NDArray[np.float32]:
    """Return what a network sees of many drawings, (drawings, 28, 28).

    The strokes are scaled first and inked with one standard pen, so that neither size nor place nor
    pen of the drawing makes a difference.
    """
    curves = [[smooth(stroke) for stroke in without_specks(strokes)] for strokes in drawings]
    return prepare_pieces(Pieces.of(curves), preparation)


def without_specks(strokes: Sequence[Stroke]) -> list[Stroke]:
    """Leave out tiny strokes well beside the largest one, where a pen touched the canvas by accident."""
    if len(strokes) < 2:
        return list(strokes)
    low = np.array([stroke.min(axis=0) for stroke in strokes])
    high = np.array([stroke.max(axis=0) for stroke in strokes])
    sizes = (high - low).max(axis=1)
    largest = int(sizes.argmax())
    gaps = np.maximum(np.maximum(low - high[largest], low[largest] - high), 0.0).max(axis=1)
    size = float(sizes[largest])
    return [
        stroke
        for stroke, own, gap in zip(strokes, sizes, gaps, strict=True)
        if own >= SPECK * size or gap <= SPECK_GAP * size
    ]


def prepare_pieces(
    pieces: Pieces, preparation: Preparation, pen_widths: NDArray[np.floating] | None = None
) -> NDArray[np.float32]:
    """Return what a network sees of drawings that are cut into straight pieces, (drawings, 28, 28).

    ``pen_widths``, (drawings,), are for trying other pens than the standard one, in pixels of MNIST's box.
    """
    widths = np.full(pieces.drawings, PEN_WIDTH) if pen_widths is None else pen_widths
    return normalise(inks(_fit(pieces), widths), preparation)


def prepare_picture(picture: NDArray[np.float32], preparation: Preparation) -> Ink:
    """Return what a network sees of ``picture``, ink 0..1 of any size (rows, columns)."""
    darkest = float(picture.max(initial=0.0))
    if darkest <= 0.0:
        return np.zeros((CANVAS, CANVAS), np.float32)
    inked = picture >= FAINTEST * darkest
    rows, columns = np.flatnonzero(inked.any(axis=1)), np.flatnonzero(inked.any(axis=0))
    digit = picture[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    if max(digit.shape) != BOX:
        digit = _one_pen(digit)
    centre = np.array([_centre(digit.sum(axis=1)), _centre(digit.sum(axis=0))])
    corner = np.clip(np.rint(MIDDLE - centre).astype(int), 0, CANVAS - np.array(digit.shape))
    page = np.zeros((1, CANVAS, CANVAS), np.float32)
    page[0, corner[0] : corner[0] + digit.shape[0], corner[1] : corner[1] + digit.shape[1]] = digit
    prepared: Ink = normalise(page, preparation)[0]
    return prepared


def _one_pen(digit: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scale ``digit``, (rows, columns), into MNIST's box; a pen far thinner or wider than MNIST's is mended."""
    large = _resize(digit, FINE * BOX)
    width = _pen_width(large) / FINE
    if not THINNEST <= width <= WIDEST:
        wanted = np.clip(width, THINNEST, WIDEST)
        # A filter of 2 r + 1 pixels moves every edge by r.
        radius = max(round(abs(wanted - width) / 2 * FINE), 1)
        grown = Image.fromarray(np.rint(np.pad(large, radius) * 255).astype(np.uint8))
        kind = ImageFilter.MaxFilter if width < wanted else ImageFilter.MinFilter
        mended = (np.asarray(grown.filter(kind(2 * radius + 1))) / 255).astype(np.float32)
        large = mended if mended.any() else large
    inked = large >= FAINTEST * large.max()
    rows, columns = np.flatnonzero(inked.any(axis=1)), np.flatnonzero(inked.any(axis=0))
    return _resize(large[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1], BOX)


def _resize(digit: NDArray[np.float32], longer: int) -> NDArray[np.float32]:
    """Scale ``digit`` until its longer side has ``longer`` pixels."""
    scale = longer / max(*digit.shape, SMALLEST_SIDE)
    height, width = (max(1, round(side * scale)) for side in digit.shape)
    # BOX averages the pixels that become one; BILINEAR draws the steps between them.
    method = Image.Resampling.BOX if scale < 1 else Image.Resampling.BILINEAR
    return np.asarray(Image.fromarray(np.ascontiguousarray(digit)).resize((width, height), method))


def _pen_width(digit: NDArray[np.float32]) -> float:
    """Estimate the width of the strokes: a long stroke has its length on either side as edge."""
    inked = np.pad(digit >= 0.5 * digit.max(), 1)
    # Steps between ink and paper along rows and columns; a slanted edge has more of them, by 4/pi.
    edge = (inked[1:] != inked[:-1]).sum() + (inked[:, 1:] != inked[:, :-1]).sum()
    return 2 * float(inked.sum()) / max(float(edge) * np.pi / 4, 1.0)


def prepare_images(images: Bytes, preparation: Preparation) -> Bytes:
    """Return MNIST's images, (n, 784) bytes scaled and centred already, as a network sees them."""
    if not preparation.resamples:
        return images
    grey = images.reshape(len(images), CANVAS, CANVAS).astype(np.float32)
    return np.rint(normalise(grey, preparation)).astype(np.uint8).reshape(images.shape)


def normalise(images: NDArray[np.float32], preparation: Preparation) -> NDArray[np.float32]:
    """Move, shear and stretch each of ``images``, (n, 28, 28), about its centre of mass.

    The centre comes to (14, 14) and, as ``preparation`` says, the slant to 0 and the standard
    deviations of the ink to ``SPREAD``. Each pixel is a bilinear interpolation between four.
    """
    result = np.empty(images.shape, np.float32)
    for start in range(0, len(images), IMAGES_AT_ONCE):
        part = slice(start, start + IMAGES_AT_ONCE)
        result[part] = _normalise(images[part], preparation)
    return result


def _normalise(images: NDArray[np.float32], preparation: Preparation) -> NDArray[np.float32]:
    moments = _moments(images)
    slants = moments.slants if preparation.deskew else np.zeros_like(moments.slants)
    spreads = moments.spreads(slants)
    scales = np.clip(spreads / SPREAD, *STRETCH) if preparation.stretch else np.ones_like(spreads)
    steps = np.arange(CANVAS) - MIDDLE
    # Where each pixel of the result comes from: its row, (n, 28), and its column, (n, 28, 28).
    down = scales[:, :1] * steps
    rows = moments.centres[:, :1] + down
    middles = moments.centres[:, 1:] + slants[:, None] * down
    across = (scales[:, 1:] * steps).astype(np.float32)
    return _sample(images, rows.astype(np.float32), middles.astype(np.float32)[:, :, None] + across[:, None, :])


def _sample(
    images: NDArray[np.float32], rows: NDArray[np.float32], columns: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Interpolate ``images`` at rows (n, 28) and columns (n, 28, 28), blank paper lying all around."""
    padded = np.pad(images, ((0, 0), (1, 2), (1, 2)))
    rows, columns = np.clip(rows + 1, 0, CANVAS + 1), np.clip(columns + 1, 0, CANVAS + 1)
    top, left = rows.astype(np.int32), columns.astype(np.int32)
    lower_share, right_share = (rows - top)[:, :, None], columns - left
    image = np.arange(len(images))[:, None]
    upper, lower = padded[image, top], padded[image, top + 1]
    between = upper + (lower - upper) * lower_share
    width = between.shape[2]
    # The place in the whole array, as take from it is faster than take_along_axis.
    place = left + (np.arange(0, between.size, width, dtype=np.int32)).reshape(len(images), CANVAS, 1)
    on_left = between.take(place)
    on_right = between.take(place + 1)
    return on_left + (on_right - on_left) * right_share


def _fit(pieces: Pieces) -> Pieces:
    """Scale each drawing until the ink of the standard pen fills MNIST's box, and put it in the middle."""
    low, high = np.full((2, pieces.drawings, 2), np.float32(np.inf)) * np.array([1, -1], np.float32)[:, None, None]
    for points in (pieces.starts, pieces.ends):
        np.minimum.at(low, pieces.owners, points)
        np.maximum.at(high, pieces.owners, points)
    # An empty drawing has no pieces, and no size either.
    empty = low > high
    low[empty], high[empty] = 0.0, 0.0
    longer = np.maximum((high - low).max(axis=1, keepdims=True), np.float32(SMALLEST_SIDE))
    scale, middle = np.float32(BOX - PEN_WIDTH) / longer, (low + high) / 2
    owners, centre = pieces.owners, np.float32(CANVAS / 2)
    starts, ends = ((points - middle[owners]) * scale[owners] + centre for points in (pieces.starts, pieces.ends))
    return Pieces(starts, ends, owners, pieces.drawings)


@dataclass(frozen=True)
class _Moments:
    """Where the ink of each image lies and how it is spread."""

    centres: NDArray[np.float64]
    """(n, 2): row and column of the centre of mass, as pixel numbers."""
    slants: NDArray[np.float64]
    """(n,): how far the digit leans, in pixels to the right for each pixel down."""
    variances: NDArray[np.float64]
    """(n, 3): of the rows, of the columns, and the covariance of both."""

    def spreads(self, slants: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the standard deviations (n, 2), down and across, once sheared upright by ``slants``."""
        down, across, both = self.variances.T
        # Shearing moves a pixel by -slant times its row; so does it change the variance.
        upright = across - 2 * slants * both + slants**2 * down
        variances = np.maximum(np.stack([down, upright], axis=1), 0.0)
        deviations: NDArray[np.float64] = np.sqrt(variances)
        return deviations


def _moments(images: NDArray[np.float32]) -> _Moments:
    """Measure ``images``, (n, 28, 28). Blank ones have their centre in the middle and no slant."""
    pixel = np.arange(CANVAS, dtype=np.float64)
    by_row, by_column = images.sum(axis=2, dtype=np.float64), images.sum(axis=1, dtype=np.float64)
    mass = by_row.sum(axis=1)
    blank = mass <= 0
    mass = np.where(blank, 1.0, mass)
    row, column = by_row @ pixel / mass, by_column @ pixel / mass
    down, across = by_row @ pixel**2 / mass - row**2, by_column @ pixel**2 / mass - column**2
    both = np.einsum("nrc,r,c->n", images, pixel, pixel, optimize=True) / mass - row * column
    slant = np.where(down > 1e-6, both / np.maximum(down, 1e-6), 0.0)
    centres = np.where(blank[:, None], MIDDLE, np.stack([row, column], axis=1))
    return _Moments(centres, np.clip(slant, -LARGEST_SLANT, LARGEST_SLANT), np.stack([down, across, both], axis=1))


def _centre(profile: NDArray[np.float32]) -> float:
    """Return the mean position in ``profile``, the ink of each row or column."""
    return float(profile @ np.arange(len(profile)) / profile.sum())
