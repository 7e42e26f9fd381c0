import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from nnapp.nn.inspect.proportions import shares, wilson_interval


@given(st.data())
def test_the_interval_is_that_of_scipy(data):
    trials = data.draw(st.integers(1, 100_000))
    successes = data.draw(st.integers(0, trials) | st.sampled_from([0, trials]))
    found = wilson_interval(successes, trials)
    expected = binomtest(successes, trials).proportion_ci(0.95, method="wilson")
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high), abs=1e-9)
    assert 0.0 <= found.low <= successes / trials <= found.high <= 1.0


def test_the_interval_of_mnist_as_computed_by_hand():
    # (0.97749207 -+ 0.00292561) / 1.00038415.
    found = wilson_interval(9_773, 10_000)
    assert (found.low, found.high) == pytest.approx((0.97419225, 0.98004118), abs=1e-8)


@pytest.mark.parametrize("trials", [1, 12, 100_000])
def test_none_and_all_leave_the_bounds_0_and_1(trials):
    assert wilson_interval(0, trials).low == 0.0
    assert wilson_interval(trials, trials).high == 1.0
    assert wilson_interval(trials, trials).low < 1.0


def test_without_examples_the_proportion_may_be_anything():
    nothing = wilson_interval(0, 0)
    assert (nothing.low, nothing.high) == (0.0, 1.0)


@pytest.mark.parametrize(("successes", "trials"), [(-1, 3), (4, 3), (0, -1)])
def test_more_successes_than_trials_are_refused(successes, trials):
    with pytest.raises(ValueError, match="cannot have succeeded"):
        wilson_interval(successes, trials)


def test_a_share_of_nothing_is_not_a_number():
    assert np.array_equal(shares(np.array([1, 0]), np.array([4, 0])), [0.25, np.nan], equal_nan=True)
