import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.calibration import calibration_curve

from nnapp.nn.inspect.calibration import calibration
from tests.nn.inspect.made_up import any_predictions, predictions_of, random_predictions


@pytest.mark.parametrize("bins", [1, 5, 10, 15])
def test_the_bins_are_those_of_scikit_learn(bins):
    predictions = random_predictions(classes=2)
    found = [one for one in calibration(predictions, bins).bins if one.examples]
    accuracies, activations = calibration_curve(predictions.is_correct, predictions.strongest, n_bins=bins)
    assert [one.accuracy for one in found] == pytest.approx(accuracies.tolist(), abs=1e-9)
    assert [one.activation for one in found] == pytest.approx(activations.tolist(), abs=1e-9)


@given(any_predictions(), st.integers(1, 12))
def test_the_error_is_the_mean_difference_over_the_bins_weighted_by_their_examples(predictions, bins):
    found = calibration(predictions, bins)
    assert sum(one.examples for one in found.bins) == len(predictions)
    differences = [one.examples * abs(one.accuracy - one.activation) for one in found.bins if one.examples]
    expected = sum(differences) / len(predictions) if len(predictions) else np.nan
    assert found.error == pytest.approx(expected, abs=1e-9, nan_ok=True)


def test_two_bins_as_computed_by_hand():
    # 0.3 and 0.5, one of them right; 0.8 and 1, both right.
    predictions = predictions_of([[0.3, 0], [0.5, 0], [0.8, 0], [1, 0]], [0, 1, 0, 0])
    found = calibration(predictions, 2)
    lower, upper = found.bins
    assert (lower.low, lower.high, lower.examples) == (0.0, 0.5, 2)
    assert (lower.activation, lower.accuracy) == pytest.approx((0.4, 0.5), abs=1e-9)
    assert (upper.activation, upper.accuracy) == pytest.approx((0.9, 1.0), abs=1e-9)
    assert found.error == pytest.approx(0.1, abs=1e-9)


def test_outputs_beyond_0_and_1_count_as_0_and_1():
    first, *_, last = calibration(predictions_of([[-2, -3], [5, 0]], [0, 0])).bins
    assert (first.examples, first.activation) == (1, 0.0)
    assert (last.examples, last.activation) == (1, 1.0)


def test_an_empty_bin_has_no_figures():
    (empty,) = calibration(predictions_of(np.zeros((0, 3)), []), 1).bins
    assert empty.examples == 0
    assert np.isnan([empty.activation, empty.accuracy]).all()
