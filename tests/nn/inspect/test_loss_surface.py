"""The loss over two weights: against the sum written out, and its slope against small nudges."""

from math import exp, isfinite

import numpy as np
import pytest

from nnapp.nn.inspect.loss_surface import EXAMPLES, PAIRS, Descent, course_surface


def by_hand(pair, examples, point):
    """The mean squared error of the course's network, one number after the other."""
    weights = [[0.9, 0.3], [0.2, 0.8]]
    for (neuron, source), value in zip(PAIRS[pair], point, strict=True):
        weights[neuron][source] = value
    total = 0.0
    for inputs, targets in zip(*EXAMPLES[examples], strict=True):
        for row, target in zip(weights, targets, strict=True):
            total += 0.5 * (1 / (1 + exp(-row[0] * inputs[0] - row[1] * inputs[1])) - target) ** 2
    return total / len(EXAMPLES[examples][0])


def test_the_weights_are_named_as_in_the_course_s_matrix():
    weights = {"w11": 0.9, "w12": 0.3, "w21": 0.2, "w22": 0.8}
    assert {pair: course_surface(pair, "one").start for pair in PAIRS} == {
        pair: tuple(weights[name] for name in pair.split(" and ")) for pair in PAIRS
    }


def test_where_it_starts_the_outputs_are_those_of_the_course():
    surface = course_surface("w11 and w21", "one")
    assert surface.start == (0.9, 0.2)
    assert surface.at(surface.start).forward(surface.inputs).outputs[0] == pytest.approx([0.7408, 0.6457], abs=5e-5)
    assert surface.loss(surface.start) == pytest.approx(0.5 * (0.7408 - 0.8) ** 2 + 0.5 * (0.6457 - 0.2) ** 2, abs=5e-5)


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("examples", EXAMPLES)
def test_the_grid_and_the_gradient_are_those_of_the_loss(pair, examples):
    surface, across, up = course_surface(pair, examples), np.linspace(-6, 6, 4), np.linspace(-5, 5, 3)
    wanted = [[by_hand(pair, examples, (a, b)) for a in across] for b in up]
    assert surface.grid(across, up) == pytest.approx(np.array(wanted))
    for point in (surface.start, (-2.0, 3.5)):
        assert surface.loss(point) == pytest.approx(by_hand(pair, examples, point))
        nudged = [
            (by_hand(pair, examples, point + step) - by_hand(pair, examples, point - step)) / 2e-5
            for step in 1e-5 * np.eye(2)
        ]
        assert surface.gradient(point) == pytest.approx(nudged, abs=1e-9)


def test_a_step_goes_against_the_gradient_and_momentum_keeps_part_of_the_last_one():
    surface = course_surface("w11 and w12", "two")
    walk = Descent(surface, surface.start)
    first = walk.next_step(5.0, 0.8)
    assert first == pytest.approx(-5.0 * surface.gradient(surface.start))
    walk.step(5.0, 0.8)
    assert walk.place == pytest.approx((0.9 + first[0], 0.3 + first[1]))
    assert walk.next_step(5.0, 0.8) == pytest.approx(0.8 * np.array(first) - 5.0 * surface.gradient(walk.place))
    assert walk.losses == pytest.approx([surface.loss(point) for point in walk.path])


@pytest.mark.parametrize(
    ("rate", "momentum", "low", "high"),
    [(0.5, 0.0, 0.0800, 0.11), (40.0, 0.0, 0.0516, 0.0520), (5.0, 0.8, 0.0516, 0.0520), (300.0, 0.0, 0.1099, 1.0)],
    ids=["too small: it creeps", "good", "momentum", "too large: it is higher than before"],
)
def test_twenty_steps_down_the_valley(rate, momentum, low, high):
    surface = course_surface("w11 and w12", "two")
    walk = Descent(surface, surface.start)
    for _ in range(20):
        walk.step(rate, momentum)
    assert low < walk.losses[-1] < high


def test_even_the_widest_jumps_stay_numbers():
    surface = course_surface("w11 and w21", "one")
    walk = Descent(surface, surface.start)
    for _ in range(200):
        walk.step(1000.0, 0.99)
    assert all(isfinite(number) for number in (*walk.place, *walk.losses))
