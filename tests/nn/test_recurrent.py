"""Neurons that feed one another: a pulse goes round a loop, dies out where there is none, and each firing is short."""

from math import exp

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from nnapp.nn.activations import Sigmoid
from nnapp.nn.recurrent import RecurrentLayer, pulse

FIRST = np.array([[1.0], [0.0], [0.0]])
BIASES = np.full(3, -0.5)


def layer(weights, rest=0, **others):
    return RecurrentLayer(FIRST, np.array(weights, float), BIASES, rest=rest, **others)


RING = [[0, 0, 1], [1, 0, 0], [0, 1, 0]]


def test_a_pulse_goes_round_a_ring_one_neuron_at_a_time():
    course = layer(RING, rest=1).run(pulse(7))
    assert course.activations.tolist() == [[0, 0, 0], *np.eye(3).tolist(), *np.eye(3).tolist(), [1, 0, 0]]
    assert (course.active_steps, course.last_active, course.counts) == (7, 7, (3, 2, 2))
    assert course.sums[1:3].tolist() == [[0.5, -0.5, -0.5], [-0.5, 0.5, -0.5]]


@pytest.mark.parametrize(("rest", "last"), [(0, 9), (1, 9), (2, 9), (3, 3), (4, 3)])
def test_a_ring_dies_where_its_neurons_rest_for_as_long_as_a_round_takes(rest, last):
    course = layer(RING, rest=rest).run(pulse(9))
    assert course.last_active == last
    assert course.resting[4, 0] == (rest >= 3)


def test_a_neuron_that_feeds_itself_fires_on_unless_it_rests():
    alone = [[1, 0, 0], [0, 0, 0], [0, 0, 0]]
    assert layer(alone).run(pulse(6)).counts == (6, 0, 0)
    assert layer(alone, rest=1).run(pulse(6)).counts == (1, 0, 0)


def test_a_neuron_can_silence_another():
    both = np.array([[1.0], [1.0], [0.0]])
    helped = RecurrentLayer(both, np.array([[0.0, 0, 0], [0, 0, 0], [1, 0, 0]]), BIASES)
    held = RecurrentLayer(both, np.array([[0.0, 0, 0], [0, 0, 0], [1, -1, 0]]), BIASES)
    assert (helped.run(pulse(4)).counts, held.run(pulse(4)).counts) == ((1, 1, 1), (1, 1, 0))


def test_with_sigmoids_the_formula_holds_number_by_number():
    weights = [[0.3, -0.2, 0.9], [1.2, 0.0, 0.1], [0.0, 0.7, -0.4]]
    course = layer(weights, activation=Sigmoid()).run(pulse(2))
    first = [1 / (1 + exp(-z)) for z in (0.5, -0.5, -0.5)]
    assert course.activations[1] == pytest.approx(first)
    z = 0.3 * first[0] - 0.2 * first[1] + 0.9 * first[2] - 0.5
    assert (course.sums[2, 0], course.activations[2, 0]) == pytest.approx((z, 1 / (1 + exp(-z))))


@given(arrays(float, (3, 3), elements=st.floats(-3, 3)), st.integers(0, 4))
def test_without_a_way_back_all_is_silent_once_each_neuron_had_its_turn(weights, rest):
    course = layer(weights, rest=rest).without_loops().run(pulse(12))
    assert course.last_active <= 3
    assert course.counts[0] == 1


@given(arrays(float, (3, 3), elements=st.floats(-3, 3)), st.integers(0, 4))
def test_who_has_fired_rests(weights, rest):
    fires = layer(weights, rest=rest).run(pulse(12)).fires
    for neuron in range(3):
        times = np.flatnonzero(fires[:, neuron])
        assert (np.diff(times) > rest).all()


def test_nothing_happens_without_input_or_without_time():
    assert layer(RING).run(np.zeros((5, 1))).active_steps == 0
    assert layer(RING).run(pulse(0)).last_active == 0
