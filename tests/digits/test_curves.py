import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from nnapp.digits.curves import SPACING, smooth, spline

POINTS = arrays(np.float32, st.tuples(st.integers(1, 12), st.just(2)), elements=st.floats(-5, 33, width=32))
NEAR = st.integers(0, 2).map(lambda steps: (steps * 0.0009, 0.0))

FOUR = ((7, 4), (9, 15), (20, 15))
SEVEN = ((7, 6), (20, 6), (12, 23))
ZED = ((7, 6), (20, 6), (7, 22), (21, 22))


def stroke(*points):
    return np.array(points, np.float32)


def seen(corners, gap, first=None):
    """Return the points at which a pen is seen that goes straight from corner to corner, every ``gap`` pixels.

    ``first`` is the way to the first of them; without it, the pen is seen at each corner too.
    """
    corners = np.array(corners, float)
    way = np.append(0, np.cumsum(np.hypot(*np.diff(corners, axis=0).T)))
    if first is None:
        at = np.unique(np.concatenate([way, np.arange(0, way[-1], gap)]))
        at = at[np.append(np.diff(at) > gap / 3, True) | np.isin(at, way)]
    else:
        at = np.unique(np.concatenate([[0], np.arange(first, way[-1] - 1, gap), way[-1:]]))
    return np.stack([np.interp(at, way, axis) for axis in corners.T], axis=1).astype(np.float32)


@given(POINTS)
def test_a_smoothed_stroke_starts_and_ends_where_it_did_in_small_steps(points):
    curve = smooth([points])[0]
    assert curve[0] == pytest.approx(points[0], abs=2e-3)
    assert np.abs(curve[-1] - points[-1]).max() < 0.02
    if len(curve) > 1:
        assert np.hypot(*np.diff(curve, axis=0).T).max() <= SPACING * 1.6


@given(st.lists(NEAR, min_size=4, max_size=12))
def test_a_pen_that_creeps_leaves_a_curve_that_can_be_computed_with(points):
    assert np.isfinite(smooth([stroke(*points, (5, 5))])[0]).all()


def test_a_pen_that_comes_back_to_where_it_began_leaves_a_curve():
    curve = smooth([stroke((0, 0), (0.0009, 0), (0.0018, 0), (0, 0), (5, 5))])[0]
    assert np.ptp(curve, axis=0) == pytest.approx([5, 5], abs=0.1)


@given(st.lists(POINTS | st.lists(NEAR, min_size=1, max_size=6).map(lambda points: stroke(*points)), max_size=5))
def test_many_strokes_are_smoothed_as_each_is(strokes):
    together = smooth(strokes)
    assert len(together) == len(strokes)
    for one, other in zip(together, strokes, strict=True):
        assert one.dtype == np.float32
        assert np.array_equal(one, smooth([other])[0])


def test_few_points_of_a_fast_circle_become_a_round_curve():
    angles = np.linspace(0, 2 * np.pi, 9)
    circle = (14 + 8 * np.stack([np.cos(angles), np.sin(angles)], axis=1)).astype(np.float32)
    radii = np.hypot(*(smooth([circle])[0] - 14).T)
    # Straight lines between the eight points would come as near as 8 cos(22.5 degrees) = 7.39.
    assert radii.min() > 7.75
    assert radii.max() < 8.1


@pytest.mark.parametrize("first", [None, 1, 2, 3, 4, 5, 6])
@pytest.mark.parametrize("corners", [FOUR, SEVEN, ZED], ids=["4", "7", "Z"])
def test_few_points_of_a_fast_mouse_keep_their_corners(corners, first):
    curve = smooth([seen(corners, 6.0, first)])[0]
    way = seen(corners, 0.1)
    # How far the curve strays from the way of the pen, and how near it comes to each corner.
    assert np.hypot(*(curve[:, None] - way).T).min(axis=0).max() < 0.6
    assert np.hypot(*(curve[:, None] - np.array(corners)).T).min(axis=1).max() < 0.6


@pytest.mark.parametrize(
    "points",
    [
        ((4, 14), (14, 14), (23, 19)),
        ((4, 10), (14, 10), (13, 16), (16.2, 21.1)),
        ((4, 8), (8, 8), (17, 17), (17, 21)),
        ((4, 10), (16, 10), (15, 14), (4, 13)),
    ],
    ids=["a gentle bend", "a turn to either side", "a slanting piece between short ones", "a turn back"],
)
def test_where_no_corner_is_certain_the_curve_is_that_through_the_points(points):
    assert np.array_equal(smooth([stroke(*points)])[0], spline(stroke(*points)))


@given(POINTS)
def test_points_close_together_give_the_curve_through_them_and_nothing_else(points):
    close = seen(points, 1.0, 1.0) if len(points) > 1 and np.ptp(points, axis=0).max() > 1 else points
    close = close[np.append(True, np.hypot(*np.diff(close, axis=0).T) < 3)]
    assert np.array_equal(smooth([close])[0], spline(close))
