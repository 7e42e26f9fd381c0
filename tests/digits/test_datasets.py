import gzip
import struct

import numpy as np
import pytest

from nnapp.digits.data_settings import DataSettings
from nnapp.digits.datasets import COURSE_DIGITS, load_course_digits, load_test_data, load_training_data
from nnapp.digits.errors import DataError
from nnapp.digits.generators import finish
from nnapp.digits.idx import read_idx
from nnapp.digits.preparations import preparation_named
from tests.digits.noting import noting

PLAIN = preparation_named("mnist")


@pytest.fixture(scope="module")
def plain():
    shares: list[float] = []
    return shares, finish(noting(load_training_data(DataSettings(drawn=0, preparation="mnist")), shares))


def write_idx(path, content, kind=8, dimensions=None):
    shape = content.shape if dimensions is None else dimensions
    head = bytes([0, 0, kind, len(shape)]) + b"".join(struct.pack(">I", size) for size in shape)
    path.write_bytes(gzip.compress(head + content.tobytes()))
    return path


def test_mnist_is_split_55000_to_5000_and_each_digit_is_used_once(plain):
    _, data = plain
    assert (len(data.training), len(data.validation)) == (55_000, 5_000)
    # MNIST's published counts of the digits 0 to 9 in its 60,000.
    counts = np.bincount(data.training.labels) + np.bincount(data.validation.labels)
    assert counts.tolist() == [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]


def test_the_validation_digits_are_the_same_every_time_and_limited_sets_are_a_part(plain):
    _, data = plain
    small = finish(load_training_data(DataSettings(examples=500, drawn=0, preparation="mnist")))
    assert np.array_equal(small.validation.inputs, data.validation.inputs)
    assert len(small.training) == 500
    whole = {digit.tobytes() for digit in data.training.inputs}
    assert all(digit.tobytes() in whole for digit in small.training.inputs)


def test_drawn_digits_are_mixed_among_those_of_mnist():
    settings = DataSettings(examples=1_100, drawn=800, nonsense_share=0.5, preparation="mnist")
    data = finish(load_training_data(settings))
    assert data.settings == settings
    counts = np.bincount(data.training.labels)
    assert counts.sum() == len(data.training) == 2_300
    assert counts[10] == 400
    assert counts[:10].min() > 100
    # Blank pages are among what is no digit, and only there.
    assert set(data.training.labels[~data.training.inputs.any(axis=1)]) == {10}


def test_loading_tells_how_far_it_is(plain):
    shares, _ = plain
    assert shares == sorted(shares)
    assert len(shares) >= 60
    assert shares[-1] == 1.0


def test_the_course_digits_are_the_first_six(plain):
    samples = load_course_digits()
    assert samples.shape == (6, 28, 28)
    assert COURSE_DIGITS == (5, 0, 4, 1, 9, 2)
    _, data = plain
    grey = np.rint(samples * 255).astype(np.uint8).reshape(6, -1)
    everything = np.concatenate([data.training.inputs, data.validation.inputs])
    labels = np.concatenate([data.training.labels, data.validation.labels])
    for image, digit in zip(grey, COURSE_DIGITS, strict=True):
        assert labels[(everything == image).all(axis=1)].tolist() == [digit]


def test_the_centre_of_mass_of_mnist_is_at_14_14():
    images = load_test_data(PLAIN).inputs.reshape(-1, 28, 28).astype(float)
    rows, columns = np.indices((28, 28))
    mass = images.sum(axis=(1, 2))
    assert ((images * rows).sum(axis=(1, 2)) / mass).mean() == pytest.approx(14.0, abs=0.05)
    assert ((images * columns).sum(axis=(1, 2)) / mass).mean() == pytest.approx(14.0, abs=0.05)


def test_idx_files_are_read(tmp_path):
    content = np.arange(24, dtype=np.uint8).reshape(2, 3, 4)
    assert np.array_equal(read_idx(write_idx(tmp_path / "a.gz", content), dimensions=3), content)


def test_damaged_idx_files_are_refused_in_a_sentence(tmp_path):
    content = np.zeros((4, 2), np.uint8)
    with pytest.raises(DataError, match=r"ends early: it should hold 9 entries"):
        read_idx(write_idx(tmp_path / "short.gz", content, dimensions=(9, 2)), dimensions=2)
    with pytest.raises(DataError, match="not an IDX file of bytes in 3 dimensions"):
        read_idx(write_idx(tmp_path / "flat.gz", content), dimensions=3)
    with pytest.raises(DataError, match="not an IDX file of bytes"):
        read_idx(write_idx(tmp_path / "floats.gz", content, kind=13), dimensions=2)
    (tmp_path / "plain.gz").write_bytes(b"not gzip")
    with pytest.raises(DataError, match="not a valid gzip file, or is incomplete"):
        read_idx(tmp_path / "plain.gz", dimensions=2)
    whole = write_idx(tmp_path / "cut.gz", np.random.default_rng(0).integers(0, 255, (99, 99)).astype(np.uint8))
    whole.write_bytes(whole.read_bytes()[:-500])
    with pytest.raises(DataError, match="not a valid gzip file, or is incomplete"):
        read_idx(whole, dimensions=2)
    with pytest.raises(DataError, match="does not exist"):
        read_idx(tmp_path / "none.gz", dimensions=2)
