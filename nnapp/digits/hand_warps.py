"""Variations of the drawings of one person, as the same hand varies them from one time to the next."""

from collections.abc import Iterator, Sequence
from dataclasses import astuple
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nnapp.digits.curves import smooth
from nnapp.digits.drawing import Drawing, Stroke
from nnapp.digits.handwriting import EFFORT, Points, Warp, draw, evenly_spaced, warped
from nnapp.digits.parts import Part
from nnapp.digits.preparations import Preparation
from nnapp.digits.preprocessing import without_specks
from nnapp.nn.arrays import Bytes, Labels

ONE_HAND: Final = Warp(*(amount / 2 for amount in astuple(Warp())))
"""How much one hand varies: half as much as different hands do."""

STROKES_AT_ONCE: Final = 400
"""Strokes that are varied in one go."""


def choose_origins(drawings: int, count: int, seed: int) -> NDArray[np.intp]:
    """Return which of ``drawings`` drawings, 1 or more, each of ``count`` warps varies: all of them equally often."""
    order = np.random.default_rng(seed).permutation(drawings)
    return order[np.arange(count) % drawings]


def hand_parts(
    drawings: Sequence[Drawing], labels: Labels, origins: NDArray[np.intp], seed: int, preparation: Preparation
) -> Iterator[Part]:
    """Return what varies ``drawings``, of one stroke or more each; example i varies drawing ``origins[i]``.

    The same seed gives the same examples.
    """
    strokes = [without_specks(drawing.strokes) for drawing in drawings]
    numbers = np.array([len(drawing) for drawing in strokes])[origins]
    # Drawings with as many strokes are varied together, and those of one drawing after another.
    order = np.lexsort((origins, numbers))
    for number in np.unique(numbers):
        rows = order[numbers[order] == number]
        at_once = max(1, STROKES_AT_ONCE // int(number))
        for some in np.split(rows, range(at_once, len(rows), at_once)):
            chosen, copies = np.unique(origins[some], return_counts=True)
            originals = [strokes[place] for place in chosen]
            vary = partial(_varied, originals, copies, (seed, int(some[0])), preparation)
            yield Part(some, labels[origins[some]], vary, len(some) * EFFORT)


def _varied(
    drawings: Sequence[Sequence[Stroke]], copies: NDArray[np.intp], seed: tuple[int, int], preparation: Preparation
) -> Bytes:
    """Return each of ``drawings``, which have as many strokes, varied ``copies`` times, as a network sees them."""
    shapes = np.array([_shape(strokes) for strokes in drawings])
    strokes = list(np.repeat(shapes, copies, axis=0).swapaxes(0, 1))
    return draw(warped(strokes, ONE_HAND, np.random.default_rng(seed)), preparation)


def _shape(strokes: Sequence[Stroke]) -> Points:
    """Return the strokes of a drawing as a template has them, (strokes, 40, 2): from 0 to 1 on the longer side."""
    lines = np.array([evenly_spaced(curve.astype(np.float64)) for curve in smooth(strokes)])
    low, high = lines.min(axis=(0, 1)), lines.max(axis=(0, 1))
    shape: Points = (lines - low) / ((high - low).max() or 1.0)
    return shape
