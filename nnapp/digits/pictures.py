"""Pictures of digits: image files are opened safely and become ink."""

import warnings
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter, ImageOps, UnidentifiedImageError

from nnapp.digits.drawing import CANVAS, Ink
from nnapp.digits.errors import DataError
from nnapp.digits.preprocessing import preparation_named, prepare_picture

FORMATS: Final = ("PNG", "JPEG", "BMP", "GIF", "TIFF", "WEBP")
"""The only decoders that a file from a stranger can reach."""

MOST_PIXELS: Final = 50_000_000
"""A photo of a phone has 12 to 50 million."""

WORKING_SIDE: Final = 280
"""A larger picture is reduced to this many pixels on its longer side before it is looked at."""

PAPER_WINDOW: Final = 15
"""Pixels of 96 on the longer side: wider than any stroke, smaller than a shadow."""

FAINTEST_INK: Final = 0.12
"""Ink less than this darker than its paper, of 1, is grain."""

PART_OF_INK: Final = 0.5
"""A pixel is a part of the digit from this share of the full ink on."""

SPECK: Final = 0.02
"""Parts smaller than this share of the largest are specks."""

CLOSE: Final = 0.3
"""Parts within this share of the largest part's size belong to the same digit."""

ANOTHER: Final = 0.15
"""A part further off is another thing when it has this share of the largest part's ink."""


def read_picture(path: Path) -> NDArray[np.float32]:
    """Return the ink in the image file ``path``: (rows, columns), paper 0.0 and ink 1.0.

    The paper is what most of the picture is, light or dark.

    Raises:
        DataError: there is no such file, it is no picture, too large, or shows more than one thing.
    """
    try:
        return find_ink(read_grey(path))
    except DataError as error:
        words = str(error)
        raise (error if words.startswith(str(path)) else DataError(f"{path} {words}")) from error


def read_grey(path: Path) -> NDArray[np.float32]:
    """Return the grey levels in the image file ``path``: (rows, columns), black 0.0 and white 1.0.

    Raises:
        DataError: there is no such file, it is no picture, or too large.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            opened = Image.open(path, formats=FORMATS)
        with opened as image:
            if image.width * image.height > MOST_PIXELS:
                raise DataError(f"{path} has {image.width} x {image.height} pixels; at most 50 million can be opened.")
            return _grey(image)
    except FileNotFoundError as error:
        raise DataError(f"{path} does not exist.") from error
    except IsADirectoryError as error:
        raise DataError(f"{path} is a folder, not a picture.") from error
    except (UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise DataError(f"{path} is not a picture that can be opened ({', '.join(FORMATS)}).") from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        if isinstance(error, DataError):
            raise
        raise DataError(f"{path} is damaged or cannot be read as a picture.") from error


def canvas_of(grey: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Return ``grey``, (rows, columns) of 0..1, as 28x28 grey levels 0..255; a longer picture is filled up to a square.

    Nothing else is changed: neither ink nor paper is looked for.
    """
    rows, columns = grey.shape
    if (rows, columns) != (CANVAS, CANVAS):
        side = max(rows, columns)
        border = float(np.median(np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])))
        square = np.full((side, side), border, np.float32)
        top, left = (side - rows) // 2, (side - columns) // 2
        square[top : top + rows, left : left + columns] = grey
        image = Image.fromarray(np.rint(square * 255).astype(np.uint8))
        return np.asarray(image.resize((CANVAS, CANVAS), Image.Resampling.BOX))
    return np.rint(grey * 255).astype(np.uint8)


def _grey(image: Image.Image) -> NDArray[np.float32]:
    """Return grey levels 0..1 of ``image``, turned as its EXIF says, transparent parts as white paper."""
    upright = ImageOps.exif_transpose(image)
    if upright.mode in ("I", "I;16", "I;16B", "F"):
        levels = np.asarray(upright, np.float32)
        upright = Image.fromarray(levels / max(float(levels.max(initial=0.0)), 1.0) * 255).convert("L")
    elif upright.has_transparency_data:
        paper = Image.new("RGBA", upright.size, "white")
        upright = Image.alpha_composite(paper, upright.convert("RGBA"))
    upright = upright.convert("L")
    upright.thumbnail((WORKING_SIDE, WORKING_SIDE), Image.Resampling.BOX)
    return (np.asarray(upright) / 255).astype(np.float32)


def page_of(ink: NDArray[np.float32]) -> Ink:
    """Return ``ink`` of any size as a page of the canvas, (28, 28), the digit scaled and centred."""
    return prepare_picture(ink, preparation_named("mnist"))


def find_ink(grey: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the ink of the one digit in ``grey``, (rows, columns) of 0..1; no ink where there is no digit.

    Shadows go by comparing each pixel with the paper around it; squares printed on the paper and the
    noise of a camera go as they are fainter than the pen; specks go as they are small.

    Raises:
        DataError: there is more than one thing on the page; the sentence lacks the name of the file.
    """
    ink = _contrast(grey)
    strength = float(np.quantile(ink, 0.997)) if ink.size > 1_000 else float(ink.max(initial=0.0))
    if strength < FAINTEST_INK:
        return np.zeros_like(ink)
    ink = np.clip(ink / strength, 0.0, 1.0)
    labels, sizes = _things(ink >= PART_OF_INK)
    chosen = _digit_parts(labels, sizes)
    # A pixel more around the parts, for their soft edge.
    mask = np.asarray(Image.fromarray(np.isin(labels, chosen)).convert("L").filter(ImageFilter.MaxFilter(3))) > 0
    soft = np.clip((ink - PART_OF_INK / 2) / (1 - PART_OF_INK), 0.0, 1.0)
    page: NDArray[np.float32] = np.where(mask, soft, 0.0).astype(np.float32)
    return page


def _contrast(grey: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return how much each pixel differs from the paper around it, towards ink, 0..1."""
    low, middle, high = np.quantile(grey, [0.02, 0.5, 0.98])
    # Most of a page is paper. Of a dark board the ink is lighter, so the picture is turned round.
    if high - middle > middle - low:
        grey = 1 - grey
    image = Image.fromarray(np.rint(grey * 255).astype(np.uint8)).filter(ImageFilter.MedianFilter(3))
    side = max(image.size)
    width, height = (max(1, round(length * 96 / side)) for length in image.size)
    small = image.resize((width, height), Image.Resampling.BOX)
    # The lightest around, smoothed, is the paper: no stroke is as wide as the window.
    paper = small.filter(ImageFilter.MaxFilter(PAPER_WINDOW)).filter(ImageFilter.GaussianBlur(PAPER_WINDOW / 3))
    paper = paper.resize(image.size, Image.Resampling.BILINEAR)
    difference = np.asarray(paper, np.float32) - np.asarray(image, np.float32)
    return np.clip(difference / 255, 0.0, 1.0).astype(np.float32)


def _things(mask: NDArray[np.bool_]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Number the connected parts of ``mask``, from 1, and count the pixels of each; 0 is the paper.

    Every pixel takes the largest number among its neighbours, again and again, by rows and columns.
    """
    labels = np.where(mask, np.arange(1, mask.size + 1).reshape(mask.shape), 0)
    while True:
        before = labels
        padded = np.pad(labels, 1)
        around = [padded[r : r + mask.shape[0], c : c + mask.shape[1]] for r in range(3) for c in range(3)]
        labels = np.where(mask, np.maximum.reduce(around), 0)
        # A pixel that holds the number of another takes what that one has by now: this halves the way.
        flat = np.concatenate([[0], labels.ravel()])
        labels = np.where(mask, flat[labels], 0)
        if np.array_equal(labels, before):
            break
    _, numbered = np.unique(np.concatenate([[0], labels.ravel()]), return_inverse=True)
    numbered = numbered[1:].reshape(mask.shape)
    return numbered, np.bincount(numbered.ravel(), minlength=1)


def _digit_parts(labels: NDArray[np.intp], sizes: NDArray[np.intp]) -> list[int]:
    """Return the parts that make up the digit: the largest, and those of some size close to it."""
    parts = [number for number in range(1, len(sizes)) if sizes[number] >= SPECK * sizes[1:].max()]
    boxes = {number: _box(labels == number) for number in parts}
    parts.sort(key=lambda number: -sizes[number])
    digit, others = [parts[0]], parts[1:]
    reach = CLOSE * max(boxes[parts[0]][2:] - boxes[parts[0]][:2])
    grown = True
    while grown:
        near = [o for o in others if any(_gap(boxes[o], boxes[d]) <= reach for d in digit)]
        grown = bool(near)
        digit += near
        others = [o for o in others if o not in near]
    if any(sizes[other] >= ANOTHER * sizes[parts[0]] for other in others):
        raise DataError("shows more than one thing; crop it to one digit.")
    return digit


def _box(mask: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Return the first row and column of ``mask`` and those after its last."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return np.array([rows[0], columns[0], rows[-1] + 1, columns[-1] + 1])


def _gap(one: NDArray[np.intp], two: NDArray[np.intp]) -> int:
    """Return how far two boxes are apart, in pixels; 0 where they touch or overlap."""
    return int(np.maximum(np.maximum(one[:2] - two[2:], two[:2] - one[2:]), 0).max())
