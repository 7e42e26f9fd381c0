"""Ink is what stands out from the paper around it: so shadows, tables and dark borders go, and the pen stays."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from nnapp.digits.neighbourhoods import grown, largest_around, least_around

WINDOW: Final = 0.5
"""Of the longer side of a picture: wider than any stroke, so that no square of this size fits into one."""

SMOOTHED: Final = 1.0
"""The radius, in pixels, over which noise is averaged before the paper is looked for."""

DARKEST_PAPER: Final = 0.25
"""Darkness is measured as a share of the paper's brightness 0..1, as shadows dim both; on darker paper, of this."""

FAINTEST: Final = 0.06
"""Ink that stands out less than this, 0..1, is none ..."""

ABOVE_NOISE: Final = 8.0
"""... and so is what stands out less than this many standard deviations of the noise."""

NEAR: Final = 7
"""How far from a pixel, in pixels, ink and paper are looked for to compare it with."""

MOST_INK_AROUND: Final = 0.08
"""At most this share of the pixels around the ink is like ink ..."""

LIKE_INK: Final = 0.4
"""... being less than this share of the way from ink to paper."""

PEAK: Final = 2e-4
"""This share of a picture's pixels may be brighter or darker than the ink: specks and reflections."""


def dark_ink(grey: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return how much darker, 0..1, each pixel of ``grey``, (rows, columns) of 0..1, is than the paper around it."""
    paper = closed(grey)
    ink: NDArray[np.float32] = np.clip((paper - grey) / np.maximum(paper, DARKEST_PAPER), 0.0, 1.0)
    return ink


def light_ink(grey: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return how much lighter, 0..1, each pixel of ``grey``, (rows, columns) of 0..1, is than the board around it."""
    board = 1 - closed(1 - grey)
    ink: NDArray[np.float32] = np.clip(grey - board, 0.0, 1.0)
    return ink


def closed(grey: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the paper in ``grey``: its morphological closing by a square of WINDOW, the largest, then the least.

    What is narrower than the square is filled with what surrounds it. The square may reach over the border, so
    what lies along the border stays.
    """
    sharp = Image.fromarray(np.rint(grey * 255).astype(np.uint8))
    smooth = sharp.filter(ImageFilter.GaussianBlur(SMOOTHED))
    # Smoothed, noise does not brighten the paper; unsmoothed, the edge of a shadow or a table stays sharp.
    paper = np.minimum(_closed(np.asarray(sharp)), _closed(np.asarray(smooth)))
    return (paper / 255).astype(np.float32)


def _closed(levels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    half = max(round(WINDOW * max(levels.shape) / 2), 1)
    return least_around(largest_around(np.pad(levels, half), half), half)[half:-half, half:-half]


def strength_of(ink: NDArray[np.float32]) -> float:
    """Return how much the ink of the pen stands out, 0..1; 0 if there is none."""
    count = min(max(5, round(PEAK * ink.size)), ink.size)
    peak = float(np.partition(ink, -count, axis=None)[-count])
    if peak < max(FAINTEST, ABOVE_NOISE * noise_of(ink)):
        return 0.0
    return float(np.median(ink[ink >= peak / 2]))


def noise_of(ink: NDArray[np.float32]) -> float:
    """Return the standard deviation of the noise in ``ink``, by the upper quartile of the steps along the rows."""
    return float(np.quantile(np.abs(np.diff(ink, axis=1)), 0.75)) / 1.627 if ink.shape[1] > 1 else 0.0


def stands_alone(grey: NDArray[np.float32], mask: NDArray[np.bool_]) -> bool:
    """Whether the dark ink in ``mask``, with its soft edge, lies on lighter paper all around.

    What the closing has cut out of something larger does not.
    """
    levels = np.rint(grey * 255).astype(np.uint8)
    ring = grown(mask, 3) & ~grown(mask, 1)
    # Compared within a few pixels, as the edge of a shadow may run across the ink.
    ink = least_around(np.where(mask, levels, 255), NEAR)[ring].astype(np.float32)
    paper = largest_around(levels, NEAR)[ring].astype(np.float32)
    is_ink = levels[ring] < ink + np.maximum(LIKE_INK * (paper - ink), FAINTEST * 255 / 2)
    return bool(is_ink.mean() < MOST_INK_AROUND and np.median(levels[ring] - ink) >= FAINTEST * 255)
