"""Outliers: things that are no digit, made at random, hardly two of which are alike.

A network that has only ever seen digits answers to anything. These show it what lies around the digits and between
them, so that its output neurons learn to be silent at what they do not know.
"""

from __future__ import annotations  # NumPy loads its random numbers when they are used

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nnapp.digits.handwriting import EFFORT, NO_DIGIT, POINTS, Points, Template, Warp, draw, load_templates, warped
from nnapp.digits.parts import Part
from nnapp.digits.preparations import Preparation
from nnapp.nn.arrays import Bytes

AT_ONCE: Final = 50
"""Outliers made together: each is different, but all have the same number of strokes."""

STREAM: Final = 1
"""Tells the random numbers of outliers from those of digits with the same seed."""

WIDTH: Final = 0.7
"""Of a typical digit that is 1 high."""

Kind = Callable[[int, np.random.Generator], list[Points]]
"""Returns the strokes of so many outliers, each stroke (outliers, 40, 2)."""


def outlier_parts(rows: NDArray[np.intp], seed: int, preparation: Preparation) -> Iterator[Part]:
    """Return what draws an outlier for each of ``rows``, one kind after the other."""
    templates = load_templates()
    spoilt = partial(_pairs, templates), partial(_turned, templates)
    # Most letters, as there are most kinds of them.
    kinds: tuple[Kind, ...] = (_scrawls, _zigzags, _letters, _crossings, _letters, _figures, *spoilt)
    for number, start in enumerate(range(0, len(rows), AT_ONCE)):
        some = rows[start : start + AT_ONCE]
        make = partial(_outliers, kinds[number % len(kinds)], len(some), (seed, STREAM, number), preparation)
        yield Part(some, NO_DIGIT, make, len(some) * EFFORT)


def _outliers(kind: Kind, count: int, seed: tuple[int, ...], preparation: Preparation) -> Bytes:
    """Return ``count`` outliers of ``kind``, as a network sees them."""
    rng = np.random.default_rng(seed)
    return draw(warped(kind(count, rng), Warp(), rng), preparation)


def _scrawls(count: int, rng: np.random.Generator) -> list[Points]:
    """Two to four smooth curves, each a sum of slow waves; one alone could well be a digit."""
    waves = np.cos(np.pi * np.arange(5)[:, None] * np.linspace(0, 1, POINTS))
    strokes = []
    for _ in range(rng.integers(2, 5)):
        curves = (rng.normal(size=(count, 2, len(waves))) @ waves).transpose(0, 2, 1)
        low, size = curves.min(axis=1, keepdims=True), np.ptp(curves, axis=1, keepdims=True)
        low_corner, high_corner = np.sort(rng.uniform(0, 1, (2, count, 1, 2)), axis=0)
        strokes.append((low_corner + (curves - low) / size * (high_corner - low_corner)) * (WIDTH, 1.0))
    return strokes


def _zigzags(count: int, rng: np.random.Generator) -> list[Points]:
    """A line to and fro, down the page or across it, more often than in a 2, 3 or 5."""
    turns = rng.integers(6, 10)
    sideways = np.where(np.arange(turns) % 2, 1, -1) * rng.uniform(0.1, 0.7, (count, turns))
    onward = np.linspace(0, 1, turns) + rng.normal(0, 0.03, (count, turns))
    axes = [sideways, onward] if rng.random() < 0.6 else [onward, sideways]
    return [_through(np.stack(axes, axis=2))]


def _letters(count: int, rng: np.random.Generator) -> list[Points]:
    """Two to five straight lines and arcs between nine points, as most letters are made of."""
    grid = np.stack(np.meshgrid([0, 0.5, 1], [0, 0.5, 1]), axis=2).reshape(-1, 2)
    width = np.stack([rng.uniform(0.4, 0.9, count), np.ones(count)], axis=1)[:, None]
    strokes = []
    for _ in range(rng.integers(2, 6)):
        first = rng.integers(len(grid), size=count)
        second = (first + rng.integers(1, len(grid), size=count)) % len(grid)
        bulge = np.where(rng.random(count) < 0.65, 0, rng.uniform(0.5, 1.3, count) * rng.choice([-1, 1], count))
        strokes.append(_arcs(grid[first], grid[second], bulge) * width)
    return strokes


def _crossings(count: int, rng: np.random.Generator) -> list[Points]:
    """Two to five straight lines, most of them upright or level, that cross near the middle."""
    strokes = []
    for _ in range(rng.integers(2, 6)):
        upright = rng.integers(2, size=count) * np.pi / 2 + rng.normal(0, 0.25, count)
        angle = np.where(rng.random(count) < 0.75, upright, rng.uniform(0, np.pi, count))
        half = np.stack([np.cos(angle), np.sin(angle)], axis=1) * rng.uniform(0.25, 0.5, (count, 1))
        middle = rng.normal(0, 0.12, (count, 2))
        strokes.append(_arcs(middle - half, middle + half, np.zeros(count)))
    return strokes


def _figures(count: int, rng: np.random.Generator) -> list[Points]:
    """A closed shape, with corners or round, and up to three dots, lines or arcs in it."""
    corners = int(rng.choice([3, 4, 5, 6, 7, POINTS]))
    angles = np.linspace(0, 2 * np.pi, corners + 1)[:-1] + rng.uniform(0, 2 * np.pi, (count, 1))
    # A circle with nothing in it would be a 0.
    is_round = corners == POINTS
    radius = np.full((count, corners), 0.5) if is_round else rng.uniform(0.42, 0.58, (count, corners))
    points = np.stack([np.cos(angles), np.sin(angles)], axis=2) * radius[..., None]
    strokes = [_through(np.concatenate([points, points[:, :1]], axis=1))]
    for _ in range(rng.integers(int(is_round), 4)):
        start = rng.uniform(-0.25, 0.25, (count, 2))
        length = rng.choice([0.03, 0.3])
        bulge = rng.uniform(-1, 1, count) * rng.integers(2)
        strokes.append(_arcs(start, start + rng.normal(0, length, (count, 2)), bulge))
    return strokes


def _pairs(templates: Sequence[Template], count: int, rng: np.random.Generator) -> list[Points]:
    """Two digits beside or upon each other."""
    one, two = (_repeated(templates[int(rng.integers(len(templates)))], count) for _ in range(2))
    shift = np.stack([rng.uniform(0.3, 0.9, count), rng.uniform(-0.2, 0.2, count)], axis=1)[:, None]
    if rng.random() < 0.3:
        shift = shift[..., ::-1]
    return one + [stroke + shift for stroke in two]


def _turned(templates: Sequence[Template], count: int, rng: np.random.Generator) -> list[Points]:
    """A digit in the mirror or lying on its side, if it is no digit then."""
    is_mirrored = rng.random() < 0.6
    wanted = (3, 4, 6, 7, 9) if is_mirrored else (3, 4, 7)
    others = [template for template in templates if template.digit in wanted]
    strokes = _repeated(others[int(rng.integers(len(others)))], count)
    if is_mirrored:
        return [stroke * (-1, 1) for stroke in strokes]
    side = rng.choice([-1, 1])
    return [stroke[..., ::-1] * (side, -side) for stroke in strokes]


def _repeated(template: Template, count: int) -> list[Points]:
    return [np.repeat(stroke[None], count, axis=0) for stroke in template.strokes]


def _through(corners: Points) -> Points:
    """Return the straight lines through ``corners``, (count, corners, 2), as strokes (count, 40, 2)."""
    at = np.linspace(0, corners.shape[1] - 1, POINTS)
    before = np.minimum(at.astype(np.intp), corners.shape[1] - 2)
    share = (at - before)[:, None]
    lines: Points = corners[:, before] * (1 - share) + corners[:, before + 1] * share
    return lines


def _arcs(starts: Points, ends: Points, bulge: NDArray[np.float64]) -> Points:
    """Return arcs (count, 40, 2) from ``starts`` to ``ends``, (count, 2); a bulge of 0 is straight, 1 half a circle."""
    middle, half = (starts + ends)[:, None] / 2, (ends - starts)[:, None] / 2
    aside = np.stack([-half[..., 1], half[..., 0]], axis=2) * bulge[:, None, None]
    angle = np.linspace(0, np.pi, POINTS)[:, None]
    arcs: Points = middle - half * np.cos(angle) + aside * np.sin(angle)
    return arcs
