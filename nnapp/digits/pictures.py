"""Pictures of digits: the digits in an image file, each as a page of 28x28 pixels like MNIST's."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from nnapp.digits.digit_groups import digit_groups
from nnapp.digits.drawing import CANVAS, Ink
from nnapp.digits.errors import DataError
from nnapp.digits.paper import dark_ink, light_ink, strength_of
from nnapp.digits.picture_file import levels_of, opened_picture, reduced
from nnapp.digits.preprocessing import bounding_box, picture_in_box

SMALL: Final = 112
"""Pixels on the longer side; smaller pictures are enlarged, and all of their greys are kept."""

PART_OF_INK: Final = 0.5
"""A pixel belongs to a digit if it has at least this share of the full ink."""

BETWEEN: Final = 0.4
"""A photograph has more pixels between ink and paper than this share of those that are ink."""

MUCH_CLEARER: Final = 1.3
"""Grey is used unless the ink stands out this many times more in one of the colours."""

COARSE: Final = 3
"""Of so many rows and columns, one is looked at to choose a colour."""

HALO: Final = 0.3
"""What stands out less than this share of the other kind of ink is but its halo."""

DARKEST_BORDER: Final = 0.02
"""The mean grey of the border up to which a picture of 28x28 pixels is taken as one of MNIST's kind."""


@dataclass(frozen=True)
class FoundDigits:
    """The digits in a picture."""

    digits: tuple[Ink, ...]
    """A page for each, (28, 28), in the order of reading; at least one."""
    is_unchanged: bool = False
    """Whether the picture has 28x28 pixels, light on dark, as MNIST's have, and went in as it is."""
    otherwise: tuple[Ink, ...] = ()
    """The digits found in a picture that went in as it is, scaled and centred as those of other pictures are."""


@dataclass(frozen=True)
class _Candidate:
    """What one way to look at a picture finds in it."""

    ink: NDArray[np.float32]
    masks: list[NDArray[np.bool_]]
    strength: float
    """How much the ink stands out from the paper, 0..1."""

    @cached_property
    def box(self) -> NDArray[np.intp]:
        """The box around all digits: first row and column, and those one past the last."""
        return bounding_box(np.logical_or.reduce(self.masks)) if self.masks else np.zeros(4, np.intp)

    @property
    def area(self) -> int:
        """That of the box, in pixels."""
        return int((self.box[2] - self.box[0]) * (self.box[3] - self.box[1]))

    def encloses(self, other: "_Candidate") -> bool:
        """Whether the box of ``other`` lies in this one's."""
        return bool((self.box[:2] <= other.box[:2]).all() and (self.box[2:] >= other.box[2:]).all())


def read_digits(path: Path) -> FoundDigits:
    """Return the digits in the image file ``path``.

    Raises:
        DataError: the file is missing, is not a picture, is too large or shows no digit.
    """
    with opened_picture(path) as image:
        return find_digits(reduced(image), str(path))


def find_digits(image: Image.Image, name: str) -> FoundDigits:
    """Return the digits in ``image``, L, RGB or RGBA, which is called ``name``.

    Raises:
        DataError: it shows none.
    """
    levels = levels_of(image)
    pages = _pages(levels)
    if _is_like_mnist(levels[0]):
        return FoundDigits((levels[0],), is_unchanged=True, otherwise=pages)
    if not pages:
        raise DataError(f"{name} shows no digit: nothing in it looks like handwriting.")
    return FoundDigits(pages)


def _pages(levels: NDArray[np.float32]) -> tuple[Ink, ...]:
    dark, light = (_looked_at(levels, dark=dark) for dark in (True, False))
    is_dark = dark.area * _odds_of_dark_ink(levels[0]) >= light.area
    if dark.masks and light.masks:
        if min(dark.strength, light.strength) < HALO * max(dark.strength, light.strength):
            is_dark = dark.strength > light.strength
        elif dark.encloses(light) != light.encloses(dark):
            # The loop of a 0 seems to be ink on the 0, but hardly a 0 ink around its loop.
            is_dark = dark.encloses(light)
    best = dark if is_dark else light
    return tuple(picture_in_box(np.where(mask, best.ink, 0.0).astype(np.float32))[0] for mask in best.masks)


def _is_like_mnist(grey: NDArray[np.float32]) -> bool:
    return grey.shape == (CANVAS, CANVAS) and float(_border(grey).mean()) <= DARKEST_BORDER < float(grey.max())


def _odds_of_dark_ink(grey: NDArray[np.float32]) -> float:
    """Return how much more likely ink is dark than light in ``grey``, if both seem to be there.

    The paper is likely to cover most of a picture, and most of its border.
    """
    odds = 1.0
    low, high = np.quantile(grey, [0.02, 0.98])
    for middle, weight in ((np.median(grey), 3.0), (np.median(_border(grey)), 2.0)):
        odds *= weight if middle - low >= high - middle else 1 / weight
    return odds


def _border(grey: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])


def _looked_at(levels: NDArray[np.float32], *, dark: bool) -> _Candidate:
    """Return what there is in ``levels``, (channels, rows, columns), of dark or light ink."""
    is_small = max(levels.shape[1:]) < SMALL
    if is_small:
        levels = _enlarged(levels)
    find = dark_ink if dark else light_ink
    grey = levels[_clearest(levels, find)]
    ink = find(grey)
    strength = strength_of(ink)
    if strength == 0:
        return _Candidate(ink, [], strength)
    ink = ink / strength
    between = np.count_nonzero(np.abs(ink - PART_OF_INK) < PART_OF_INK / 2)
    is_photo = bool(between > BETWEEN * np.count_nonzero(ink >= PART_OF_INK))
    masks = digit_groups(ink >= PART_OF_INK, None if is_small else grey if dark else 1 - grey, is_photo=is_photo)
    soft = ink if is_small else (ink - PART_OF_INK / 2) / (1 - PART_OF_INK)
    return _Candidate(np.clip(soft, 0.0, 1.0), masks, strength)


def _clearest(levels: NDArray[np.float32], find: Callable[[NDArray[np.float32]], NDArray[np.float32]]) -> int:
    """Return the channel of ``levels`` in which the ink stands out best, as far as a few of the pixels tell."""
    few = levels[:, ::COARSE, ::COARSE]
    strengths = [strength_of(find(channel)) for channel in few]
    clearest = int(np.argmax(strengths))
    return clearest if strengths[clearest] > MUCH_CLEARER * strengths[0] else 0


def _enlarged(levels: NDArray[np.float32]) -> NDArray[np.float32]:
    scale = -(-2 * SMALL // max(levels.shape[1:]))
    size = (levels.shape[2] * scale, levels.shape[1] * scale)
    images = [Image.fromarray(channel).resize(size, Image.Resampling.BICUBIC) for channel in levels]
    # Without the halo that bicubic interpolation puts around ink.
    low, high = levels.min(axis=(1, 2), keepdims=True), levels.max(axis=(1, 2), keepdims=True)
    enlarged: NDArray[np.float32] = np.clip(np.stack([np.asarray(image) for image in images]), low, high)
    return enlarged
