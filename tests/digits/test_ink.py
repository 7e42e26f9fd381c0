import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from nnapp.digits.ink import SPACING, Pieces, ink, inks, smooth

POINTS = arrays(np.float32, st.tuples(st.integers(1, 12), st.just(2)), elements=st.floats(-5, 33, width=32))


NEAR = st.integers(0, 2).map(lambda steps: (steps * 0.0009, 0.0))


def stroke(*points):
    return np.array(points, np.float32)


def test_no_strokes_leave_the_paper_white():
    assert not ink([], 2.0).any()


def test_a_dot_is_a_disc_of_the_pen():
    page = ink([stroke((14.5, 10.5))], 3.0)
    assert page[10, 14] == 1.0
    # A disc of diameter 3 covers 7.07 pixels; the soft edge adds the ring's second-order term, pi/12.
    assert page.sum() == pytest.approx(np.pi * 1.5**2, abs=0.5)
    window = page[8:13, 12:17]
    assert np.array_equal(window, window[::-1])
    assert np.array_equal(window, window.T)


def test_a_line_has_the_ink_of_its_length_and_width():
    page = ink([stroke((5, 14.25), (23, 14.25))], 2.0)
    assert page[:, 10].sum() == pytest.approx(2.0, abs=1e-5)
    assert page.sum() == pytest.approx(18 * 2 + np.pi, abs=0.4)
    assert not page[:, :3].any()
    assert not page[:11].any()


def test_rows_go_down_and_columns_go_right():
    page = ink([stroke((2.5, 20.5))], 1.0)
    assert np.unravel_index(page.argmax(), page.shape) == (20, 2)


def test_crossing_strokes_take_the_larger_ink():
    across, down = stroke((5, 14), (23, 14)), stroke((14, 5), (14, 23))
    both = ink([across, down], 2.0)
    assert np.array_equal(both, np.maximum(ink([across], 2.0), ink([down], 2.0)))


@given(st.lists(POINTS, max_size=3), st.floats(1.0, 4.0))
def test_ink_is_between_paper_and_ink_wherever_the_pen_goes(strokes, width):
    page = ink(strokes, width)
    assert page.shape == (28, 28)
    assert page.dtype == np.float32
    assert page.min() >= 0.0
    assert page.max() <= 1.0


@given(st.lists(st.lists(POINTS, max_size=2), min_size=1, max_size=4))
def test_many_drawings_at_once_are_the_same_as_one_by_one(drawings):
    widths = np.linspace(1.0, 3.0, len(drawings))
    together = inks(Pieces.of(drawings), widths)
    for page, strokes, width in zip(together, drawings, widths, strict=True):
        assert page == pytest.approx(ink(strokes, width), abs=1e-5)


@given(POINTS)
def test_a_smoothed_stroke_starts_and_ends_where_it_did_in_small_steps(points):
    curve = smooth(points)
    assert curve[0] == pytest.approx(points[0], abs=2e-3)
    assert np.abs(curve[-1] - points[-1]).max() < 0.02
    if len(curve) > 1:
        assert np.hypot(*np.diff(curve, axis=0).T).max() <= SPACING * 1.6


@given(st.lists(NEAR, min_size=4, max_size=12))
def test_a_pen_that_creeps_leaves_a_curve_that_can_be_computed_with(points):
    assert np.isfinite(smooth(stroke(*points, (5, 5)))).all()


def test_a_pen_that_comes_back_to_where_it_began_leaves_ink():
    assert ink([smooth(stroke((0, 0), (0.0009, 0), (0.0018, 0), (0, 0), (5, 5)))], 2.0).any()


def test_few_points_of_a_fast_circle_become_a_round_curve():
    angles = np.linspace(0, 2 * np.pi, 9)
    circle = (14 + 8 * np.stack([np.cos(angles), np.sin(angles)], axis=1)).astype(np.float32)
    radii = np.hypot(*(smooth(circle) - 14).T)
    # Straight lines between the eight points would come as near as 8 cos(22.5 degrees) = 7.39.
    assert radii.min() > 7.75
    assert radii.max() < 8.1
