"""The perceptron: what fires, how it learns, when that ends, and which line would be the best."""

from fractions import Fraction
from math import hypot

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nnapp.nn.perceptron import Perceptron, widest

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
AND, OR, XOR = (np.array(targets) for targets in ([0, 0, 0, 1], [0, 1, 1, 1], [0, 1, 1, 0]))
weight = st.integers(-300, 300).map(lambda hundredths: hundredths / 100)
place = st.integers(-20, 20).map(lambda tenths: tenths / 10)
cloud = st.lists(st.tuples(place, place, st.integers(0, 1)), min_size=2, max_size=8, unique_by=lambda p: p[:2])


def split(points):
    return np.array([point[:2] for point in points]), np.array([point[2] for point in points])


def sweep(perceptron, targets):
    for corner, target in zip(CORNERS, targets, strict=True):
        perceptron = perceptron.learn(corner, int(target), 0.5)
    return perceptron


def test_it_fires_above_its_threshold_and_not_at_it():
    perceptron = Perceptron(np.array([1.0, 1.0]), -1.5)
    assert perceptron.outputs(CORNERS).tolist() == AND.tolist()
    assert Perceptron(np.array([0.1, 0.2]), -0.3).outputs(CORNERS).tolist() == [0, 0, 0, 0]


def test_the_learning_rule_is_that_of_the_sketch():
    learnt = Perceptron(np.array([0.90, 0.54]), -0.55).learn(np.array([0.62, 0.38]), 0, 0.5)
    assert (*learnt.weights, learnt.bias) == pytest.approx((0.59, 0.35, -1.05))


@given(weight, weight, weight, weight, weight, st.integers(0, 1))
def test_learning_agrees_with_exact_arithmetic(w1, w2, b, x1, x2, target):
    exact = [Fraction(str(number)) for number in (w1, w2, b, x1, x2)]
    output = int(exact[0] * exact[3] + exact[1] * exact[4] + exact[2] > 0)
    change = Fraction(1, 2) * (target - output)
    wanted = [exact[0] + change * exact[3], exact[1] + change * exact[4], exact[2] + change]
    learnt = Perceptron(np.array([w1, w2]), b).learn(np.array([x1, x2]), target, 0.5)
    assert (*learnt.weights, learnt.bias) == pytest.approx([float(number) for number in wanted])


@given(cloud, weight, weight, weight)
def test_on_separable_data_it_learns_at_most_as_often_as_novikoff_proved(points, w1, w2, b):
    inputs, _ = split(points)
    sums = inputs @ [w1, w2] + b
    distances = np.abs(sums) / (hypot(w1, w2, b) or 1.0)
    assume(distances.min() > 0.05)
    targets = (sums > 0).astype(int)
    bound = ((inputs**2).sum(axis=1) + 1).max() / distances.min() ** 2
    perceptron, learnt = Perceptron(np.zeros(2), 0.0), 0
    while perceptron.mistakes(inputs, targets).any():
        for row, target in zip(inputs, targets, strict=True):
            learnt += int(perceptron.outputs(row[None])[0] != target)
            perceptron = perceptron.learn(row, int(target), 1.0)
        assert learnt <= bound


@pytest.mark.parametrize("targets", [AND, OR])
def test_sweeps_end_with_and_and_or(targets):
    perceptron = Perceptron(np.zeros(2), 0.0)
    for _ in range(6):
        perceptron = sweep(perceptron, targets)
    assert not perceptron.mistakes(CORNERS, targets).any()


@given(weight, weight, weight)
def test_no_line_and_no_learning_makes_an_xor(w1, w2, b):
    perceptron = Perceptron(np.array([w1, w2]), b)
    for _ in range(20):
        assert perceptron.mistakes(CORNERS, XOR).any()
        perceptron = sweep(perceptron, XOR)


def test_the_widest_lines_of_and_and_or_and_none_for_xor_or_for_one_class():
    assert widest(CORNERS, AND).margin(CORNERS, AND) == pytest.approx(8**-0.5)
    assert widest(CORNERS, OR).margin(CORNERS, OR) == pytest.approx(8**-0.5)
    assert widest(CORNERS, XOR) is None
    assert widest(CORNERS, np.ones(4, int)) is None
    assert np.isnan(Perceptron(np.zeros(2), 1.0).margin(CORNERS, AND))


@given(cloud)
def test_the_widest_line_is_that_of_a_search_over_all_directions(points):
    inputs, targets = split(points)
    assume(0 < targets.sum() < len(targets))
    angles = np.radians(np.arange(0, 360, 0.5))
    along = np.stack([np.cos(angles), np.sin(angles)], axis=1) @ inputs.T
    searched = ((along[:, targets == 1].min(axis=1) - along[:, targets == 0].max(axis=1)) / 2).max()
    found = widest(inputs, targets)
    if found is None:
        assert searched <= 1e-9
        return
    margin = found.margin(inputs, targets)
    # Half a step of the search, a quarter of a degree, moves points of this plane by less than 0.03.
    assert searched - 1e-9 <= margin <= searched + 0.03
