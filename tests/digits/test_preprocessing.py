import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnapp.digits.curves import smooth
from nnapp.digits.drawing import Drawing
from nnapp.digits.ink import ink
from nnapp.digits.preparations import PREPARATIONS, preparation_named
from nnapp.digits.preprocessing import (
    SPREAD,
    normalise,
    prepare_drawings,
    prepare_images,
    prepare_picture,
    prepare_strokes,
    without_specks,
)

PLAIN, DESKEWED, MOMENTS, _ = PREPARATIONS

SEVEN = [np.array([(6, 6), (20, 6), (15, 14), (11, 24)], np.float32)]
FOUR = [np.array([(14, 4), (6, 16), (22, 16)], np.float32), np.array([(17, 10), (17, 25)], np.float32)]


def centre(page):
    rows, columns = np.indices(page.shape)
    return (page * rows).sum() / page.sum(), (page * columns).sum() / page.sum()


def slant(page):
    rows, columns = np.indices(page.shape)
    r, c = centre(page)
    return (page * (rows - r) * (columns - c)).sum() / (page * (rows - r) ** 2).sum()


def moved(strokes, scale=1.0, shift=(0.0, 0.0), slope=0.0):
    matrix = np.array([[1.0, 0.0], [slope, 1.0]], np.float32) * scale
    return [((stroke - 14) @ matrix + 14 + np.array(shift)).astype(np.float32) for stroke in strokes]


@pytest.mark.parametrize("preparation", PREPARATIONS, ids=lambda p: p.name)
@given(
    which=st.sampled_from([SEVEN, FOUR]),
    scale=st.floats(0.25, 1.4),
    x=st.floats(-8, 8),
    y=st.floats(-8, 8),
    slope=st.floats(-0.3, 0.3),
)
def test_a_drawing_has_its_centre_of_mass_at_14_14(preparation, which, scale, x, y, slope):
    page = prepare_strokes([moved(which, scale, (x, y), slope)], preparation)[0]
    assert centre(page) == pytest.approx((14.0, 14.0), abs=0.15)


@given(which=st.sampled_from([SEVEN, FOUR]), scale=st.floats(0.25, 1.4), x=st.floats(-8, 8), y=st.floats(-8, 8))
def test_neither_size_nor_place_makes_a_difference(which, scale, x, y):
    plain, other = prepare_strokes([which, moved(which, scale, (x, y))], DESKEWED)
    assert np.abs(plain - other).mean() < 0.012


@given(which=st.sampled_from([SEVEN, FOUR]), slope=st.floats(-0.3, 0.3))
def test_deskewing_takes_the_slant_away(which, slope):
    assert abs(slant(prepare_strokes([moved(which, slope=slope)], DESKEWED)[0])) < 0.08


@given(which=st.sampled_from([SEVEN, FOUR]), width=st.floats(0.6, 1.4), slope=st.floats(-0.3, 0.3))
def test_proportions_make_no_difference_to_the_spread(which, width, slope):
    strokes = [stroke * np.array([width, 1.0], np.float32) for stroke in moved(which, slope=slope)]
    page = prepare_strokes([strokes], MOMENTS)[0]
    rows, columns = np.indices(page.shape)
    row, column = centre(page)
    spreads = [
        np.sqrt((page * (grid - middle) ** 2).sum() / page.sum()) for grid, middle in ((rows, row), (columns, column))
    ]
    assert spreads == pytest.approx(SPREAD, abs=0.35)


def test_a_drawing_fills_a_box_of_20():
    page = prepare_strokes([SEVEN], PLAIN)[0]
    rows = np.flatnonzero((page > 0.3).any(axis=1))
    assert rows[-1] - rows[0] + 1 == pytest.approx(20, abs=1)


def test_a_dot_stays_a_dot_and_a_line_a_line():
    dot, line = prepare_strokes(
        [[np.array([(3.0, 3.0)], np.float32)], [np.array([(4, 4), (4, 24)], np.float32)]], DESKEWED
    )
    assert 2 < dot.sum() < 12
    assert centre(dot) == pytest.approx((14.0, 14.0), abs=0.1)
    assert 25 < line.sum() < 60


def test_an_accidental_speck_beside_the_digit_makes_no_difference():
    speck = np.array([(2.0, 27.0), (2.3, 27.2)], np.float32)
    plain, specked = prepare_strokes([SEVEN, [*SEVEN, speck]], MOMENTS)
    assert np.array_equal(plain, specked)


def test_a_small_stroke_that_belongs_to_the_digit_stays():
    bar = np.array([(12.5, 15.0), (14.0, 15.0)], np.float32)
    assert len(without_specks([*SEVEN, bar])) == 2
    dots = [np.array([(x, 5.0)], np.float32) for x in (3.0, 20.0)]
    assert len(without_specks(dots)) == 2


def test_a_drawing_that_runs_off_the_canvas_is_prepared_from_what_is_left():
    cut = [np.array([(6, 0), (20, 0), (15, 14), (11, 28)], np.float32)]
    assert centre(prepare_strokes([cut], MOMENTS)[0]) == pytest.approx((14.0, 14.0), abs=0.15)


def test_nothing_drawn_is_blank_paper():
    for preparation in PREPARATIONS:
        assert not prepare_drawings([Drawing()], preparation).any()
        assert not prepare_picture(np.zeros((40, 30), np.float32), preparation).any()


def test_a_picture_of_a_drawing_is_prepared_much_like_the_drawing():
    large = np.kron(ink(smooth(FOUR), 2.2), np.ones((5, 5), np.float32))
    from_picture, from_strokes = prepare_picture(large, DESKEWED), prepare_strokes([FOUR], DESKEWED)[0]
    assert np.corrcoef(from_picture.ravel(), from_strokes.ravel())[0, 1] > 0.85


@given(st.integers(1, 60), st.integers(1, 60), st.integers(0, 2**32))
def test_any_picture_gives_28_by_28_between_0_and_1(rows, columns, seed):
    rng = np.random.default_rng(seed)
    picture = (rng.random((rows, columns)) * (rng.random((rows, columns)) < 0.3)).astype(np.float32)
    page = prepare_picture(picture, DESKEWED)
    assert page.shape == (28, 28)
    assert page.min() >= 0.0
    assert page.max() <= 1.0 + 1e-6


def test_deskewing_keeps_the_ink_and_an_upright_image():
    upright = np.zeros((1, 28, 28), np.float32)
    upright[0, 5:24, 13:16] = 1.0
    assert normalise(upright, DESKEWED) == pytest.approx(upright, abs=1e-6)
    leaning = np.zeros((1, 28, 28), np.float32)
    for row in range(5, 24):
        leaning[0, row, 24 - row // 2 : 27 - row // 2] = 1.0
    straight = normalise(leaning, DESKEWED)
    assert straight.sum() == pytest.approx(leaning.sum(), rel=0.01)
    assert abs(slant(straight[0])) < 0.03


def test_images_of_mnist_are_prepared_as_bytes():
    images = np.random.default_rng(0).integers(0, 256, (3, 784)).astype(np.uint8)
    assert prepare_images(images, PLAIN) is images
    assert prepare_images(images, DESKEWED).shape == (3, 784)
    assert prepare_images(images, DESKEWED).dtype == np.uint8


def test_an_unknown_name_is_answered_with_those_that_exist():
    with pytest.raises(ValueError, match="mnist, mnist-deskew, mnist-moments"):
        preparation_named("magic")
