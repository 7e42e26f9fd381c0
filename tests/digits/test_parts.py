import threading

import numpy as np
import pytest

from nnapp.digits.data_settings import DataSettings
from nnapp.digits.datasets import load_training_data
from nnapp.digits.errors import DataError
from nnapp.digits.generators import finish
from nnapp.digits.parts import Part, make
from tests.digits.noting import noting


def counted(number, *, made, effort=1.0):
    def inputs():
        made.append(number)
        return np.full((2, 784), number, np.uint8)

    return Part(np.array([number, 9 - number]), number, inputs, effort)


def test_each_part_goes_to_its_rows_and_the_share_that_is_done_is_told():
    shares: list[float] = []
    examples = finish(noting(make((counted(number, made=[]) for number in range(5)), 10, 5.0), shares))
    assert examples.labels.tolist() == [0, 1, 2, 3, 4, 4, 3, 2, 1, 0]
    assert np.array_equal(examples.inputs, np.repeat(examples.labels[:, None], 784, axis=1))
    assert shares == pytest.approx([0.2, 0.4, 0.6, 0.8, 1.0])


def test_the_same_digits_are_made_by_any_number_of_cores(monkeypatch):
    made = []
    for cores in (1, 3):
        monkeypatch.setattr("nnapp.digits.parts._cores", lambda cores=cores: cores)
        made.append(finish(load_training_data(DataSettings(examples=300, drawn=100, validation=100))).training)
    assert np.array_equal(made[0].inputs, made[1].inputs)
    assert np.array_equal(made[0].labels, made[1].labels)


def test_only_what_is_asked_for_is_made_and_no_thread_is_left_when_it_is_dropped():
    made: list[int] = []
    before = threading.active_count()
    steps = make((counted(number % 5, made=made) for number in range(1_000)), 10, 1_000.0)
    next(steps)
    assert threading.active_count() > before
    steps.close()
    assert threading.active_count() == before
    assert len(made) < 10


def test_what_goes_wrong_in_a_part_is_raised():
    def fail():
        raise DataError("damaged")

    before = threading.active_count()
    with pytest.raises(DataError, match="damaged"):
        finish(make([counted(0, made=[]), Part(np.array([1]), 1, fail)], 10, 2.0))
    assert threading.active_count() == before
