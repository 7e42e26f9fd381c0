import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nnapp.digits.neighbourhoods import grown, largest_around, least_around


@given(st.integers(1, 9), st.integers(1, 9), st.integers(1, 12), st.integers(0, 2**32))
def test_each_pixel_takes_the_largest_or_the_least_of_its_square(rows, columns, half, seed):
    levels = np.random.default_rng(seed).integers(0, 256, (rows, columns), np.uint8)
    for found, choose in ((largest_around(levels, half), np.max), (least_around(levels, half), np.min)):
        for row in range(rows):
            for column in range(columns):
                square = levels[max(row - half, 0) : row + half + 1, max(column - half, 0) : column + half + 1]
                assert found[row, column] == choose(square)


def test_a_mask_grows_by_as_many_pixels():
    mask = np.zeros((9, 9), bool)
    mask[4, 0] = True
    assert np.argwhere(grown(mask, 2)).tolist() == [[row, column] for row in range(2, 7) for column in range(3)]
