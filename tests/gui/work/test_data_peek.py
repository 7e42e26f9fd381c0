import json

import numpy as np
import pytest

from nnapp.digits.errors import DataError
from nnapp.gui.work.data_peek import SHOWN, peek


def found_in(path):
    job = peek(str(path))
    while True:
        try:
            next(job)
        except StopIteration as end:
            return end.value


def test_classes_their_numbers_and_some_examples_are_found(tmp_path):
    labels = np.array([7] * 10 + [3] * 4, np.uint8)
    pictures = np.random.default_rng(0).integers(0, 100, (14, 28, 28), np.uint8)
    np.savez(tmp_path / "own.npz", x_train=pictures, y_train=labels)
    found = found_in(tmp_path / "own.npz")
    assert (found.class_names, found.counts, found.total) == (("3", "7"), (4, 10), 14)
    assert [len(examples) for examples in found.examples] == [4, SHOWN]
    assert np.array_equal(found.examples[1], pictures[:SHOWN].reshape(SHOWN, 784))


def test_drawings_are_seen_as_the_canvas_shows_them(tmp_path):
    line = {"label": 1, "strokes": [[[14, 4], [14, 24]]]}
    (tmp_path / "own.jsonl").write_text(json.dumps(line) + "\n")
    found = found_in(tmp_path / "own.jsonl")
    assert found.counts[1] == 1
    assert found.examples[1].reshape(28, 28)[10, 13:15].min() > 100
    assert found.examples[0].shape == (0, 784)


def test_data_that_cannot_be_read_are_refused_with_the_reason(tmp_path):
    with pytest.raises(DataError):
        found_in(tmp_path / "nothing.npz")
