import time
from dataclasses import replace
from itertools import count, islice

import numpy as np
import pytest

from nnapp.nn.activations import activation_named
from nnapp.nn.examples import Examples
from nnapp.nn.losses import PairingError
from nnapp.nn.network import Network
from nnapp.nn.reports import Command, EpochReport, Outcome, Progress
from nnapp.nn.setting_declarations import SettingsError
from nnapp.nn.settings import RateChange, Rates, TrainingSettings
from nnapp.nn.training import new_network, train, without_blank_inputs

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


def figures(steps):
    return [report.figures for report in reports(steps)]


def start(settings, training=None, validation=None, **more):
    training = blobs() if training is None else training
    validation = blobs(120, seed=1) if validation is None else validation
    return train(new_network(20, 3, settings), training, validation, settings, clock(), **more)


def same(one, other):
    pairs = zip(one.layers, other.layers, strict=True)
    return all(np.array_equal(a.weights, b.weights) and np.array_equal(a.biases, b.biases) for a, b in pairs)


@pytest.mark.parametrize("optimizer", ["gradient descent", "momentum", "Adam"])
@pytest.mark.parametrize(
    ("output", "loss"),
    [
        ("sigmoid", "cross-entropy"),
        ("softmax", "cross-entropy"),
        ("sigmoid", "squared error"),
    ],
)
def test_training_learns(optimizer, output, loss):
    rate = {"gradient descent": 2.0, "momentum": 0.3, "Adam": 0.05}[optimizer]
    done = reports(run(optimizer=optimizer, output_activation=output, loss=loss, learning_rate=rate, epochs=15))
    assert done[-1].figures.validation_loss < 0.5 * done[0].figures.validation_loss
    assert done[-1].figures.validation_accuracy > 0.95
    assert done[-1].outcome is Outcome.FINISHED


def test_there_is_a_report_before_the_first_epoch_and_after_each():
    done = reports(run())
    assert [report.figures.epoch for report in done] == list(range(9))
    assert [report.outcome for report in done[:-1]] == [Outcome.RUNNING] * 8
    assert done[0].figures.learning_rate == pytest.approx(0.01)
    assert done[-1].figures.learning_rate == pytest.approx(0.0, abs=1e-9)


def test_the_time_of_an_epoch_leaves_out_what_happens_between_reports():
    now = [0.0]
    settings = TrainingSettings(hidden=(6,), epochs=2, batch_size=32)
    steps = train(new_network(20, 3, settings), blobs(), blobs(120), settings, lambda: now[0])
    for step in steps:
        now[0] += 100.0
        if isinstance(step, EpochReport):
            assert step.figures.seconds == 0.0


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
    steps = run(**settings, output_activation="identity", hidden_activations=("relu",))
    last = reports(steps)[-1]
    assert last.outcome is Outcome.DIVERGED
    assert last.figures.epoch < 8


def test_weights_of_dead_pixels_do_not_become_denormal():
    examples = blobs()
    dark = Examples(np.concatenate([examples.inputs, np.zeros_like(examples.inputs)], axis=1), examples.labels, 3)
    settings = TrainingSettings(hidden=(6,), epochs=400, batch_size=600, learning_rate=0.1, schedule="constant", l2=0.1)
    network = without_blank_inputs(new_network(40, 3, settings), dark)
    weights = reports(train(network, dark, dark[:50], settings, clock()))[-2].network.layers[0].weights
    tiny = (weights != 0) & (np.abs(weights) < np.finfo(np.float32).tiny)
    assert not tiny.any()


@pytest.mark.parametrize(
    ("examples", "batch_size", "sentence"),
    [
        (blobs(0), 1, "There are no training examples"),
        (blobs(1), 1, "All 1 training examples are of one class"),
        (
            Examples(np.zeros((9, 20), np.uint8), np.full(9, 2, np.uint8), 3),
            4,
            "All 9 training examples are of one class",
        ),
    ],
    ids=["none", "one", "one class"],
)
def test_examples_that_cannot_teach_are_refused_in_a_sentence(examples, batch_size, sentence):
    with pytest.raises(SettingsError, match=sentence):
        next(start(TrainingSettings(hidden=(6,), batch_size=batch_size), examples))


def test_a_mini_batch_holds_all_examples_where_there_are_fewer():
    few, settings = blobs(30), TrainingSettings(hidden=(6,), epochs=2)
    fitted = replace(settings, batch_size=30)
    one, other = (reports(start(each, few))[-1] for each in (settings, fitted))
    assert one.checkpoint.step == 2
    assert same(one.network, other.network)


def test_no_validation_examples_leave_those_figures_unknown():
    settings = TrainingSettings(hidden=(6,), epochs=1)
    last = reports(train(new_network(20, 3, settings), blobs(), blobs()[:0], settings, clock()))[-1]
    assert np.isnan(last.figures.validation_accuracy)
    assert last.checkpoint.best_epoch == 1
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


def test_a_pairing_that_cannot_learn_is_refused_before_training():
    network = Network.random((20, 3), [activation_named("tanh")], np.random.default_rng(0))
    with pytest.raises(PairingError, match="Cross-entropy takes the logarithm"):
        next(train(network, blobs(), blobs(), TrainingSettings(), clock()))


@pytest.mark.parametrize("optimizer", ["gradient descent", "momentum", "Adam"])
@pytest.mark.parametrize("epoch", [0, 1, 4])
def test_a_run_goes_on_after_any_epoch_as_if_nothing_had_happened(optimizer, epoch):
    settings = TrainingSettings(hidden=(6,), epochs=6, batch_size=32, dropout=0.2, optimizer=optimizer)

    def noise(inputs, rng):
        return np.minimum(inputs + rng.integers(0, 3, inputs.shape), 255).astype(np.uint8)

    whole = reports(start(settings, augment=noise))
    rest = reports(start(settings, augment=noise, resume=whole[epoch].checkpoint))
    assert [report.figures.epoch for report in rest] == list(range(epoch + 1, 7))
    assert same(rest[-1].network, whole[-1].network)
    assert rest[-1].checkpoint.best_epoch == whole[-1].checkpoint.best_epoch
    losses = [[entry.figures.validation_loss for entry in some] for some in (whole[epoch + 1 :], rest)]
    assert losses[0] == losses[1]


def change_in_epoch_three(settings, rates):
    steps, command, made = start(settings), None, []
    while True:
        try:
            step = steps.send(command)
        except StopIteration:
            return made
        made.append(step)
        first_of_three = (
            isinstance(step, Progress)
            and step.epoch == 3
            and not any(isinstance(other, Progress) and other.epoch == 3 for other in made[:-1])
        )
        command = Command(rates=rates) if first_of_three else None


def test_rates_changed_by_hand_take_effect_and_are_repeated():
    settings = TrainingSettings(hidden=(6,), epochs=5, batch_size=32, schedule="constant")
    rates = Rates(learning_rate=0.002, momentum=0.5, l2=0.01)
    changed = reports(change_in_epoch_three(settings, rates))
    assert [report.figures.base_rate for report in changed] == [0.01, 0.01, 0.01, 0.002, 0.002, 0.002]
    assert [report.figures.l2 for report in changed][2:4] == [5e-4, 0.01]
    assert [report.figures.momentum for report in changed][2:4] == [0.9, 0.5]
    plain = reports(start(settings))
    assert same(plain[2].network, changed[2].network)
    assert not same(plain[3].network, changed[3].network)
    (change,) = changed[-1].checkpoint.changes
    repeated = reports(start(TrainingSettings(hidden=(6,), epochs=5, batch_size=32, schedule="constant",
                                              changes=(change,))))  # fmt: skip
    assert same(repeated[-1].network, changed[-1].network)
    assert change == RateChange(change.step, rates)


def test_it_can_go_one_mini_batch_at_a_time():
    settings = TrainingSettings(hidden=(6,), epochs=1, batch_size=200)
    steps, seen = start(settings), []
    step = next(steps)
    while not (isinstance(step, EpochReport) and step.figures.epoch == 1):
        step = steps.send(Command(by_batch=True))
        if isinstance(step, Progress) and step.loss is not None:
            seen.append(step)
    assert sorted({step.batches for step in seen}) == [1, 2, 3]
    assert not same(seen[0].network, seen[1].network)
    assert seen[0].loss > seen[-1].loss > 0
    assert same(step.network, reports(start(settings))[-1].network)


def test_a_look_at_the_network_is_given_only_when_asked_for():
    steps = start(TrainingSettings(hidden=(6,), epochs=1, batch_size=32))
    assert next(steps).network is None
    steps.send(Command(snapshot=True))
    given = [step.network is not None for step in steps if isinstance(step, Progress)]
    assert given.count(True) == 1


def test_the_best_network_is_kept_while_training_goes_on():
    # So large a rate that the loss jumps about.
    done = reports(run(learning_rate=8.0, schedule="constant", epochs=12))
    losses = [report.figures.validation_loss for report in done[1:]]
    best = int(np.argmin(losses)) + 1
    assert best < 12
    assert done[-1].checkpoint.best_epoch == best
    assert done[-1].checkpoint.best_loss == losses[best - 1]
    assert np.array_equal(done[-1].checkpoint.best_parameters, done[best].checkpoint.parameters)


def test_it_stops_when_the_validation_loss_is_no_longer_better():
    done = reports(run(learning_rate=0.5, schedule="constant", epochs=60, patience=3))
    assert done[-1].outcome is Outcome.STOPPED_EARLY
    assert done[-1].figures.epoch == done[-1].checkpoint.best_epoch + 3


def test_it_stops_at_the_accuracy_wanted():
    done = reports(run(epochs=60, learning_rate=0.05, target_accuracy=0.9))
    assert done[-1].outcome is Outcome.TARGET_REACHED
    assert done[-1].figures.validation_accuracy >= 0.9
    assert all(report.figures.validation_accuracy < 0.9 for report in done[1:-1])


def test_it_stops_after_the_time_given_even_within_an_epoch():
    steps = run(epochs=60, seconds=20 * TICK, batch_size=1)
    assert reports(steps)[-1].outcome is Outcome.TIME_UP
    spent = sum(entry.seconds for entry in figures(steps))
    assert 20 * TICK <= spent < 40 * TICK


def test_dropout_changes_what_is_learnt_but_not_how_the_network_answers():
    plain, dropped = (reports(run(dropout=share, epochs=6))[-1] for share in (0.0, 0.5))
    assert not same(plain.network, dropped.network)
    assert dropped.figures.validation_accuracy > 0.5


def test_the_gradient_of_each_layer_is_told():
    done = figures(run(hidden=(6, 5)))
    assert done[0].gradients == ()
    assert all(len(entry.gradients) == 3 and min(entry.gradients) > 0 for entry in done[1:])


def test_time_grows_in_proportion_to_the_examples():
    counts = {}
    for number in (640, 6400):
        steps = list(start(TrainingSettings(hidden=(6,), epochs=1, batch_size=64), blobs(number)))
        counts[number] = max(step.batches for step in steps if isinstance(step, Progress))
    assert counts == {640: 10, 6400: 100}


def test_in_the_first_epoch_the_mean_loss_of_all_its_examples_is_told_often():
    settings = TrainingSettings(hidden=(6,), epochs=2, batch_size=10)
    steps = list(start(settings))
    told = [step for step in steps if isinstance(step, Progress) and step.recent_loss is not None]
    assert [step.epoch for step in told] == [1] * 30
    assert [step.batches for step in told] == list(range(2, 61, 2))
    command, losses, one_by_one = None, [], start(settings)
    while len(losses) < 60:
        step = one_by_one.send(command)
        command = Command(by_batch=True)
        if isinstance(step, Progress) and step.batches == len(losses) + 1:
            losses.append(step.loss)
    assert [step.recent_loss for step in told] == pytest.approx(np.reshape(losses, (30, 2)).mean(axis=1))


def test_a_loss_that_is_not_finite_is_not_told():
    steps = run(learning_rate=1e30, optimizer="gradient descent", hidden_activations=("relu",))
    assert reports(steps)[-1].outcome is Outcome.DIVERGED
    told = [step.recent_loss for step in steps if isinstance(step, Progress)]
    assert None in told[:10]
    assert all(np.isfinite([loss for loss in told if loss is not None]))
