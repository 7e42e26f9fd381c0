import numpy as np
import pytest
from hypothesis import given
from hypothesis.extra.numpy import arrays
from hypothesis.strategies import floats

from nnapp.digits.directions import (
    DIRECTIONS,
    MAP_COLUMNS,
    MAP_ROWS,
    carried_to_page,
    covered,
    direction_of,
    directions,
    map_place,
    number_of,
)

PAGES = arrays(np.float32, (1, 28, 28), elements=floats(0, 1, width=32))


def maps(page):
    """The eight maps, (8, 7, 14), read out of the grid."""
    grid = directions(page[None])[0]
    return np.array([grid[r : r + MAP_ROWS, c : c + MAP_COLUMNS] for r, c in map(map_place, range(DIRECTIONS))])


def by_hand(page):
    """The same pixel by pixel, in plain Python; each gradient is split by solving for its two directions."""
    padded, sobel = np.pad(page.astype(float), 1), np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]) / 4
    shares = np.zeros((8, 31, 31))
    for row in range(28):
        for column in range(28):
            window = padded[row : row + 3, column : column + 3]
            across, down = (window * sobel).sum(), (window * sobel.T).sum()
            first = int(np.arctan2(down, across) // (np.pi / 4)) % 8
            angles = np.array([first, first + 1]) * np.pi / 4
            pair = np.linalg.solve([np.cos(angles), np.sin(angles)], [across, down])
            shares[[first, (first + 1) % 8], row + 1, column + 1] = np.maximum(pair, 0)
    blur = np.outer([1, 3, 3, 1], [1, 3, 3, 1]) / 64
    halved = np.array(
        [
            [[(s[2 * r : 2 * r + 4, 2 * c : 2 * c + 4] * blur).sum() for c in range(14)] for r in range(14)]
            for s in shares
        ]
    )
    return np.sqrt((halved[:, ::2] + halved[:, 1::2]) / 2)


def test_the_maps_are_those_of_the_formula_taken_pixel_by_pixel():
    page = np.random.default_rng(1).random((28, 28)).astype(np.float32)
    np.testing.assert_allclose(maps(page), by_hand(page), atol=1e-5)


@pytest.mark.parametrize(
    ("direction", "half"), [(0, np.s_[:, 14:]), (2, np.s_[14:, :]), (4, np.s_[:, :14]), (6, np.s_[:14, :])]
)
def test_a_straight_edge_is_seen_in_the_one_direction_from_paper_to_ink(direction, half):
    page = np.zeros((28, 28), np.float32)
    page[half] = 1.0
    inner = maps(page)[:, 1:-1, 1:-1]
    assert inner[direction].max() > 0.3
    assert not np.delete(inner, direction, axis=0).any()


def test_an_edge_at_45_degrees_is_seen_in_a_slanted_direction_only():
    rows, columns = np.indices((28, 28))
    page = (rows + columns > 28).astype(np.float32)
    strength = maps(page)[:, 1:-1, 2:-2].sum(axis=(1, 2))
    assert strength[1] > 0
    assert strength.argmax() == 1
    assert np.allclose(np.delete(strength, 1), 0, atol=1e-3)


@given(PAGES)
def test_whatever_the_page_all_is_between_0_and_1(page):
    seen = directions(page)
    assert seen.shape == (1, 28, 28)
    assert seen.min() >= 0
    assert seen.max() <= 1


@given(PAGES)
def test_a_page_turned_by_half_a_turn_swaps_opposite_directions(page):
    turned = maps(page[0, ::-1, ::-1].copy())
    # Squared, as the root of a rounding error is a thousand times as large.
    np.testing.assert_allclose(turned[:, ::-1, ::-1] ** 2, np.roll(maps(page[0]), 4, axis=0) ** 2, atol=1e-6)


def test_each_input_has_its_direction_and_its_place_in_the_map():
    for number in range(784):
        assert number_of(*direction_of(number)) == number


@given(PAGES)
def test_contributions_are_carried_to_edges_of_the_page_and_add_up_to_the_same(page):
    contributions = directions(page)[0] * np.random.default_rng(2).normal(size=(28, 28))
    carried = carried_to_page(page[0], contributions)
    np.testing.assert_allclose(carried.sum(), contributions.sum(), atol=1e-6)
    padded = np.pad(page[0], 1)
    flat = np.array(
        [[np.ptp(padded[row : row + 3, column : column + 3]) == 0 for column in range(28)] for row in range(28)]
    )
    assert not carried[flat].any()


@pytest.mark.parametrize("number", [0, 303, 420, 783])
def test_a_contribution_goes_to_where_its_cell_lies(number):
    page = np.random.default_rng(1).random((28, 28)).astype(np.float32)
    alone = np.zeros(784)
    alone[number] = 1.0
    rows, columns = np.nonzero(carried_to_page(page, alone))
    top, bottom, left, right = covered(number)
    # Blurred, a cell also sees what is just around it.
    assert top - 1 <= rows.min() <= rows.max() <= bottom + 1
    assert left - 1 <= columns.min() <= columns.max() <= right + 1
