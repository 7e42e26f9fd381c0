import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnapp.digits.drawing import Drawing
from nnapp.digits.erasing import ERASER_RADIUS, erase

LINE = np.array([(4, 14), (24, 14)], np.float32)
AWAY = np.array([(4, 3), (24, 3)], np.float32)


def test_a_stroke_is_cut_where_the_eraser_passes():
    left, right, away = erase(Drawing((LINE, AWAY)), (14, 10), (14, 18)).strokes
    assert left[-1, 0] <= 14 - ERASER_RADIUS + 1
    assert right[0, 0] >= 14 + ERASER_RADIUS - 1
    assert away is AWAY


@pytest.mark.parametrize("drawing", [Drawing((LINE,)), Drawing(picture=np.eye(28, dtype=np.float32))])
def test_a_drawing_of_which_nothing_is_erased_is_the_same_one(drawing):
    assert erase(drawing, (4, 22), (6, 22)) is drawing


def test_everything_can_be_erased():
    assert erase(Drawing((LINE,)), (0, 14), (28, 14)).is_empty
    assert erase(Drawing(picture=np.eye(28, dtype=np.float32)), (0, 0), (28, 28)).is_empty


def test_a_picture_loses_its_ink_under_the_eraser_only():
    picture = np.ones((28, 28), np.float32)
    erased = erase(Drawing(picture=picture), (5.5, 5.5), (5.5, 5.5)).picture
    assert erased[5, 5] == 0
    assert erased[5, 9] == 1
    assert picture.all()


@given(st.tuples(st.floats(0, 28), st.floats(0, 28)), st.tuples(st.floats(0, 28), st.floats(0, 28)))
def test_what_is_left_lies_outside_the_eraser(start, end):
    for stroke in erase(Drawing((LINE,)), start, end).strokes:
        if stroke is not LINE:
            along = np.linspace(0, 1, 50)[:, None]
            path = np.array(start) * (1 - along) + np.array(end) * along
            assert np.hypot(*(stroke[:, None] - path[None]).T).min() > ERASER_RADIUS - 1e-3
