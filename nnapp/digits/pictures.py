"""Pictures of digits: image files are opened safely and become ink."""

import warnings
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from nnapp.digits.errors import DataError

FORMATS: Final = ("PNG", "JPEG", "BMP", "GIF", "TIFF", "WEBP")
"""The only decoders that a file from a stranger can reach."""

MOST_PIXELS: Final = 50_000_000
"""A photo of a phone has 12 to 50 million."""

WORKING_SIDE: Final = 512
"""A larger picture is reduced to this many pixels on its longer side before it is looked at."""


def read_picture(path: Path) -> NDArray[np.float32]:
    """Return the ink in the image file ``path``: (rows, columns), paper 0.0 and ink 1.0.

    The paper is whatever most of the border is, light or dark.

    Raises:
        DataError: there is no such file, it is no picture, or it is too large.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            opened = Image.open(path, formats=FORMATS)
        with opened as image:
            if image.width * image.height > MOST_PIXELS:
                raise DataError(f"{path} has {image.width} x {image.height} pixels; at most 50 million can be opened.")
            grey = _grey(image)
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
    return _ink(grey)


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


def _ink(grey: NDArray[np.float32]) -> NDArray[np.float32]:
    border = np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])
    paper = float(np.median(border))
    difference = grey - paper
    # Ink is what differs most from the paper: darker on light paper, lighter on a dark board.
    ink = -difference if -float(difference.min()) >= float(difference.max()) else difference
    strength = float(ink.max(initial=0.0))
    if strength < 0.1:
        return np.zeros_like(grey)
    # The faintest fifth is grain and shadow of the paper.
    page: NDArray[np.float32] = np.clip(ink / strength * 1.25 - 0.25, 0.0, 1.0).astype(np.float32)
    return page
