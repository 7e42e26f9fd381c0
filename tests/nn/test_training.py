import time
from itertools import count, islice

import numpy as np
import pytest

from nnapp.nn.examples import Examples
from nnapp.nn.losses import PairingError
from nnapp.nn.training import EpochReport, Outcome, Progress, TrainingSettings, new_network, train

TICK = 0.25


def clock():
    ticks = count()
    return lambda: TICK * next(ticks)


def blobs(number=600, seed=0):
    """Three kinds of noisy patterns of 20 pixels, easy to tell apart."""
    rng = np.random.default_rng(seed)
    patterns = np.random.default_rng(99).random((3, 20)) > 0.5
    labels = rng.integers(0, 3, number).astype(np.uint8)
    noise = rng.integers(0, 100, (number, 20))
    return Examples((patterns[labels] * 155 + noise).astype(np.uint8), labels, classes=3)


def run(**changes):
    settings = TrainingSettings(**{"hidden": (6,), "epochs": 8, "batch_size": 32, **changes})
    network = new_network(20, 3, settings)
    return list(train(network, blobs(), blobs(120, seed=1), settings, clock()))


def reports(steps):
    return [step for step in steps if isinstance(step, EpochReport)]


@pytest.mark.parametrize("optimizer", ["gradient descent", "momentum", "Adam"])
@pytest.mark.parametrize(
    ("output", "loss"),
    [
        ("sigmoid", "cross-entropy"),
        ("softmax", "cross-entropy"),
        ("sigmoid", "squared error"),
        ("sigmoid", "rival cross-entropy"),
    ],
)
def test_training_learns(optimizer, output, loss):
    rate = {"gradient descent": 2.0, "momentum": 0.3, "Adam": 0.05}[optimizer]
    done = reports(run(optimizer=optimizer, output_activation=output, loss=loss, learning_rate=rate, epochs=15))
    assert done[-1].validation_loss < 0.5 * done[0].validation_loss
    assert done[-1].validation_accuracy > 0.95
    assert done[-1].outcome is Outcome.FINISHED


def test_there_is_a_report_before_the_first_epoch_and_after_each():
    done = reports(run())
    assert [report.epoch for report in done] == list(range(9))
    assert [report.outcome for report in done[:-1]] == [Outcome.RUNNING] * 8
    assert all(report.seconds == TICK for report in done)
    assert done[0].learning_rate == pytest.approx(0.01)
    assert done[-1].learning_rate == pytest.approx(0.0, abs=1e-9)


def test_progress_is_told_within_each_epoch_and_never_goes_back():
    steps = [step for step in run() if isinstance(step, Progress)]
    fractions = [step.fraction for step in steps]
    assert fractions == sorted(fractions)
    assert {step.epoch for step in steps} == set(range(1, 9))
    assert fractions[-1] == pytest.approx(1.0)


def test_the_same_seed_gives_the_same_weights_and_another_seed_others():
    one, two, other = (reports(run(seed=seed))[-1].network for seed in (3, 3, 4))
    assert all(np.array_equal(a.weights, b.weights) for a, b in zip(one.layers, two.layers, strict=True))
    assert not np.array_equal(one.layers[0].weights, other.layers[0].weights)


def test_the_network_it_starts_from_is_left_as_it_is():
    settings = TrainingSettings(hidden=(6,), epochs=1)
    network = new_network(20, 3, settings)
    before = network.layers[0].weights.copy()
    list(train(network, blobs(), blobs(120), settings, clock()))
    assert np.array_equal(network.layers[0].weights, before)


def test_a_report_keeps_its_network_while_training_goes_on():
    settings = TrainingSettings(hidden=(6,), epochs=3)
    steps = train(new_network(20, 3, settings), blobs(), blobs(120), settings, clock())
    first = next(step for step in steps if isinstance(step, EpochReport))
    before = first.network.layers[0].weights.copy()
    list(steps)
    assert np.array_equal(first.network.layers[0].weights, before)


def test_l2_makes_the_weights_of_the_hidden_layer_small():
    free, held = (reports(run(l2=l2))[-1].network.layers[0].weights for l2 in (0.0, 0.05))
    assert np.square(held).sum() < 0.5 * np.square(free).sum()


def test_a_learning_rate_far_too_large_ends_as_diverged_without_a_warning():
    settings = {"optimizer": "gradient descent", "learning_rate": 1e30, "loss": "squared error"}
    steps = run(**settings, output_activation="identity", hidden_activation="relu")
    last = reports(steps)[-1]
    assert last.outcome is Outcome.DIVERGED
    assert last.epoch < 8


def test_weights_of_dead_pixels_do_not_become_denormal():
    examples = blobs()
    dark = Examples(np.concatenate([examples.inputs, np.zeros_like(examples.inputs)], axis=1), examples.labels, 3)
    settings = TrainingSettings(hidden=(6,), epochs=400, batch_size=600, learning_rate=0.1, schedule="constant", l2=0.1)
    weights = (
        reports(train(new_network(40, 3, settings), dark, dark[:50], settings, clock()))[-2].network.layers[0].weights
    )
    tiny = (weights != 0) & (np.abs(weights) < np.finfo(np.float32).tiny)
    assert not tiny.any()


def test_one_example_and_a_mini_batch_larger_than_the_data_are_fine():
    settings = TrainingSettings(hidden=(6,), epochs=2, batch_size=1000)
    steps = list(train(new_network(20, 3, settings), blobs(1), blobs(5), settings, clock()))
    assert reports(steps)[-1].outcome is Outcome.FINISHED


def test_no_validation_examples_leave_those_figures_unknown():
    settings = TrainingSettings(hidden=(6,), epochs=1)
    last = reports(train(new_network(20, 3, settings), blobs(), blobs()[:0], settings, clock()))[-1]
    assert np.isnan(last.validation_accuracy)
    assert last.outcome is Outcome.FINISHED


def test_a_stop_is_felt_within_a_tenth_of_a_second():
    rng = np.random.default_rng(0)
    digits = Examples(rng.integers(0, 255, (6000, 784)).astype(np.uint8), rng.integers(0, 10, 6000).astype(np.uint8))
    settings = TrainingSettings(hidden=(300, 100), batch_size=64, epochs=1)
    waits, last = [], time.perf_counter()
    for _ in islice(train(new_network(784, 10, settings), digits, digits[:2000], settings, time.perf_counter), 60):
        waits.append(time.perf_counter() - last)
        last = time.perf_counter()
    # The median, so that a busy machine does not decide.
    assert np.median(waits) < 0.1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"epochs": 0}, "at least 1 epoch"),
        ({"batch_size": 0}, "at least 1 example"),
        ({"learning_rate": 0.0}, "above 0"),
        ({"learning_rate": float("nan")}, "above 0"),
        ({"l2": -1.0}, "0 or more"),
        ({"hidden": (15, 0)}, "at least 1 neuron"),
        ({"seed": -1}, "from 0 up"),
    ],
)
def test_settings_that_cannot_be_trained_are_refused_in_a_sentence(changes, sentence):
    with pytest.raises(ValueError, match=sentence):
        TrainingSettings(**changes)


def test_a_pairing_that_cannot_learn_is_refused_before_training():
    with pytest.raises(PairingError, match="Cross-entropy takes the logarithm"):
        new_network(20, 3, TrainingSettings(output_activation="tanh"))


def test_training_without_examples_is_refused():
    settings = TrainingSettings()
    with pytest.raises(ValueError, match="at least 1 example"):
        next(train(new_network(20, 3, settings), blobs()[:0], blobs(), settings, clock()))
