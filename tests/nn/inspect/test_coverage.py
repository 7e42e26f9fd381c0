import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnapp.nn.inspect.coverage import CURVE, AtThreshold, Coverage
from nnapp.nn.predictions import Predictions
from tests.nn.inspect.made_up import any_predictions, predictions_of, random_predictions

THRESHOLDS = st.sampled_from([0.0, 0.25, 0.9, 1.0]) | st.floats(0.0, 1.0)


def counted(predictions, threshold):
    """The same, example by example."""
    fires = predictions.strongest >= threshold
    right = int((fires & predictions.is_correct).sum())
    return AtThreshold(right, int(fires.sum()) - right, int((~fires).sum()))


@given(any_predictions(), THRESHOLDS)
def test_examples_are_right_wrong_or_silent(predictions, threshold):
    found = Coverage(predictions).at(threshold)
    assert found == counted(predictions, threshold)
    assert found.total == len(predictions)


def test_share_and_accuracy_at_a_threshold():
    outputs = [[0.9, 0.1], [0.5, 0.2], [0.7, 0.1], [0.3, 0.4]]
    found = Coverage(predictions_of(outputs, [0, 0, 1, 1])).at(0.5)
    assert found == AtThreshold(right=2, wrong=1, silent=1)
    assert (found.share, found.accuracy) == (0.75, 2 / 3)


def test_an_output_of_exactly_the_threshold_fires_in_single_precision_too():
    outputs = np.array([[0.9, 0.1]], np.float32)
    predictions = Predictions(outputs, np.zeros(1, np.uint8), outputs)
    assert Coverage(predictions).at(0.9).right == 1
    assert Coverage(predictions).at(0.91).silent == 1


def test_the_curve_says_the_same_as_each_of_its_thresholds():
    predictions = random_predictions()
    coverage = Coverage(predictions)
    curve = coverage.curve()
    assert curve.thresholds == pytest.approx(np.arange(CURVE) / 100, abs=1e-12)
    points = [counted(predictions, threshold) for threshold in curve.thresholds]
    assert curve.shares == pytest.approx([point.share for point in points], abs=1e-9)
    assert curve.accuracies == pytest.approx([point.accuracy for point in points], abs=1e-9, nan_ok=True)
    assert (np.diff(curve.shares) <= 0).all()


@given(any_predictions(), st.floats(0.0, 1.0))
def test_no_lower_threshold_is_as_accurate(predictions, accuracy):
    coverage = Coverage(predictions)
    found = coverage.lowest_threshold(accuracy)
    thousandths, exact = [number / 1000 for number in range(1001)], predictions.strongest.clip(0.0, 1.0).tolist()
    enough = [[one for one in each if coverage.at(one).accuracy >= accuracy] for each in (thousandths, exact)]
    assert found == (min(enough[0] or enough[1]) if enough[0] or enough[1] else None)


def test_the_threshold_for_an_accuracy_as_found_by_hand():
    # Strongest first: right, right, wrong, right; below 0 nothing can be kept from firing.
    predictions = predictions_of([[0.8, 0], [0.7, 0], [0.6, 0], [-0.1, -0.2]], [0, 0, 1, 0])
    coverage = Coverage(predictions)
    assert coverage.lowest_threshold(1.0) == 0.601
    assert coverage.lowest_threshold(0.6) == 0.0
    assert Coverage(predictions_of([[0.9999, 0], [0.9998, 0]], [0, 1])).lowest_threshold(1.0) == 0.9999
    assert Coverage(predictions_of([[0.8, 0.0]], [1])).lowest_threshold(0.5) is None


def test_of_nothing_there_is_neither_share_nor_accuracy():
    coverage = Coverage(predictions_of(np.zeros((0, 3)), []))
    assert coverage.at(0.5) == AtThreshold(0, 0, 0)
    assert np.isnan([coverage.at(0.5).share, coverage.at(0.5).accuracy]).all()
    assert np.isnan([coverage.curve().shares, coverage.curve().accuracies]).all()
    assert coverage.lowest_threshold(0.0) is None


def test_what_is_not_a_number_does_not_fire():
    assert Coverage(predictions_of([[np.nan, 0.9], [0.8, 0.1]], [1, 0])).at(0.0) == AtThreshold(1, 0, 1)
