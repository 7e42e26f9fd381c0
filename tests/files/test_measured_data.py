"""Data are labelled as a network numbers its classes."""

import numpy as np
import pytest

from nnapp.digits.drawing import Drawing
from nnapp.digits.errors import DataError
from nnapp.digits.recogniser import DIGIT_NAMES
from nnapp.files.data_files import LoadedData
from nnapp.files.measured_data import known_digits, labelled_for, numbered


def pictures(names, labels):
    return LoadedData(np.zeros((len(labels), 784), np.uint8), (), np.array(labels, np.uint8), tuple(names), ())


def test_classes_are_known_by_their_names():
    data = labelled_for(pictures(["b", "a"], [0, 1, 1]), ("a", "b", "c"), "letters")
    assert data.labels.tolist() == [1, 0, 0]
    assert data.class_names == ("a", "b", "c")


def test_data_may_be_of_one_class_and_of_any_that_the_network_knows():
    assert labelled_for(pictures("3", [0, 0]), DIGIT_NAMES, "threes").labels.tolist() == [3, 3]
    drawings = LoadedData(None, (Drawing(), Drawing()), np.array([2, 0], np.uint8), DIGIT_NAMES, ())
    # Drawings name ten classes, of which only those that occur count.
    assert labelled_for(drawings, ("0", "1", "2"), "drawings").labels.tolist() == [2, 0]


def test_numbers_stand_for_the_classes_in_their_order():
    assert labelled_for(pictures("012", [2, 0, 1]), ("x", "y", "z"), "numbers").labels.tolist() == [2, 0, 1]
    assert labelled_for(pictures(["10", "20"], [1, 0]), ("no", "yes"), "numbers").labels.tolist() == [1, 0]


def test_a_class_that_is_not_known_is_named():
    with pytest.raises(
        DataError, match=r"^zoo has the class cow, which the network does not know; it knows a and b\.$"
    ):
        labelled_for(pictures(["a", "cow"], [0, 1]), ("a", "b"), "zoo")
    # Two numbers say nothing about which of three classes they are.
    with pytest.raises(DataError, match=r"^zoo has the class 1, .* it knows a, b and c"):
        labelled_for(pictures("01", [1, 1]), ("a", "b", "c"), "zoo")
    many = tuple(f"class {number}" for number in range(47))
    with pytest.raises(DataError, match="class 11 and 35 others"):
        labelled_for(pictures(["cow"], [0]), many, "zoo")


def test_what_is_not_known_is_numbered_after_all_classes():
    assert numbered(("1", "x", "0"), ("0", "1")).tolist() == [1, 2, 0]
    assert known_digits(("b", "7", "0", "12")) == ("0", "7")
