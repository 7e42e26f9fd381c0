"""Which examples a gallery lists, and in which order."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnapp.gui.pages.evaluation.gallery.listing import CLOSE, Answers, Kind, Order
from nnapp.nn.predictions import Predictions
from tests.gui.pages.evaluation.evaluations import outputs_for

LABELS = np.array([3, 3, 1, 8, 8, 1])
ANSWERS = [3, 8, 1, 2, 8, 2]
STRENGTHS = [0.9, 0.6, 0.4, 0.95, 0.7, 0.95]
RIVALS, BEHIND = [8, 3, 7, 8, 3, 1], [0.1, 0.55, 0.3, 0.07, 0.65, 0.93]


@pytest.fixture
def answers():
    outputs = outputs_for(ANSWERS, STRENGTHS, RIVALS, BEHIND)
    return Answers(Predictions(outputs, LABELS, outputs))


def test_the_rival_is_the_strongest_of_the_other_outputs(answers):
    assert answers.rivals.tolist() == RIVALS
    assert answers.rival_activations == pytest.approx(BEHIND)


@pytest.mark.parametrize(
    ("kind", "order", "numbers"),
    [
        (Kind.MISTAKES, Order.CONFIDENT, [3, 5, 1]),
        (Kind.MISTAKES, Order.RIVAL, [5, 1, 3]),
        (Kind.MISTAKES, Order.CLASS, [5, 1, 3]),
        (Kind.CLOSE, Order.CONFIDENT, [4, 2]),
        (Kind.CLOSE, Order.RIVAL, [4, 2]),
        (Kind.ALL, Order.CONFIDENT, [3, 5, 0, 4, 1, 2]),
        (Kind.ALL, Order.CLASS, [2, 5, 0, 1, 3, 4]),
    ],
)
def test_examples_are_chosen_and_sorted(answers, kind, order, numbers):
    assert answers.numbers(kind, order).tolist() == numbers


def test_only_those_that_are_marked_are_listed(answers):
    assert answers.numbers(Kind.MISTAKES, Order.CONFIDENT, LABELS == 3).tolist() == [1]


@given(st.integers(0, 2**32 - 1), st.integers(1, 40), st.integers(2, 47))
def test_every_list_is_in_its_order_and_of_its_kind_for_any_outputs(seed, examples, classes):
    rng = np.random.default_rng(seed)
    # Rounded, so that there are ties; also beyond 0..1.
    outputs, labels = rng.normal(size=(examples, classes)).round(1), rng.integers(0, classes, examples)
    answers = Answers(Predictions(outputs, labels, outputs))
    ranked = np.sort(outputs, axis=1)
    leads, is_right = ranked[:, -1] - ranked[:, -2], outputs.argmax(axis=1) == labels
    expected = {Kind.MISTAKES: ~is_right, Kind.CLOSE: is_right & (leads < CLOSE), Kind.ALL: is_right | True}
    assert (answers.rivals != answers.predictions.answers).all()
    for kind, is_listed in expected.items():
        for order in Order:
            assert sorted(answers.numbers(kind, order)) == np.flatnonzero(is_listed).tolist()
        assert (np.diff(ranked[answers.numbers(kind, Order.CONFIDENT), -1]) <= 0).all()
        assert (np.diff(leads[answers.numbers(kind, Order.RIVAL)]) >= 0).all()
        assert (np.diff(labels[answers.numbers(kind, Order.CLASS)]) >= 0).all()
