"""Drawings and pictures become pages of 28x28 pixels, and pages become what a network sees.

A network recognises only what looks like the digits it was trained on. MNIST's were scaled to fit a box of
20x20 pixels and moved until their centre of mass lay at pixel (14, 14). Everything is prepared in the same way
here; some preparations also remove the slant and even out the proportions, which spares a small network from
learning every variant. Strokes are inked first, and then treated as MNIST's digits are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nnapp.digits.curves import smooth
from nnapp.digits.directions import directions
from nnapp.digits.drawing import CANVAS, PIXELS, Drawing, Ink, Stroke
from nnapp.digits.ink import Pieces, ink, inks
from nnapp.digits.preparations import Preparation
from nnapp.nn.arrays import Bytes

BOX: Final = 20
"""MNIST's box: the longer side of a digit, in pixels."""

MIDDLE: Final = 14.0
"""Where the centre of mass goes, row and column, counted from 0 at the centre of the first pixel."""

PEN_WIDTH: Final = 2.2
"""The width of the pen with which drawings are redrawn for the network, in pixels."""

SPREAD: Final = (5.5, 3.5)
"""The standard deviation of a digit's ink, down and across, in pixels: about the mean of MNIST's, deskewed."""

SPECK: Final = 0.1
"""A stroke smaller than this share of the largest is a speck ..."""

SPECK_GAP: Final = 0.15
"""... if it is further from the largest stroke than this share of that stroke's size."""

STRETCH: Final = (0.6, 1.6)
"""How far a digit may be shrunk or stretched in one direction; without limits a 1 would become a 0."""

LARGEST_SLANT: Final = 1.0
"""The steepest slant that deskewing removes, in pixels sideways per pixel down: 45 degrees."""

SMALLEST_SIDE: Final = 2.0
"""A drawing smaller than this, in canvas pixels, is a dot and is not enlarged to fill the box."""

FINE: Final = 6
"""Pixels for each of MNIST's, where the pen of a picture is measured and corrected."""

THINNEST: Final = 2.0
WIDEST: Final = 4.0
"""Between these widths, in pixels of MNIST's box, a pen is left as it is."""

HAIRLINE: Final = 0.5
"""A thinner pen, in the same pixels, loses its blackness where a picture is scaled down, and gets it back."""

FAINTEST: Final = 0.1
"""Ink below this share of the darkest is not part of the digit in a picture."""

IMAGES_AT_ONCE: Final = 80
"""As many as fit into the processor's cache."""


def prepare_drawings(drawings: Sequence[Drawing], preparation: Preparation) -> NDArray[np.float32]:
    """Return prepared pages of ``drawings``, (drawings, 28, 28); blank paper for an empty one."""
    pages = prepare_strokes([drawing.strokes for drawing in drawings], preparation)
    alone = [k for k, drawing in enumerate(drawings) if drawing.picture is not None and not drawing.strokes]
    if alone:
        # Pictures are scaled and centred already, as MNIST's are, and are treated alike.
        pictures = np.array([drawings[k].picture for k in alone], np.float32)
        pages[alone] = normalise(pictures, preparation) if preparation.resamples else pictures
    for page, drawing in zip(pages, drawings, strict=True):
        if drawing.picture is not None and drawing.strokes:
            page[:] = prepare_picture(canvas_ink(drawing), preparation)
    return pages


def canvas_ink(drawing: Drawing, pen_width: float = PEN_WIDTH) -> Ink:
    """Return the ink as the canvas shows it, unprepared."""
    drawn = ink(smooth(drawing.strokes), pen_width)
    return drawn if drawing.picture is None else np.maximum(drawn, drawing.picture)


def prepare_strokes(
    drawings: Sequence[Sequence[Stroke]], preparation: Preparation, pen_width: float = PEN_WIDTH
) -> NDArray[np.float32]:
    """Return prepared pages of many drawings, (drawings, 28, 28).

    The strokes are scaled first and then inked with one standard pen, so that the size, place and pen of the
    drawing make no difference; another ``pen_width``, in pixels, is for those who want to see what it would make.
    """
    kept = [without_specks(strokes) for strokes in drawings]
    curves = iter(smooth([stroke for strokes in kept for stroke in strokes]))
    return prepare_pieces(Pieces.of([[next(curves) for _ in strokes] for strokes in kept]), preparation, pen_width)


def without_specks(strokes: Sequence[Stroke]) -> list[Stroke]:
    """Leave out tiny strokes well away from the largest one, where the pen touched the canvas by accident."""
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


def prepare_pieces(pieces: Pieces, preparation: Preparation, pen_width: float = PEN_WIDTH) -> NDArray[np.float32]:
    """Return prepared pages of drawings cut into straight pieces, (drawings, 28, 28), drawn with this pen."""
    return normalise(inks(in_box(pieces), pen_width), preparation)


def prepare_picture(picture: NDArray[np.float32], preparation: Preparation) -> Ink:
    """Return a prepared page of ``picture``, ink 0..1 of any size (rows, columns)."""
    if picture.max(initial=0.0) <= 0.0:
        return np.zeros((CANVAS, CANVAS), np.float32)
    page, _ = picture_in_box(picture)
    prepared: Ink = normalise(page[None], preparation)[0]
    return prepared


def picture_in_box(picture: NDArray[np.float32]) -> tuple[Ink, NDArray[np.intp]]:
    """Return ``picture``, which is not blank, scaled into MNIST's box, (28, 28), and where the digit's box lies there.

    The box is its first row and column, and those one past its last.
    """
    digit = _cropped(picture)
    if max(digit.shape) != BOX:
        digit = _one_pen(digit)
    centre = np.array([_centre(digit.sum(axis=1)), _centre(digit.sum(axis=0))])
    top, left = np.clip(np.rint(MIDDLE - centre).astype(int), 0, CANVAS - np.array(digit.shape))
    bottom, right = np.array([top, left]) + digit.shape
    page = np.zeros((CANVAS, CANVAS), np.float32)
    page[top:bottom, left:right] = digit
    return page, np.array([top, left, bottom, right])


def _one_pen(digit: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scale ``digit``, (rows, columns), into MNIST's box; a pen far narrower or wider than MNIST's is corrected."""
    # Pillow is loaded when a picture is opened, as the window opens sooner without it.
    from PIL import Image, ImageFilter

    large = _resize(digit, FINE * BOX)
    width = pen_width(large >= 0.5 * large.max()) / FINE
    if width < HAIRLINE:
        # It is diluted where a large picture is scaled down.
        large = np.minimum(large / (0.5 * large.max()), 1.0)
        width = pen_width(large >= 0.5) / FINE
    if not THINNEST <= width <= WIDEST:
        wanted = np.clip(width, THINNEST, WIDEST)
        # A filter of 2 r + 1 pixels moves every edge by r.
        radius = max(round(abs(wanted - width) / 2 * FINE), 1)
        grown = Image.fromarray(np.rint(np.pad(large, radius) * 255).astype(np.uint8))
        if width > wanted:
            # An unsharp mask opens the loops that a wide pen has all but closed.
            grown = grown.filter(ImageFilter.UnsharpMask(width * FINE / 2, percent=200, threshold=0))
        kind = ImageFilter.MaxFilter if width < wanted else ImageFilter.MinFilter
        corrected = (np.asarray(grown.filter(kind(2 * radius + 1))) / 255).astype(np.float32)
        large = corrected if corrected.any() else large
    return _resize(_cropped(large), BOX)


def _cropped(ink: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the part of ``ink``, which is not blank, that holds the digit."""
    top, left, bottom, right = digit_box(ink)
    return ink[top:bottom, left:right]


def digit_box(ink: NDArray[np.float32]) -> NDArray[np.intp]:
    """Return the box of the digit in ``ink``, which is not blank: its first row and column, and those past its last."""
    return bounding_box(ink >= FAINTEST * ink.max())


def bounding_box(mask: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Return the first row and column of what is True in ``mask``, and those one past its last."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return np.array([rows[0], columns[0], rows[-1] + 1, columns[-1] + 1])


def _resize(digit: NDArray[np.float32], longer: int) -> NDArray[np.float32]:
    """Scale ``digit`` until its longer side has ``longer`` pixels."""
    from PIL import Image

    scale = longer / max(*digit.shape, SMALLEST_SIDE)
    height, width = (max(1, round(side * scale)) for side in digit.shape)
    # BOX averages the pixels that become one; BILINEAR smooths the steps between them.
    method = Image.Resampling.BOX if scale < 1 else Image.Resampling.BILINEAR
    return np.asarray(Image.fromarray(np.ascontiguousarray(digit)).resize((width, height), method))


def pen_width(digit: NDArray[np.bool_]) -> float:
    """Estimate the width of the strokes, in pixels, from their area and their edge, which is twice their length."""
    inked = np.pad(digit, 1)
    # Steps between ink and paper along rows and columns: on average 4/pi times the length of the edge.
    edge = (inked[1:] != inked[:-1]).sum() + (inked[:, 1:] != inked[:, :-1]).sum()
    return 2 * float(inked.sum()) / max(float(edge) * np.pi / 4, 1.0)


def see(pages: NDArray[np.float32], preparation: Preparation) -> NDArray[np.float32]:
    """Return what a network sees of prepared ``pages``, both (n, 28, 28) of 0..1: their pixels, or their directions.

    In steps of 1/255, so that a drawing gets the very answer that it gets among the examples of training or a test.
    """
    return as_inputs(pages, preparation).reshape(pages.shape) * np.float32(1 / 255)


def as_inputs(pages: NDArray[np.float32], preparation: Preparation) -> Bytes:
    """Return what a network sees of prepared ``pages``, (n, 28, 28) of 0..1, as rows of bytes, (n, 784)."""
    if not preparation.directions:
        return as_bytes(pages)
    seen = np.empty((len(pages), PIXELS), np.uint8)
    for start in range(0, len(pages), IMAGES_AT_ONCE):
        part = slice(start, start + IMAGES_AT_ONCE)
        seen[part] = as_bytes(directions(pages[part]))
    return seen


def as_bytes(pages: NDArray[np.float32]) -> Bytes:
    """Return ``pages``, (n, 28, 28) of 0..1, as rows of bytes, (n, 784)."""
    return np.rint(pages * 255).astype(np.uint8).reshape(len(pages), PIXELS)


def prepare_images(images: Bytes, preparation: Preparation) -> Bytes:
    """Return what a network sees of MNIST's images, (n, 784) bytes that are already scaled and centred."""
    if not preparation.resamples:
        return images
    ink = images.reshape(len(images), CANVAS, CANVAS).astype(np.float32) * np.float32(1 / 255)
    return as_inputs(normalise(ink, preparation), preparation)


def normalise(images: NDArray[np.float32], preparation: Preparation) -> NDArray[np.float32]:
    """Move, shear and stretch each of ``images``, (n, 28, 28), about its centre of mass.

    The centre goes to (14, 14) and, if ``preparation`` says so, the slant to 0 and the standard deviations of
    the ink to ``SPREAD``; by bilinear interpolation.
    """
    result = np.empty(images.shape, np.float32)
    for start in range(0, len(images), IMAGES_AT_ONCE):
        part = slice(start, start + IMAGES_AT_ONCE)
        result[part] = _normalise(images[part], preparation)
    return result


def _normalise(images: NDArray[np.float32], preparation: Preparation) -> NDArray[np.float32]:
    centres, slants, scales = sources(images, preparation)
    steps = np.arange(CANVAS) - MIDDLE
    # Where each pixel of the result comes from: its row, (n, 28), and its column, (n, 28, 28).
    down = scales[:, :1] * steps
    rows = centres[:, :1] + down
    middles = centres[:, 1:] + slants[:, None] * down
    across = (scales[:, 1:] * steps).astype(np.float32)
    return _sample(images, rows.astype(np.float32), middles.astype(np.float32)[:, :, None] + across[:, None, :])


def sources(
    images: NDArray[np.float32], preparation: Preparation
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return where in ``images``, (n, 28, 28), ``normalise`` takes their digits from.

    Their centres (n, 2), row and column; their slants (n,); and how many pixels become one, (n, 2), down and across.
    """
    moments = _moments(images)
    slants = moments.slants if preparation.deskew else np.zeros_like(moments.slants)
    spreads = moments.spreads(slants)
    scales = np.clip(spreads / SPREAD, *STRETCH) if preparation.stretch else np.ones_like(spreads)
    return moments.centres, slants, scales


def _sample(
    images: NDArray[np.float32], rows: NDArray[np.float32], columns: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Interpolate ``images`` at rows (n, 28) and columns (n, 28, 28), with blank paper all around."""
    padded = np.pad(images, ((0, 0), (1, 2), (1, 2)))
    rows, columns = np.clip(rows + 1, 0, CANVAS + 1), np.clip(columns + 1, 0, CANVAS + 1)
    top, left = rows.astype(np.int32), columns.astype(np.int32)
    lower_share, right_share = (rows - top)[:, :, None], columns - left
    height, width = padded.shape[1:]
    # Places in the whole array, as take is faster than take_along_axis.
    row = top + np.arange(0, len(images) * height, height)[:, None]
    lines = padded.reshape(-1, width)
    upper, lower = lines.take(row, axis=0), lines.take(row + 1, axis=0)
    between = upper + (lower - upper) * lower_share
    place = left + np.arange(0, between.size, width).reshape(len(images), CANVAS, 1)
    on_left = between.take(place)
    on_right = between.take(place + 1)
    return on_left + (on_right - on_left) * right_share


def in_box(pieces: Pieces) -> Pieces:
    """Scale each drawing until its ink, with the standard pen, fills MNIST's box, and centre it."""
    scale, middle = box_scales(pieces)
    owners, centre = pieces.owners, np.float32(CANVAS / 2)
    starts, ends = ((points - middle[owners]) * scale[owners] + centre for points in (pieces.starts, pieces.ends))
    return Pieces(starts, ends, owners, pieces.drawings)


def box_scales(pieces: Pieces) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return how much each drawing is enlarged for the box, (drawings, 1), and its middle, (drawings, 2), x and y."""
    low: NDArray[np.float32] = np.full((pieces.drawings, 2), np.inf, np.float32)
    high: NDArray[np.float32] = np.full((pieces.drawings, 2), -np.inf, np.float32)
    nearer, further = np.minimum(pieces.starts, pieces.ends), np.maximum(pieces.starts, pieces.ends)
    # x and y in turn, as NumPy is far faster in one dimension.
    for axis in (0, 1):
        np.minimum.at(low[:, axis], pieces.owners, nearer[:, axis])
        np.maximum.at(high[:, axis], pieces.owners, further[:, axis])
    # An empty drawing has neither pieces nor a size.
    empty = low > high
    low[empty], high[empty] = 0.0, 0.0
    longer = np.maximum((high - low).max(axis=1, keepdims=True), np.float32(SMALLEST_SIDE))
    return np.float32(BOX - PEN_WIDTH) / longer, (low + high) * np.float32(0.5)


@dataclass(frozen=True)
class _Moments:
    """Where the ink of each image lies and how far it spreads."""

    centres: NDArray[np.float64]
    """(n, 2): row and column of the centre of mass, in pixels."""
    slants: NDArray[np.float64]
    """(n,): how far the digit leans, in pixels to the right per pixel down."""
    variances: NDArray[np.float64]
    """(n, 3): those of the rows and of the columns, and their covariance."""

    def spreads(self, slants: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the standard deviations (n, 2), down and across, once sheared upright by ``slants``."""
        down, across, both = self.variances.T
        # Shearing moves each pixel by -slant times its row, which changes the variance across.
        upright = across - 2 * slants * both + slants**2 * down
        variances = np.maximum(np.stack([down, upright], axis=1), 0.0)
        deviations: NDArray[np.float64] = np.sqrt(variances)
        return deviations


def _moments(images: NDArray[np.float32]) -> _Moments:
    """Measure ``images``, (n, 28, 28). Blank ones are centred and upright."""
    rows, columns = np.indices((CANVAS, CANVAS), np.float64).reshape(2, PIXELS)
    powers = np.stack([np.ones(PIXELS), rows, columns, rows**2, columns**2, rows * columns], axis=1)
    sums = images.reshape(len(images), PIXELS).astype(np.float64) @ powers
    blank = sums[:, 0] <= 0
    row, column, down, across, both = sums[:, 1:].T / np.where(blank, 1.0, sums[:, 0])
    down, across, both = down - row**2, across - column**2, both - row * column
    slant = np.where(down > 1e-6, both / np.maximum(down, 1e-6), 0.0)
    centres = np.where(blank[:, None], MIDDLE, np.stack([row, column], axis=1))
    return _Moments(centres, np.clip(slant, -LARGEST_SLANT, LARGEST_SLANT), np.stack([down, across, both], axis=1))


def _centre(profile: NDArray[np.float32]) -> float:
    """Return the mean position in ``profile``, the ink of each row or column."""
    return float(profile @ np.arange(len(profile)) / profile.sum())
