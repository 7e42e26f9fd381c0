"""The training of a lesson, step by step: what it reports, when it stops, and that it gives way to the pen."""

from itertools import count

import pytest

from nnapp.gui.work import small_training
from nnapp.gui.work.small_training import SmallRun, SmallTraining
from tests.gui.work.small_data import noisy_data


@pytest.fixture(scope="module")
def data():
    return noisy_data()


def epochs(run, data, **others):
    return [epoch for report in SmallTraining(run, data, **others).steps() for epoch in report]


def test_each_epoch_is_told_once_and_its_learning_is_timed(data):
    ticks = count()
    told = epochs(SmallRun(digits=50, neurons=5, epochs=3), data, clock=lambda: float(next(ticks)))
    assert [epoch.figures.epoch for epoch in told] == [0, 1, 2, 3]
    assert told[0].seconds == 0
    assert all(epoch.seconds > 0 for epoch in told[1:])


def test_the_same_run_gives_the_same_network(data):
    run = SmallRun(digits=50, neurons=5, epochs=2)
    first, second = ([e.figures.training_loss for e in epochs(run, data)] for _ in range(2))
    assert first == second


@pytest.mark.parametrize(("rule", "ends"), [("epochs", 40), ("small error", None), ("no better validation", None)])
def test_a_run_ends_by_the_stop_rule_that_is_in_force(data, rule, ends):
    figures = [e.figures for e in epochs(SmallRun(100, 30, 40, rule), data)]
    losses = [one.validation_loss for one in figures[1:]]
    if rule == "small error":
        assert figures[-1].training_loss <= 0.5 < figures[-2].training_loss
    elif rule == "no better validation":
        assert len(losses) == 1 + losses.index(min(losses)) + 5
    else:
        assert figures[-1].epoch == ends


def test_the_digits_are_read_where_there_are_none_and_told_so_that_they_can_be_kept(data, monkeypatch):
    def load(settings):
        assert (settings.examples, settings.validation, settings.drawn) == (5_000, 2_000, 0)
        yield 0.5
        return data

    monkeypatch.setattr(small_training, "load_training_data", load)
    steps = SmallTraining(SmallRun(50, 5, 1), None).steps()
    assert (next(steps), next(steps)) == (0.5, data)
    assert sum(len(report) for report in steps) == 2


def test_training_waits_while_the_pen_moves(data, monkeypatch):
    waits, ticks = [], count()
    monkeypatch.setattr(small_training.time, "sleep", waits.append)
    job = SmallTraining(SmallRun(50, 5, 2), data, clock=lambda: next(ticks) * 0.002)
    steps = job.steps()
    next(steps)
    assert waits == []
    job.give_way()
    list(steps)
    assert waits
    assert all(0 < wait <= 0.05 for wait in waits)
