"""A small change of a weight makes a small change of the output, which the derivative predicts; a step has none."""

from math import exp

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnapp.nn.activations import Sigmoid, Step
from nnapp.nn.small_change import SmallChange

INPUTS, WEIGHTS = np.array([1.0, 0.5]), np.array([0.9, 0.3])
small = st.floats(-0.05, 0.05)


def change(activation, dw1, dw2=0.0, db=0.0, bias=0.0):
    return SmallChange(activation, INPUTS, WEIGHTS, bias, np.array([dw1, dw2]), db)


def sigmoid(z):
    return 1 / (1 + exp(-z))


def test_the_course_s_neuron_before_and_after_a_nudge():
    nudged = change(Sigmoid(), 0.1)
    assert (nudged.sum, nudged.sum_change) == pytest.approx((1.05, 0.1))
    assert nudged.output == pytest.approx(0.7408, abs=5e-5)
    assert nudged.predicted == pytest.approx(0.1 * 1.0 * sigmoid(1.05) * (1 - sigmoid(1.05)))
    assert nudged.real == pytest.approx(sigmoid(1.15) - sigmoid(1.05))


@given(small, small, small)
def test_the_error_of_the_prediction_shrinks_with_the_square_of_the_change(dw1, dw2, db):
    nudged = change(Sigmoid(), dw1, dw2, db)
    # Taylor: the rest is at most half of the greatest second derivative of the sigmoid, 1 / (6 √3), times Δz².
    assert abs(nudged.real - nudged.predicted) <= nudged.sum_change**2 / (12 * 3**0.5) + 1e-12


def test_the_slopes_are_what_differences_measure():
    tiny = 1e-6
    nudges = [change(Sigmoid(), tiny), change(Sigmoid(), 0, tiny), change(Sigmoid(), 0, 0, tiny)]
    assert [nudge.real / tiny for nudge in nudges] == pytest.approx([*nudges[0].slopes, nudges[0].slope], rel=1e-5)


@pytest.mark.parametrize(("bias", "dw", "real"), [(-1.0, 0.3, 0.0), (-1.0, -0.04, 0.0), (-1.0, -0.05, -1.0)])
def test_a_step_predicts_nothing_and_does_nothing_or_jumps(bias, dw, real):
    nudged = change(Step(), dw, bias=bias)
    assert nudged.predicted == 0.0
    assert nudged.real == real
