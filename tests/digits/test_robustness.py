import numpy as np
import pytest

from nnapp.digits.robustness import CHANGES, Change

STROKES = [np.array([(6, 4), (10, 20)], np.float32), np.array([(12, 8), (14, 18)], np.float32)]


def points(drawing):
    return np.concatenate(drawing.strokes)


def test_a_size_is_a_share_of_the_canvas():
    for size in (0.25, 0.5, 1.0):
        changed = points(Change("", size=size).apply(STROKES))
        assert np.ptp(changed, axis=0).max() == pytest.approx(28 * size, abs=1e-4)
        assert (changed.min(axis=0) + changed.max(axis=0)) / 2 == pytest.approx(14, abs=1e-4)


def test_a_corner_is_where_the_drawing_touches_the_edges():
    assert points(Change("", size=0.5, corner=(0, 0)).apply(STROKES)).min(axis=0) == pytest.approx(0, abs=1e-4)
    assert points(Change("", size=0.5, corner=(1, 1)).apply(STROKES)).max(axis=0) == pytest.approx(28, abs=1e-4)


def test_a_slant_leans_to_the_right_and_keeps_the_rows():
    upright = [np.array([(14, 4), (14, 24)], np.float32)]
    (leaning,) = Change("", slant=15).apply(upright).strokes
    assert leaning[0, 0] - leaning[1, 0] == pytest.approx(20 * np.tan(np.radians(15)), abs=1e-4)
    assert np.ptp(leaning[:, 1]) == pytest.approx(20)


def test_a_pen_makes_a_picture_of_it():
    thin, wide = (Change("", pen=pen).apply(STROKES).picture for pen in (1.0, 4.0))
    assert wide.sum() > 1.5 * thin.sum()


def test_every_change_leaves_nothing_of_nothing():
    assert all(change.apply([]).is_empty for change in CHANGES)
