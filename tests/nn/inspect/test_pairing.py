import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from nnapp.nn.inspect.pairing import Group, Pairing
from tests.nn.inspect.made_up import predictions_of


def judged(correct):
    """Predictions for examples of class 0 that are right where ``correct`` says so."""
    right = np.asarray(correct, np.float64).reshape(-1, 1)
    return predictions_of(np.hstack([right, 1 - right]), np.zeros(len(right)))


def paired(first, second, both=0, neither=0):
    counts = (both, first, second, neither)
    return Pairing(judged(np.repeat([1, 1, 0, 0], counts)), judged(np.repeat([1, 0, 1, 0], counts)))


def test_each_example_is_in_one_group():
    pairing = Pairing(judged([1, 0, 1, 0, 1]), judged([1, 1, 0, 0, 1]))
    assert pairing.groups.tolist() == [Group.BOTH, Group.SECOND, Group.FIRST, Group.NEITHER, Group.BOTH]
    assert [pairing.count(group) for group in Group] == [2, 1, 1, 1]


@given(st.integers(0, 300), st.integers(0, 300))
def test_chance_is_that_of_scipys_binomial_test(first, second):
    found = paired(first, second).p_value
    expected = binomtest(first, first + second).pvalue if first + second else 1.0
    assert found == pytest.approx(expected, rel=1e-9)


def test_chance_as_computed_by_hand():
    # Of 5 coins at most 1 falls one way: 2 (1 + 5) / 32.
    assert paired(first=4, second=1, both=90, neither=5).p_value == pytest.approx(0.375, abs=1e-12)
    assert paired(first=3, second=3).p_value == 1.0
    assert paired(first=0, second=0, both=12).p_value == 1.0


def test_many_differences_are_too_unlikely_for_a_float_and_still_no_error():
    assert paired(first=100_000, second=0).p_value == 0.0
    assert paired(first=5_100, second=4_900).p_value == pytest.approx(binomtest(4_900, 10_000).pvalue, rel=1e-9)


def test_no_example_is_in_no_group():
    nothing = paired(0, 0)
    assert [nothing.count(group) for group in Group] == [0, 0, 0, 0]
    assert nothing.p_value == 1.0


def test_predictions_of_different_examples_are_not_compared():
    with pytest.raises(ValueError, match="same examples"):
        Pairing(judged([1, 0]), judged([1]))
