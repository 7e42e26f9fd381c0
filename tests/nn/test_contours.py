"""Contour lines pass where they should."""

import numpy as np
import pytest

from nnapp.nn.contours import contour


def test_the_contour_of_a_cone_is_a_circle_all_of_it_and_nothing_else():
    rows, columns = np.mgrid[-10:11, -10:11].astype(float)
    lines = contour(np.hypot(rows, columns), 7.0)
    radii = np.hypot(*(lines - 10).reshape(-1, 2).T)
    assert radii == pytest.approx(7.0, abs=0.05)
    length = np.linalg.norm(lines[:, 1] - lines[:, 0], axis=1).sum()
    assert length == pytest.approx(2 * np.pi * 7.0, rel=0.01)


def test_a_level_that_is_not_reached_and_one_that_lies_on_the_grid():
    slope = np.tile(np.arange(5.0), (4, 1))
    assert contour(slope, 9.0).shape == (0, 2, 2)
    assert contour(slope, 2.0)[..., 1] == pytest.approx(2.0)
