import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnapp.nn.optimizers import OPTIMIZERS, Adam, GradientDescent, Momentum, optimizer_named, scheduled_rate

GRADIENTS = np.random.default_rng(0).normal(size=(20, 5))


def fresh(kind, size=5):
    optimizer = kind(momentum=0.9, beta2=0.999)
    optimizer.begin(np.zeros(size))
    return optimizer


def walk(optimizer, rate=0.1):
    parameters = np.arange(5.0)
    for gradient in GRADIENTS:
        optimizer.step(parameters, gradient, rate)
    return parameters


def test_gradient_descent_goes_straight_downhill():
    assert walk(fresh(GradientDescent)) == pytest.approx(np.arange(5.0) - 0.1 * GRADIENTS.sum(axis=0))


def test_momentum_keeps_a_share_of_the_last_step():
    expected, velocity = np.arange(5.0), np.zeros(5)
    for gradient in GRADIENTS:
        velocity = 0.9 * velocity - 0.1 * gradient
        expected = expected + velocity
    assert walk(fresh(Momentum)) == pytest.approx(expected)


def test_adam_is_the_algorithm_of_the_paper():
    # Kingma and Ba, algorithm 1, line by line.
    theta, m, v = np.arange(5.0), np.zeros(5), np.zeros(5)
    for t, g in enumerate(GRADIENTS, start=1):
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g**2
        theta = theta - 0.1 * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
    assert walk(fresh(Adam)) == pytest.approx(theta, rel=1e-12)


@pytest.mark.parametrize("kind", OPTIMIZERS, ids=lambda kind: kind.name)
def test_each_finds_the_bottom_of_a_bowl(kind):
    optimizer, place = fresh(optimizer_named(kind.name), 2), np.array([3.0, -2.0])
    for _ in range(500):
        optimizer.step(place, 2 * place, 0.05)
    assert np.abs(place).max() < 0.05


@given(st.floats(1e-6, 10.0), st.floats(0.0, 1.0))
def test_the_cosine_schedule_falls_from_the_rate_to_nothing(rate, progress):
    assert scheduled_rate("constant", rate, progress) == rate
    assert scheduled_rate("linear", rate, progress) == pytest.approx(rate * (1 - progress))
    assert 0.0 <= scheduled_rate("cosine", rate, progress) <= rate
    assert scheduled_rate("cosine", rate, 0.0) == rate
    assert scheduled_rate("cosine", rate, 0.5) == pytest.approx(rate / 2)
    assert scheduled_rate("cosine", rate, 1.0) == pytest.approx(0.0, abs=1e-12)


def test_unknown_names_are_answered_with_those_that_exist():
    with pytest.raises(ValueError, match="gradient descent, momentum, Adam"):
        optimizer_named("luck")


@pytest.mark.parametrize("kind", OPTIMIZERS, ids=lambda kind: kind.name)
def test_its_memory_and_its_steps_are_its_whole_state(kind):
    one, other = fresh(kind), fresh(kind)
    walk(one)
    other.steps = one.steps
    for mine, kept in zip(other.memory, one.memory, strict=True):
        mine[:] = kept
    assert np.array_equal(walk(one), walk(other))


def test_adam_goes_on_with_another_momentum_without_a_jump():
    kept, changed = fresh(Adam), fresh(Adam)
    for optimizer in (kept, changed):
        walk(optimizer)
    changed.change_momentum(0.5)
    means = [(1 - optimizer.momentum) * optimizer.memory[0] for optimizer in (kept, changed)]
    assert means[1] == pytest.approx(means[0])
