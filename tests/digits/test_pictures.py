"""Digits in pictures, on paper and screens of all kinds; ``tests.benchmarks.picture_bench`` counts them."""

from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from nnapp.digits.curves import smooth
from nnapp.digits.datasets import load_course_digits
from nnapp.digits.drawing import Drawing
from nnapp.digits.errors import DataError
from nnapp.digits.ink import ink
from nnapp.digits.pictures import find_digits, read_digits
from nnapp.files.weight_file import load_weights
from tests.benchmarks.picture_conditions import CONDITIONS, WITHOUT_DIGITS
from tests.benchmarks.redrawn_digits import RedrawnDigit

FOUR = [np.array([(13, 6), (9, 14), (8, 16), (19, 16)], np.float32), np.array([(16, 11), (15, 22)], np.float32)]
TWO = [np.array([(9, 9), (12, 6), (17, 7), (17, 12), (12, 18), (9, 22), (14, 21), (20, 22)], np.float32)]
DIGITS = [RedrawnDigit(label, None, smooth(strokes)) for label, strokes in ((4, FOUR), (2, TWO))]


@pytest.fixture(scope="module")
def recogniser(models):
    return load_weights(models / "default.safetensors").recogniser


def read(path, recogniser):
    return [recogniser.recognise(Drawing(picture=page)).ranking[0] for page in read_digits(path).digits]


@pytest.mark.parametrize(
    "condition",
    [one for one in CONDITIONS if one.look.side <= 400 or one.name.endswith((", shadow", "lines", "right", "5 px"))],
    ids=lambda one: one.name,
)
def test_digits_are_read_under_the_conditions_of_the_bench(condition, tmp_path, recogniser):
    path = tmp_path / f"digits{condition.suffix}"
    shown = [DIGITS[k % 2] for k in range(condition.digits)]
    condition.make(path, shown, np.random.default_rng(3))
    assert read(path, recogniser) == [digit.label for digit in shown]


@pytest.mark.parametrize(
    "condition", [one for one in WITHOUT_DIGITS if one.look.side < 2_000], ids=lambda one: one.name
)
def test_a_page_without_writing_shows_no_digit(condition, tmp_path):
    path = tmp_path / f"page{condition.suffix}"
    condition.make(path, [], np.random.default_rng(0))
    with pytest.raises(DataError, match=r"page\.\w+ shows no digit: nothing in it looks like handwriting\."):
        read_digits(path)


def test_a_picture_like_those_of_mnist_goes_in_as_it_is(recogniser):
    five = load_course_digits()[0]
    found = find_digits(Image.fromarray(np.rint(five * 255).astype(np.uint8)), "five")
    assert found.is_unchanged
    np.testing.assert_allclose(found.digits[0], five, atol=1e-6)
    assert len(found.otherwise) == 1
    for page in (*found.digits, *found.otherwise):
        assert recogniser.recognise(Drawing(picture=page)).ranking[0] == 5


def test_a_filled_shape_of_28_by_28_pixels_stays_filled():
    shirt = np.zeros((28, 28), np.uint8)
    shirt[1:27, 8:20], shirt[2:10, 2:26] = 200, 150
    assert (find_digits(Image.fromarray(shirt), "shirt").digits[0] * 255 == shirt).all()


def test_dark_on_light_and_light_on_dark_give_the_same_page():
    large = np.rint(np.kron(load_course_digits()[2], np.ones((8, 8))) * 255).astype(np.uint8)
    light, dark = (find_digits(Image.fromarray(levels), "four").digits[0] for levels in (large, 255 - large))
    np.testing.assert_allclose(light, dark, atol=0.05)


@pytest.mark.parametrize("pen", [1.0, 2.0, 3.0, 4.0])
def test_the_pen_makes_little_difference(pen):
    strokes = smooth([np.array([(8, 5), (20, 5), (14, 14), (11, 23)], np.float32)])
    pages = [
        find_digits(Image.fromarray(np.rint(255 - 255 * ink(strokes, width)).astype(np.uint8)), "seven").digits[0]
        for width in (2.2, pen)
    ]
    assert np.corrcoef(pages[0].ravel(), pages[1].ravel())[0, 1] > 0.8


@settings(max_examples=25)
@given(st.integers(1, 130), st.integers(1, 130), st.sampled_from(["L", "RGB", "RGBA"]), st.integers(0, 2**32))
def test_any_picture_gives_pages_or_none(rows, columns, mode, seed):
    rng = np.random.default_rng(seed)
    coarse = rng.integers(0, 256, (-(-rows // 8), -(-columns // 8), 4), np.uint8)
    pixels = np.kron(coarse, np.ones((8, 8, 1), np.uint8))[:rows, :columns]
    found = None
    with suppress(DataError):
        found = find_digits(Image.fromarray(pixels, "RGBA").convert(mode), "picture")
    if found is not None:
        assert all(page.shape == (28, 28) and 0 <= page.min() < page.max() <= 1 for page in found.digits)
