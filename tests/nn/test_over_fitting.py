"""How far a run has over-fitted, and how many multiplications an epoch needs."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnapp.nn.over_fitting import Fit, multiplications, weight_count
from nnapp.nn.reports import EpochFigures

FIGURES = EpochFigures(0, 2.0, 0.1, 2.0, 0.1, 1.0, 0.01, 0.01, 0.9, 0.0)


def curve(*losses):
    return [replace(FIGURES, epoch=epoch, validation_loss=loss) for epoch, loss in enumerate(losses)]


@pytest.mark.parametrize(
    ("losses", "lowest", "rises"),
    [
        ((2.0, 1.0, 0.5, 0.4), 3, False),
        ((2.0, 0.5, 0.6, 0.6, 0.6), 1, True),
        ((2.0, 0.5, 0.6, 0.6), 1, False),
        ((2.0, 0.5, 0.6, 0.6, 0.504), 1, False),
        ((2.0,), 0, False),
    ],
)
def test_a_validation_loss_has_risen_when_it_ends_clearly_above_its_lowest_of_some_epochs_before(losses, lowest, rises):
    fit = Fit.of(curve(*losses))
    assert (fit.lowest, fit.rises) == (lowest, rises)


def test_the_gap_is_what_it_knows_by_heart_only():
    fit = Fit.of([FIGURES, replace(FIGURES, epoch=1, training_accuracy=1.0, validation_accuracy=0.795)])
    assert (fit.training_accuracy, fit.validation_accuracy) == (1.0, 0.795)
    assert fit.gap == pytest.approx(0.205)


@given(st.lists(st.integers(1, 6), min_size=2, max_size=4), st.integers(1, 5))
def test_multiplications_are_counted_one_by_one(sizes, examples):
    forward = backward = 0
    for _ in range(examples):
        for layer, (inputs, neurons) in enumerate(pairwise(sizes)):
            for _weight in range(inputs * neurons):
                forward += 1  # w · a
                backward += 1  # δ · a, the gradient of the weight
                backward += layer > 0  # δ · w, the error of the neuron before
    assert multiplications(sizes, examples) == (forward, backward)


def test_the_weights_of_the_course_s_network():
    assert weight_count((784, 15, 10)) == 784 * 15 + 15 * 10 == 11_910
