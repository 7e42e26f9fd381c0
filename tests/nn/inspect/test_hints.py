"""Hints come when something is wrong, name the right cause, and stay away from healthy runs."""

from dataclasses import replace
from time import perf_counter

import numpy as np
import pytest

from nnapp.nn.examples import Examples
from nnapp.nn.inspect.hints import Trouble, hints
from nnapp.nn.reports import EpochFigures, EpochReport, LayerHealth, Outcome
from nnapp.nn.settings import TrainingSettings
from nnapp.nn.training import new_network, train


def digits(number, seed, noise=60):
    """Ten kinds of noisy patterns of 100 pixels."""
    rng = np.random.default_rng(seed)
    patterns = np.random.default_rng(99).random((10, 100)) > 0.6
    labels = (np.arange(number) % 10).astype(np.uint8)
    grey = patterns[labels] * 120 + rng.normal(0, noise, (number, 100))
    return Examples(np.clip(grey, 0, 255).astype(np.uint8), labels)


def advice(training, settings, validation=None):
    """Return all hints that were given while a run went on."""
    validation = digits(1000, seed=1) if validation is None else validation
    curve, given = [], []
    for step in train(new_network(100, 10, settings), training, validation, settings, perf_counter):
        if isinstance(step, EpochReport):
            curve.append(step.figures)
            given += hints(curve, settings, len(training), step.outcome)
    return given


def troubles(*arguments):
    return {hint.trouble for hint in advice(*arguments)}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"learning_rate": 0.003},
        {"optimizer": "momentum", "learning_rate": 0.3},
        {"optimizer": "gradient descent", "learning_rate": 2.0},
        {"hidden": (30, 20), "hidden_activations": ("tanh",)},
        {"hidden": (30,), "hidden_activations": ("relu",), "output_activation": "softmax", "loss": "cross-entropy"},
        {"dropout": 0.2, "hidden": (30,)},
        {"loss": "squared error"},
        {"hidden": ()},
        {"hidden": (64,), "hidden_activations": ("softmax",)},
        {"hidden": (100,), "hidden_activations": ("relu",)},
        {"hidden": (64, 32), "hidden_activations": ("relu",)},
        {"schedule": "constant", "batch_size": 10},
    ],
    ids=str,
)
def test_a_healthy_run_gets_no_hint(changes):
    settings = TrainingSettings(**{"epochs": 12, "hidden": (15,), **changes})
    assert advice(digits(4000, seed=0), settings) == []


def test_a_run_that_diverges_is_told_to_take_smaller_steps():
    settings = TrainingSettings(epochs=4, learning_rate=1000.0)
    given = advice(digits(2000, seed=0), settings)
    assert {hint.trouble for hint in given} <= {Trouble.DIVERGING, Trouble.SATURATED}
    assert given[0].field == "learning_rate"
    assert given[0].value == pytest.approx(100.0)
    assert "the learning rate of 1,000 is too high" in given[0].cause
    infinite = TrainingSettings(epochs=4, learning_rate=1e38)
    assert troubles(digits(2000, seed=0), infinite) == {Trouble.DIVERGING}


def test_a_run_that_hardly_moves_is_told_to_take_larger_steps():
    (hint, *_) = advice(digits(2000, seed=0), TrainingSettings(epochs=8, learning_rate=1e-6))
    assert hint.trouble is Trouble.TOO_SLOW
    assert hint.value == pytest.approx(1e-5)


def test_stuck_neurons_are_told():
    settings = TrainingSettings(epochs=4, learning_rate=30.0, optimizer="gradient descent", l2=0.0)
    assert Trouble.SATURATED in troubles(digits(2000, seed=0), settings)


def test_a_gradient_that_vanishes_on_its_way_back_is_told():
    settings = TrainingSettings(epochs=8, hidden=(32,) * 6)
    hint = next(hint for hint in advice(digits(4000, seed=0), settings) if hint.trouble is Trouble.VANISHING)
    assert (hint.field, hint.value) == ("hidden_activations", "tanh")
    cured = TrainingSettings(epochs=8, hidden=(32,) * 6, hidden_activations=("tanh",))
    assert advice(digits(4000, seed=0), cured) == []


def test_tanh_is_not_recommended_to_a_network_that_has_it():
    health = (LayerHealth(10, unchanging=9, saturated=0, stuck=0),) * 2
    now = EpochFigures(3, 2.0, 0.1, 2.0, 0.1, 1.0, 0.01, 0.01, 0.9, 0.0, gradients=(1e-6, 1e-3, 1e-2), health=health)
    start = replace(now, epoch=0, training_loss=4.0)
    given = {
        name: hints(
            [start, now], TrainingSettings(hidden=(10, 10), hidden_activations=(name,)), 10_000, Outcome.RUNNING
        )
        for name in ("sigmoid", "tanh")
    }
    assert [hint.trouble for hint in given["sigmoid"]] == [Trouble.VANISHING]
    assert given["tanh"] == ()


def test_rates_changed_by_hand_are_judged_by_what_came_after():
    def figures(epoch, loss, rate):
        return EpochFigures(epoch, loss, 0.1, loss, 0.1, 1.0, rate, rate, 0.9, 0.0)

    curve = [figures(epoch, 3.0, 1e-6) for epoch in range(5)]
    settings = TrainingSettings(learning_rate=1e-6, epochs=120)
    (hint,) = hints(curve, settings, 10_000, Outcome.RUNNING)
    assert (hint.trouble, hint.value) == (Trouble.TOO_SLOW, pytest.approx(1e-5))
    curve += [figures(5, 3.0, 1e-5), figures(6, 2.99, 1e-5)]
    assert hints(curve, settings, 10_000, Outcome.RUNNING) == ()
    curve += [figures(7, 2.98, 1e-5), figures(8, 2.97, 1e-5)]
    (hint,) = hints(curve, settings, 10_000, Outcome.RUNNING)
    assert hint.value == pytest.approx(1e-4)


def test_few_digits_learnt_by_heart_are_told():
    settings = TrainingSettings(epochs=40, hidden=(60,), l2=0.0, batch_size=10)
    given = advice(digits(60, seed=0, noise=150), settings, digits(1000, seed=1, noise=150))
    assert {hint.trouble for hint in given} == {Trouble.FEW_DATA}
    assert given[0].field == "examples"


def test_over_fitting_is_told():
    settings = TrainingSettings(epochs=60, hidden=(100,), l2=0.0, learning_rate=0.02, schedule="constant")
    given = advice(digits(2500, seed=0, noise=250), settings, digits(1000, seed=1, noise=250))
    assert {hint.trouble for hint in given} == {Trouble.OVER_FITTING}
    assert given[0].field == "l2"
    assert given[0].value > 0


def test_before_the_first_report_there_is_nothing_to_say():
    assert hints([], TrainingSettings(), 10, Outcome.RUNNING) == ()
