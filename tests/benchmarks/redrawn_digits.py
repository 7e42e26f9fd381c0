"""Digits drawn again at any size and with any pen: MNIST's, thinned to lines, or the strokes of a file of drawings."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from nnapp.digits.curves import smooth
from nnapp.digits.data_settings import MNIST_SIZE
from nnapp.digits.datasets import SPLIT_SEED, load_test_images
from nnapp.digits.drawings_file import read_drawings
from nnapp.digits.idx import read_idx
from nnapp.digits.preprocessing import bounding_box
from nnapp.locations import resources_folder

HELD_OUT = 5_000
"""As many of MNIST's training digits are for validation: those that nothing shipped was learnt from."""
FINE = 5
"""Pixels for each of MNIST's, where its digits are thinned."""
USUAL_PEN = 0.11
"""Of the longer side of a digit."""

Lines = list[NDArray[np.float64]]
"""Polylines, (points, 2) each, x and y in any unit."""


@dataclass(frozen=True)
class RedrawnDigit:
    """A digit, and the means to draw it again."""

    label: int
    image: NDArray[np.uint8] | None
    """As MNIST has it, (28, 28); None for a drawing."""
    strokes: Lines

    @cached_property
    def lines(self) -> Lines:
        """The digit as lines."""
        return self.strokes if self.image is None else skeleton_lines(self.image)

    def ink(self, size: float, pen: float | None = None) -> NDArray[np.float32]:
        """Return the ink 0..1 of this digit, ``size`` pixels on its longer side, with a pen of ``pen`` pixels.

        Without ``pen``, MNIST's digits keep their shape, and drawings get a usual pen.
        """
        if pen is None and self.image is not None:
            return _enlarged(self.image, size)
        return _drawn(self.lines, size, USUAL_PEN * size if pen is None else pen)


def mnist_digits(count: int, seed: int, *, test: bool = False) -> list[RedrawnDigit]:
    """Return ``count`` of MNIST's digits that are held out for validation, or else of its test digits."""
    if test:
        images, labels = load_test_images()
        places = np.arange(len(images))
    else:
        folder = resources_folder() / "mnist"
        images = read_idx(folder / "train-images-idx3-ubyte.gz", dimensions=3)
        labels = read_idx(folder / "train-labels-idx1-ubyte.gz", dimensions=1)
        places = np.random.default_rng(SPLIT_SEED).permutation(MNIST_SIZE)[:HELD_OUT]
    chosen = np.random.default_rng(seed).choice(places, count, replace=False)
    return [RedrawnDigit(int(labels[place]), images[place], []) for place in chosen]


def drawn_digits(path: Path, count: int, seed: int) -> list[RedrawnDigit]:
    """Return ``count`` of the labelled drawings in ``path``."""
    entries = [entry for entry in read_drawings(path) if entry.label is not None and entry.drawing.strokes]
    chosen = np.random.default_rng(seed).choice(len(entries), min(count, len(entries)), replace=False)
    return [RedrawnDigit(int(entries[k].label or 0), None, smooth(entries[k].drawing.strokes)) for k in chosen]


def skeleton_lines(image: NDArray[np.uint8]) -> Lines:
    """Return the middle lines of one of MNIST's digits, in its pixels."""
    large = Image.fromarray(image).resize((28 * FINE, 28 * FINE), Image.Resampling.BICUBIC)
    rows, columns = np.nonzero(thinned(np.pad(np.asarray(large) > 110, 1)))
    points = np.stack([columns, rows], axis=1) / FINE
    near = np.abs(points[:, None] - points[None]).max(axis=2) < 1.5 / FINE
    # Each point moves to the middle of its neighbours, which takes the steps out of the lines; ends stay.
    moves = (near.sum(axis=1) == 3)[:, None]
    smoothed = points
    for _ in range(4):
        smoothed = np.where(moves, near @ smoothed / near.sum(axis=1, keepdims=True), smoothed)
    first, second = np.nonzero(np.triu(near))
    return [smoothed[[a, b]] for a, b in zip(first, second, strict=True)]


def thinned(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Thin ``mask``, whose edge is False, to lines of one pixel (T. Y. Zhang and C. Y. Suen, CACM 27, 1984)."""
    changed = True
    while changed:
        changed = False
        for last in ((3, 5), (1, 7)):
            around = list(_around(mask))
            count = np.sum(around, axis=0)
            turns = np.sum([~a & b for a, b in zip(around, around[1:] + around[:1], strict=True)], axis=0)
            north, east, south, west = around[0], around[2], around[4], around[6]
            first, second = (
                ((north, east, south), (east, south, west))
                if last == (3, 5)
                else ((north, east, west), (north, south, west))
            )
            removable = (count >= 2) & (count <= 6) & (turns == 1)
            removed = mask & removable & ~np.logical_and.reduce(first) & ~np.logical_and.reduce(second)
            if removed.any():
                mask, changed = mask & ~removed, True
    return mask


def _around(mask: NDArray[np.bool_]) -> Iterator[NDArray[np.bool_]]:
    """Yield the eight neighbours of each pixel, clockwise from the one above."""
    for row, column in ((1, 0), (1, -1), (0, -1), (-1, -1), (-1, 0), (-1, 1), (0, 1), (1, 1)):
        yield np.roll(mask, (row, column), axis=(0, 1))


def _enlarged(image: NDArray[np.uint8], size: float) -> NDArray[np.float32]:
    top, left, bottom, right = bounding_box(image > 60)
    digit = Image.fromarray(image[top:bottom, left:right])
    scale = size / max(digit.size)
    finer = max(1, round(120 / size))
    width, height = (max(1, round(side * scale)) for side in digit.size)
    large = digit.resize((width * finer, height * finer), Image.Resampling.BICUBIC)
    grey = np.asarray(large.resize((width, height), Image.Resampling.BOX), np.float32) / 255
    # As sharp as a scan: an edge is about two pixels wide.
    return np.clip((grey - 0.45) * max(1.0, scale / 2) + 0.45, 0.0, 1.0)


def _drawn(lines: Lines, size: float, pen: float) -> NDArray[np.float32]:
    points = np.concatenate(lines)
    low, high = points.min(axis=0), points.max(axis=0)
    # The ink is as long as size: the middle of the pen runs half its width from the edge.
    scale = max(size - pen, 1.0) / max(float((high - low).max()), 1e-6)
    finer = 8 if size < 100 else 3 if size < 1_000 else 1
    width, height = (np.ceil((high - low) * scale + pen).astype(int) + 1) * finer
    page = Image.new("L", (int(width), int(height)))
    draw = ImageDraw.Draw(page)
    radius = pen * finer / 2
    for line in lines:
        places = ((line - low) * scale + pen / 2) * finer
        draw.line([tuple(place) for place in places], 255, max(1, round(2 * radius)))
        if radius > 1:
            for x, y in places:
                draw.ellipse((x - radius, y - radius, x + radius, y + radius), 255)
    small = page.resize((page.width // finer, page.height // finer), Image.Resampling.BOX)
    return np.asarray(small, np.float32) / 255
