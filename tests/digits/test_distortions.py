"""Distorted digits: by hand where that is possible, and never at the level that changes nothing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnapp.digits.datasets import load_test_images
from nnapp.digits.distortions import DISTORTIONS, Noise, Pen, Rotation, Shift, Size, mapped, resampling
from nnapp.digits.drawing import Drawing
from nnapp.digits.preparations import PREPARATIONS, preparation_named
from nnapp.digits.preprocessing import canvas_ink, prepare_drawings

ONE = np.array([0])
STROKES = (np.array([(6, 4), (10, 20)], np.float32), np.array([(12, 8), (14, 18)], np.float32))


@pytest.fixture(scope="module")
def digits():
    return load_test_images()[0][:20].reshape(-1, 784)


def block(rows, columns):
    image = np.zeros((28, 28), np.uint8)
    image[rows, columns] = 255
    return image.reshape(1, 784)


def distorted(distortion, picture, level):
    return distortion.pictures(picture, level, ONE).reshape(28, 28).astype(float)


def inked(image):
    """Return the rows and the columns that have more than half of full ink."""
    return [np.flatnonzero((image > 127).any(axis=axis)).tolist() for axis in (1, 0)]


@pytest.mark.parametrize("distortion", DISTORTIONS, ids=lambda one: one.name)
def test_one_level_changes_nothing_and_every_other_does(distortion, digits):
    numbers = np.arange(len(digits))
    for level in distortion.levels:
        changed = distortion.pictures(digits, level, numbers)
        assert changed.shape == digits.shape
        assert changed.dtype == np.uint8
        assert np.array_equal(changed, digits) == (level == distortion.unchanged)


@pytest.mark.parametrize("distortion", DISTORTIONS, ids=lambda one: one.name)
@pytest.mark.parametrize("drawing", [Drawing(STROKES, None, "1"), Drawing(STROKES, np.eye(28, dtype=np.float32), "1")])
def test_a_drawing_keeps_its_class_and_is_itself_at_the_level_that_changes_nothing(distortion, drawing):
    for level in distortion.levels:
        changed = distortion.drawing(drawing, level, 3)
        assert changed.class_name == "1"
        assert (changed is drawing) == (level == distortion.unchanged)
        assert canvas_ink(changed).max() > 0
    assert distortion.drawing(Drawing(), distortion.levels[0], 3).is_empty


def test_many_drawings_are_distorted_as_each_of_them_alone():
    drawings = [Drawing(STROKES), Drawing(picture=np.eye(28, dtype=np.float32)), Drawing(), Drawing(STROKES[:1])]
    numbers = np.arange(10, 14)
    for distortion in DISTORTIONS:
        together = distortion.drawings(drawings, distortion.levels[-1], numbers)
        for one, drawing, number in zip(together, drawings, numbers, strict=True):
            assert np.array_equal(
                canvas_ink(one), canvas_ink(distortion.drawing(drawing, distortion.levels[-1], number))
            )


@pytest.mark.parametrize("distortion", DISTORTIONS, ids=lambda one: one.name)
def test_levels_rise_and_each_is_told_in_other_words(distortion):
    assert list(distortion.levels) == sorted(distortion.levels)
    assert distortion.unchanged in distortion.levels
    assert len({distortion.in_words(level) for level in distortion.levels}) == len(distortion.levels)


def test_what_is_distorted_is_said_in_words():
    assert [Rotation().in_words(level) for level in (-10, 0, 5)] == [
        "rotated by 10° anticlockwise", "not rotated", "rotated by 5° clockwise",
    ]  # fmt: skip
    assert [Shift().in_words(level) for level in (-1, 3)] == [
        "shifted by 1 pixel to the left", "shifted by 3 pixels to the right",
    ]  # fmt: skip
    assert Size().in_words(40) == "at 40 % of its size"
    assert [Pen().in_words(level) for level in (-1, 0.5)] == [
        "with a pen 1 pixel thinner", "with a pen 0.5 pixels thicker",
    ]  # fmt: skip
    assert Noise().in_words(0.075) == "with noise 0.075"


def test_a_rotation_by_a_quarter_brings_what_is_above_to_the_right():
    # From pixel (14, 14): ten rows up becomes ten columns to the right.
    assert inked(distorted(Rotation(), block(4, 14), 90)) == [[14], [24]]
    (stroke,) = mapped([np.array([(14, 4), (14, 24)], np.float32)], np.array([(0, -1), (1, 0)]))
    assert stroke.tolist() == [[24, 14], [4, 14]]
    (turned,) = Rotation().drawing(Drawing((np.array([(14, 4), (14, 24)], np.float32),)), 30, 0).strokes
    assert turned[0] == pytest.approx([14 + 10 * np.sin(np.pi / 6), 14 - 10 * np.cos(np.pi / 6)], abs=1e-5)


def test_a_shift_moves_to_the_right():
    assert inked(distorted(Shift(), block(slice(10, 14), slice(8, 12)), 3)) == [[10, 11, 12, 13], [11, 12, 13, 14]]
    moved = Shift().drawing(Drawing(STROKES), -2, 0)
    assert np.array_equal(np.concatenate(moved.strokes), np.concatenate(STROKES) - (2, 0))


def test_a_size_scales_about_the_middle_and_ink_becomes_area():
    square = block(slice(9, 20), slice(9, 20))
    assert [len(side) for side in inked(distorted(Size(), square, 140))] == [15, 15]
    for level in (40, 50, 80, 130):
        assert distorted(Size(), square, level).sum() == pytest.approx(square.sum() * (level / 100) ** 2, rel=0.03)
    small = Size().drawing(Drawing(STROKES), 50, 0)
    assert np.ptp(np.concatenate(small.strokes), axis=0).tolist() == [4, 8]


def test_a_pen_widens_or_narrows_a_line_by_its_level():
    line = block(slice(4, 24), slice(13, 16))
    for level in (-1.5, -1, -0.5, 0.5, 1, 2, 3):
        width = distorted(Pen(), line, level)[14].sum() / 255
        assert width == pytest.approx(3 + level, abs=0.2)


def test_a_drawing_is_drawn_with_the_other_pen_as_large_as_digits_of_mnist_are():
    line = Drawing((np.array([(3, 5), (3, 25)], np.float32),))
    for level in (-1, 1, 2):
        picture = Pen().drawing(line, level, 0).picture
        assert picture[14].sum() == pytest.approx(2.2 + level, abs=0.3)
        assert np.abs(picture.sum(axis=1) @ np.arange(28) / picture.sum() - 14) < 0.1
    assert np.array_equal(
        Noise().drawing(line, 1e-9, 0).picture * 255,
        np.rint(prepare_drawings([line], preparation_named("mnist"))[0] * 255),
    )


def test_noise_has_the_deviation_of_its_level_and_is_the_same_for_the_same_number():
    grey = np.full((30, 784), 128, np.uint8)
    noisy = Noise().pictures(grey, 0.1, np.arange(30))
    assert (noisy.astype(float) - 128).std() == pytest.approx(25.5, rel=0.03)
    assert np.array_equal(noisy[7:8], Noise().pictures(grey[:1], 0.1, np.array([7])))
    assert not np.array_equal(noisy[7], noisy[8])


@pytest.mark.parametrize("distortion", [Shift(), Size()], ids=lambda one: one.name)
@pytest.mark.parametrize("preparation", PREPARATIONS, ids=lambda one: one.name)
def test_where_and_how_large_strokes_are_makes_no_difference_to_a_network(distortion, preparation):
    drawings = [distortion.drawing(Drawing(STROKES), level, 0) for level in distortion.levels]
    pages = prepare_drawings(drawings, preparation)
    assert np.abs(pages - pages[0]).max() < 1e-3


@given(st.floats(0.3, 2), st.floats(-8, 8))
def test_resampling_never_makes_ink_from_nothing(size, shift):
    matrix = resampling(size, shift)
    assert matrix.min() >= 0
    assert matrix.sum(axis=1).max() <= 1 + 1e-6


def test_resampling_by_nothing_is_exact():
    assert np.array_equal(resampling(), np.eye(28, dtype=np.float32))
    assert np.array_equal(resampling(shift=2), np.eye(28, k=-2, dtype=np.float32))
