import numpy as np
import pytest
from hypothesis import given
from sklearn.metrics import precision_recall_fscore_support

from nnapp.nn.inspect.class_figures import ClassFigures, class_figures
from tests.nn.inspect.made_up import any_predictions, predictions_of, random_predictions


def expected_figures(predictions):
    return precision_recall_fscore_support(
        predictions.labels,
        predictions.answers,
        labels=np.arange(predictions.outputs.shape[1]),
        zero_division=np.nan,
    )


@pytest.mark.parametrize("classes", [2, 3, 10, 47])
def test_precision_and_recall_are_those_of_scikit_learn(classes):
    predictions = random_predictions(classes=classes)
    figures = class_figures(predictions)
    precision, recall, _, examples = expected_figures(predictions)
    assert [one.precision for one in figures] == pytest.approx(precision.tolist(), abs=1e-9)
    assert [one.recall for one in figures] == pytest.approx(recall.tolist(), abs=1e-9)
    assert [one.examples for one in figures] == examples.tolist()
    assert [one.label for one in figures] == list(range(classes))


@given(any_predictions())
def test_so_they_are_at_the_edges(predictions):
    figures = class_figures(predictions)
    if len(predictions):
        precision, recall, _, examples = expected_figures(predictions)
        assert [one.precision for one in figures] == pytest.approx(precision.tolist(), abs=1e-9, nan_ok=True)
        assert [one.recall for one in figures] == pytest.approx(recall.tolist(), abs=1e-9, nan_ok=True)
        assert [one.examples for one in figures] == examples.tolist()
    else:
        assert all(np.isnan(one.precision) and np.isnan(one.recall) and not one.examples for one in figures)


def test_what_belongs_to_no_class_lowers_the_precision_and_no_recall():
    first, second = class_figures(predictions_of([[0.9, 0.1], [0.8, 0.2], [0.3, 0.4]], [0, 2, 1]))
    assert first == ClassFigures(0, precision=0.5, recall=1.0, examples=1)
    assert second == ClassFigures(1, precision=1.0, recall=1.0, examples=1)
