import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnapp.digits.augmentation import augment
from nnapp.digits.data_settings import Augmentation


def rng():
    return np.random.default_rng(5)


def block(rows, columns):
    image = np.zeros((28, 28), np.uint8)
    image[rows, columns] = 255
    return image.reshape(1, 784)


def centre(image):
    grey = image.reshape(28, 28).astype(float)
    return np.array([(grey * places).sum() / grey.sum() for places in np.indices((28, 28))])


def test_a_shift_moves_the_centre_by_at_most_so_many_pixels():
    digits = np.repeat(block(slice(12, 17), slice(12, 17)), 200, axis=0)
    moved = augment(digits, rng(), Augmentation(shift=3.0))
    offsets = np.array([centre(image) - 14.0 for image in moved])
    assert np.abs(offsets).max() <= 3.02
    assert np.abs(offsets).max() > 2.5
    assert np.allclose(moved.sum(axis=1, dtype=float), digits[0].sum(dtype=float), rtol=0.02)


def test_a_rotation_turns_about_the_middle():
    # A bar upright through (14, 14); what remains of it on the vertical axis tells the angle.
    digits = np.repeat(block(slice(5, 24), slice(14, 15)), 100, axis=0)
    turned = augment(digits, rng(), Augmentation(rotation=30.0)).reshape(-1, 28, 28).astype(float)
    rows, columns = np.indices((28, 28)) - 14.0
    for image in turned:
        assert centre(image) == pytest.approx([14.0, 14.0], abs=0.2)
    slopes = [np.degrees(np.arctan((i * rows * columns).sum() / (i * rows * rows).sum())) for i in turned]
    assert 25 < max(np.abs(slopes)) < 31


def test_noise_has_the_deviation_asked_for():
    grey = np.full((50, 784), 128, np.uint8)
    noisy = augment(grey, rng(), Augmentation(noise=0.1)).astype(float)
    assert noisy.std() == pytest.approx(25.5, rel=0.03)
    assert noisy.mean() == pytest.approx(128, abs=0.5)


def test_the_same_stream_changes_digits_alike_and_the_originals_stay():
    digits = block(slice(5, 20), slice(9, 12))
    before = digits.copy()
    changes = Augmentation(2.0, 10.0, 0.1)
    one, two = (augment(digits, rng(), changes) for _ in range(2))
    assert np.array_equal(one, two)
    assert np.array_equal(digits, before)
    assert not np.array_equal(one, digits)


@given(st.floats(0, 8), st.floats(0, 45), st.floats(0, 0.5), st.integers(0, 3))
def test_any_change_gives_as_many_digits_of_bytes(shift, rotation, noise, number):
    digits = np.full((number, 784), 200, np.uint8)
    changed = augment(digits, rng(), Augmentation(shift, rotation, noise))
    assert changed.shape == digits.shape
    assert changed.dtype == np.uint8
