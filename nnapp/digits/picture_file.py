"""Opening image files safely, and the levels of grey or colour in them."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from nnapp.digits.drawing import CANVAS
from nnapp.digits.errors import DataError

FORMATS: Final = ("PNG", "JPEG", "BMP", "GIF", "TIFF", "WEBP")
"""The only decoders that an untrusted file can reach."""

MOST_PIXELS: Final = 50_000_000
"""A phone's photo has 12 to 50 million."""

WORKING_SIDE: Final = 400
"""Larger pictures are reduced to this many pixels on their longer side."""

ONE_COLOUR: Final = 0.2
"""Where the visible part of a transparent picture varies less than this, 0..1, its shape is in the transparency."""


@contextmanager
def opened_picture(path: Path) -> Iterator[Image.Image]:
    """Open the image file ``path``.

    Raises:
        DataError: the file is missing, is not a picture, is too large, or cannot be read within the block.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            opened = Image.open(path, formats=FORMATS)
        with opened as image:
            if image.width * image.height > MOST_PIXELS:
                raise DataError(f"{path} has {image.width} x {image.height} pixels; at most 50 million can be opened.")
            yield image
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


def read_grey(path: Path) -> NDArray[np.float32]:
    """Return the grey levels in the image file ``path``: (rows, columns), black 0.0 and white 1.0.

    Raises:
        DataError: the file is missing, is not a picture or is too large.
    """
    with opened_picture(path) as image:
        return (np.asarray(_on_white(reduced(image)).convert("L")) / 255).astype(np.float32)


def reduced(image: Image.Image) -> Image.Image:
    """Return ``image`` in 8 bits, L, RGB or RGBA, with WORKING_SIDE pixels at most, turned as its EXIF data say."""
    # A JPEG is decoded at a fraction of its size where that is enough.
    image.draft(None, (2 * WORKING_SIDE, 2 * WORKING_SIDE))
    if image.mode in ("I", "I;16", "I;16B", "F"):
        levels = np.nan_to_num(np.asarray(image, np.float32))
        levels = levels / max(float(levels.max(initial=0.0)), 1.0) * 255
        small = Image.fromarray(np.clip(levels, 0, 255).astype(np.uint8))
    else:
        kinds = ("RGBA",) if image.has_transparency_data else ("L", "RGB")
        small = image if image.mode in kinds else image.convert(kinds[-1])
    small.thumbnail((WORKING_SIDE, WORKING_SIDE), Image.Resampling.BOX, reducing_gap=None)
    small.info = image.info
    return ImageOps.exif_transpose(small)


def _on_white(image: Image.Image) -> Image.Image:
    """Return ``image``, L, RGB or RGBA, with white paper behind it."""
    if image.mode != "RGBA":
        return image
    return Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)


def levels_of(image: Image.Image) -> NDArray[np.float32]:
    """Return the levels of ``image``, L, RGB or RGBA: (channels, rows, columns) of 0..1, grey first, then colours.

    Behind a transparent picture there is white paper; one of a single colour is what is not transparent, in black.
    """
    if image.mode == "RGBA":
        alpha = np.asarray(image.getchannel("A"), np.float32) / 255
        visible = np.asarray(image.convert("L"))[alpha > 0.5]
        if alpha.min(initial=1.0) < 0.5 and visible.size:
            low, high = np.quantile(visible, [0.02, 0.98]) / 255
            if high - low < ONE_COLOUR:
                return (1 - alpha[None]).astype(np.float32)
    plain = _on_white(image)
    grey = np.asarray(plain.convert("L"), np.float32)[None]
    if plain.mode != "L":
        grey = np.concatenate([grey, np.moveaxis(np.asarray(plain.convert("RGB"), np.float32), 2, 0)])
    return (grey / 255).astype(np.float32)


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
