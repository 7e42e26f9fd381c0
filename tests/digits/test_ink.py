import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from nnapp.digits.ink import Pieces, ink, inks

POINTS = arrays(np.float32, st.tuples(st.integers(1, 12), st.just(2)), elements=st.floats(-5, 33, width=32))


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
    for page, strokes in zip(inks(Pieces.of(drawings), 2.2), drawings, strict=True):
        assert page == pytest.approx(ink(strokes, 2.2), abs=1e-5)
