"""The curve that the pen drew, from the points at which it was seen."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nnapp.digits.drawing import Stroke

SPACING: Final = 1.0
"""The longest straight piece of a smoothed stroke, in canvas pixels."""

FAR: Final = 3.0
"""Canvas pixels between two points; from this distance on, a corner may lie unseen between them."""

SHARP: Final = np.radians(55)
"""A turn of at least this from one straight line to another is a corner."""

LARGEST: Final = np.radians(150)
"""After a larger turn, it is uncertain where the lines meet."""

STRAIGHT: Final = 0.4
"""Lines are straight if they turn, next to a corner, by less than this share of the corner's turn."""

LONGER: Final = 1.6
"""The path around a corner between two points is at most this many times as long as the pieces before and after."""

CLOSE: Final = 0.5
"""Canvas pixels on either side of a corner within which the curve may bend."""


def smooth(strokes: Sequence[Stroke]) -> list[Stroke]:
    """Return the curve that the pen drew for each of ``strokes``: points in order, less than half a pixel apart.

    It is the ``spline`` through its points and through the corners that a fast mouse cuts off. All strokes are
    computed at once, as one after the other takes much longer.
    """
    if not strokes:
        return []
    points, owners = _together(strokes)
    steps = np.diff(points, axis=0)
    is_far = (np.hypot(steps[:, 0], steps[:, 1]) >= FAR) & (owners[1:] == owners[:-1])
    far = np.bincount(owners[1:][is_far], minlength=len(strokes)).tolist()
    return _splines([_with_corners(stroke) if far[k] > 1 else stroke for k, stroke in enumerate(strokes)])


def spline(stroke: Stroke) -> Stroke:
    """Return ``stroke`` as a smooth curve through its points, as points at most 1 pixel apart.

    A cubic Hermite spline: a fast mouse leaves points far apart, which still make a round curve. A turn
    of 90 degrees or more is a corner and stays one.
    """
    return _splines([stroke])[0]


def _splines(strokes: Sequence[Stroke]) -> list[Stroke]:
    """Return the ``spline`` of each of ``strokes``, at least one: all are computed at once."""
    points, owners = _distinct(*_together(strokes))
    slopes, lengths, inside = _pieces(points, owners)
    tangents = _tangents(slopes, lengths, inside)
    counts = np.where(inside, np.ceil(lengths / SPACING), 0).astype(np.intp)
    piece = np.repeat(np.arange(len(lengths)), counts)
    within = np.arange(len(piece)) - np.repeat(np.cumsum(counts) - counts, counts)
    u = (within / counts[piece])[:, None]
    length = lengths[piece, None]
    curve = (
        (1 + 2 * u) * (1 - u) ** 2 * points[piece]
        + u * (1 - u) ** 2 * length * tangents[piece]
        + u**2 * (3 - 2 * u) * points[piece + 1]
        + u**2 * (u - 1) * length * tangents[piece + 1]
    )
    # The last point of each stroke follows the pieces of the stroke.
    owner, last = owners[piece], np.append(np.flatnonzero(owners[1:] != owners[:-1]), len(owners) - 1)
    ends = np.cumsum(np.bincount(owner, minlength=len(strokes)) + 1)
    curves = np.empty((len(curve) + len(strokes), 2), np.float32)
    curves[np.arange(len(curve)) + owner] = curve
    curves[ends - 1] = points[last]
    return np.split(curves, ends[:-1])


def _together(strokes: Sequence[Stroke]) -> tuple[Stroke, NDArray[np.intp]]:
    """Return the points of all ``strokes`` in one array, and the stroke, counted from 0, that each belongs to."""
    return np.concatenate(strokes), np.repeat(np.arange(len(strokes)), [len(stroke) for stroke in strokes])


def _distinct(points: Stroke, owners: NDArray[np.intp]) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """Return the ``points`` of strokes, and their ``owners``, without those at which the pen stood still."""
    begins = np.append(True, owners[1:] != owners[:-1])
    moved = begins.copy()
    moved[1:] |= np.abs(np.diff(points, axis=0)).max(axis=1) > 1e-3
    kept, begins, owners = points[moved].astype(np.float64), begins[moved], owners[moved]
    # A pen that creeps away and jumps back can leave a point on the one before.
    begins[1:] |= np.diff(kept, axis=0).any(axis=1)
    return kept[begins], owners[begins]


def _pieces(
    points: NDArray[np.float64], owners: NDArray[np.intp]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.bool_]]:
    """Return the direction, (pieces, 2), and the length, (pieces,), of the straight piece from each point to the next.

    And whether it is a piece of a stroke, (pieces,), or between the end of one and the start of another.
    """
    steps, inside = np.diff(points, axis=0), owners[1:] == owners[:-1]
    lengths = np.hypot(steps[:, 0], steps[:, 1])
    return steps / np.where(inside, lengths, 1.0)[:, None], lengths, inside


def _with_corners(stroke: Stroke) -> Stroke:
    """Return ``stroke`` with the corners between points far apart, each with a point close by on either side.

    Where the pen ran straight, turned at one point or between two, and ran straight on, the corner is where
    the straight lines meet.
    """
    points, owners = _distinct(*_together([stroke]))
    slopes, lengths, _ = _pieces(points, owners)
    turns = np.zeros(len(points))
    cross = slopes[:-1, 0] * slopes[1:, 1] - slopes[:-1, 1] * slopes[1:, 0]
    turns[1:-1] = np.arctan2(cross, (slopes[:-1] * slopes[1:]).sum(axis=1))
    places: list[int] = []
    added: list[NDArray[np.float64]] = []
    for first in (np.flatnonzero(lengths[:-1] >= FAR) + 1).tolist():
        for last in range(first, min(first + 2, len(points) - 1)):
            legs = _legs(turns, lengths, first, last)
            if legs is not None:
                corner = points[first] + (legs[0] * slopes[first - 1] if last > first else 0.0)
                near, beyond = (min(CLOSE, leg / 2) for leg in legs)
                added += [corner - near * slopes[first - 1], corner, corner + beyond * slopes[last]]
                places += [last, last, first + 1]
    return np.insert(points, places, np.reshape(added, (-1, 2)), axis=0).astype(np.float32)


def _legs(
    turns: NDArray[np.float64], lengths: NDArray[np.float64], first: int, last: int
) -> tuple[float, float] | None:
    """Return how far the pen ran straight to the corner at the point ``first``, or between it and ``last``, and on.

    None where there is no corner.
    """
    before, after = float(lengths[first - 1]), float(lengths[last])
    turn, beside = abs(turns[first : last + 1].sum()), max(abs(turns[first - 1]), abs(turns[last + 1]))
    if min(before, after) < FAR or turn < SHARP or beside > STRAIGHT * turn:
        return None
    if first == last:
        return before, after
    one, other = turns[first], turns[last]
    if one * other <= 0 or turn > LARGEST:
        return None
    legs = lengths[first] * np.sin(np.abs([other, one])) / np.sin(turn)
    return (float(legs[0]), float(legs[1])) if legs.sum() <= LONGER * max(before, after) else None


def _tangents(
    slopes: NDArray[np.float64], lengths: NDArray[np.float64], inside: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Return the direction of the curve at each point, with length 1 on a curve and 0 at a corner.

    Between two pieces it is the mean of their directions, weighted towards the shorter one.
    """
    tangents = np.zeros((len(slopes) + 1, 2))
    inner = slopes[:-1] * lengths[1:, None] + slopes[1:] * lengths[:-1, None]
    straightness = (slopes[:-1] * slopes[1:]).sum(axis=1)
    size = np.maximum(np.hypot(inner[:, 0], inner[:, 1]), 1e-12)
    tangents[1:-1] = inner * (np.clip(2 * straightness, 0.0, 1.0) / size * (inside[:-1] & inside[1:]))[:, None]
    # At either end, the curve bends as it does at the neighbouring point.
    before, after = np.append(False, inside), np.append(inside, False)
    firsts, lasts = np.flatnonzero(after & ~before), np.flatnonzero(before & ~after)
    ends, beside = np.concatenate([firsts, lasts]), np.concatenate([firsts + 1, lasts - 1])
    slope, near = slopes[np.concatenate([firsts, lasts - 1])], tangents[beside]
    mirrored = 2 * (slope * near).sum(axis=1)[:, None] * slope - near
    tangents[ends] = np.where(mirrored.any(axis=1)[:, None], mirrored, slope)
    return tangents
