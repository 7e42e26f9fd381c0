"""Pictures of digits: opening image files safely and finding the ink in them."""

import warnings
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter, ImageOps, UnidentifiedImageError

from nnapp.digits.drawing import CANVAS, Ink
from nnapp.digits.errors import DataError
from nnapp.digits.preparations import preparation_named
from nnapp.digits.preprocessing import bounding_box, prepare_picture

FORMATS: Final = ("PNG", "JPEG", "BMP", "GIF", "TIFF", "WEBP")
"""The only decoders that an untrusted file can reach."""

MOST_PIXELS: Final = 50_000_000
"""A phone's photo has 12 to 50 million."""

WORKING_SIDE: Final = 280
"""Larger pictures are reduced to this many pixels on their longer side."""

PAPER_WINDOW: Final = 15
"""Pixels, where the longer side has 96: wider than any stroke, smaller than a shadow."""

FAINTEST_INK: Final = 0.12
"""Anything less than this darker than the paper (0..1) is noise."""

PART_OF_INK: Final = 0.5
"""A pixel belongs to the digit if it has at least this share of the full ink."""

SPECK: Final = 0.02
"""Parts smaller than this share of the largest are specks."""

CLOSE: Final = 0.3
"""Parts that are closer than this share of the largest part's size belong to the same digit."""

ANOTHER: Final = 0.15
"""A part that is further away is a second thing if it has this share of the largest part's pixels."""


def read_picture(path: Path) -> NDArray[np.float32]:
    """Return the ink in the image file ``path``: (rows, columns), paper 0.0 and ink 1.0.

    The paper, light or dark, is what covers most of the picture.

    Raises:
        DataError: the file is missing, is not a picture, is too large or shows more than one thing.
    """
    grey = read_grey(path)
    try:
        return find_ink(grey)
    except DataError as error:
        raise DataError(f"{path} {error}") from error


def read_grey(path: Path) -> NDArray[np.float32]:
    """Return the grey levels in the image file ``path``: (rows, columns), black 0.0 and white 1.0.

    Raises:
        DataError: the file is missing, is not a picture or is too large.
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
    """Return ``grey``, (rows, columns) of 0..1, as 28x28 grey levels 0..255; an oblong picture is padded to a square.

    Nothing else is changed; no attempt is made to tell ink from paper.
    """
    rows, columns = grey.shape
    side = max(rows, columns)
    border = float(np.median(np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])))
    square = np.full((side, side), border, np.float32)
    top, left = (side - rows) // 2, (side - columns) // 2
    square[top : top + rows, left : left + columns] = grey
    image = Image.fromarray(np.rint(square * 255).astype(np.uint8))
    return np.asarray(image.resize((CANVAS, CANVAS), Image.Resampling.BOX))


def _grey(image: Image.Image) -> NDArray[np.float32]:
    """Return the grey levels 0..1 of ``image``, rotated as its EXIF data say, with white for transparent parts."""
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
    """Return ``ink`` of any size as the canvas shows it, (28, 28), scaled and centred."""
    return prepare_picture(ink, preparation_named("mnist"))


def find_ink(grey: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the ink of the only digit in ``grey``, (rows, columns) of 0..1; without a digit there is no ink.

    Each pixel is compared with the paper around it, which removes shadows; printed squares and camera noise
    are fainter than the pen, and specks are small.

    Raises:
        DataError: there is more than one thing on the page; the sentence does not name the file.
    """
    ink = _contrast(grey)
    strength = float(np.quantile(ink, 0.997)) if ink.size > 1_000 else float(ink.max(initial=0.0))
    if strength < FAINTEST_INK:
        return np.zeros_like(ink)
    ink = np.clip(ink / strength, 0.0, 1.0)
    labels, sizes = _parts(ink >= PART_OF_INK)
    chosen = _digit_parts(labels, sizes)
    # One more pixel around the parts, for their soft edges.
    mask = np.asarray(Image.fromarray(np.isin(labels, chosen)).convert("L").filter(ImageFilter.MaxFilter(3))) > 0
    soft = np.clip((ink - PART_OF_INK / 2) / (1 - PART_OF_INK), 0.0, 1.0)
    page: NDArray[np.float32] = np.where(mask, soft, 0.0).astype(np.float32)
    return page


def _contrast(grey: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return how much darker, 0..1, each pixel is than the paper around it (lighter, on a dark board)."""
    low, middle, high = np.quantile(grey, [0.02, 0.5, 0.98])
    # Most of a page is paper. On a dark board the ink is lighter, so the picture is inverted.
    if high - middle > middle - low:
        grey = 1 - grey
    image = Image.fromarray(np.rint(grey * 255).astype(np.uint8)).filter(ImageFilter.MedianFilter(3))
    side = max(image.size)
    width, height = (max(1, round(length * 96 / side)) for length in image.size)
    small = image.resize((width, height), Image.Resampling.BOX)
    # The lightest pixels nearby, smoothed, are the paper: no stroke is as wide as the window.
    paper = small.filter(ImageFilter.MaxFilter(PAPER_WINDOW)).filter(ImageFilter.GaussianBlur(PAPER_WINDOW / 3))
    paper = paper.resize(image.size, Image.Resampling.BILINEAR)
    difference = np.asarray(paper, np.float32) - np.asarray(image, np.float32)
    return np.clip(difference / 255, 0.0, 1.0).astype(np.float32)


def _parts(mask: NDArray[np.bool_]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Number the connected parts of ``mask``, from 1, and count the pixels of each; 0 is the paper.

    Each pixel repeatedly takes the largest number among its neighbours, until nothing changes.
    """
    labels = np.where(mask, np.arange(1, mask.size + 1).reshape(mask.shape), 0)
    while True:
        before = labels
        padded = np.pad(labels, 1)
        around = [padded[r : r + mask.shape[0], c : c + mask.shape[1]] for r in range(3) for c in range(3)]
        labels = np.where(mask, np.maximum.reduce(around), 0)
        # Each pixel then takes the number of the pixel whose number it holds, which halves the number of rounds.
        flat = np.concatenate([[0], labels.ravel()])
        labels = np.where(mask, flat[labels], 0)
        if np.array_equal(labels, before):
            break
    _, numbered = np.unique(np.concatenate([[0], labels.ravel()]), return_inverse=True)
    numbered = numbered[1:].reshape(mask.shape)
    return numbered, np.bincount(numbered.ravel(), minlength=1)


def _digit_parts(labels: NDArray[np.intp], sizes: NDArray[np.intp]) -> list[int]:
    """Return the parts that make up the digit: the largest, and those near it that are not specks."""
    parts = [number for number in range(1, len(sizes)) if sizes[number] >= SPECK * sizes[1:].max()]
    boxes = {number: bounding_box(labels == number) for number in parts}
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


def _gap(one: NDArray[np.intp], two: NDArray[np.intp]) -> int:
    """Return the distance between two boxes in pixels; 0 if they touch or overlap."""
    return int(np.maximum(np.maximum(one[:2] - two[2:], two[:2] - one[2:]), 0).max())
