import shutil
from dataclasses import replace
from itertools import repeat
from queue import SimpleQueue

import numpy as np
import pytest
from PIL import Image

from nnapp.digits.data_settings import DataSettings
from nnapp.digits.datasets import TrainingData
from nnapp.files import training_data
from nnapp.files.checkpoint_file import read_checkpoint, write_checkpoint
from nnapp.files.run_settings import RunSettings
from nnapp.files.training_run import settings_from
from nnapp.gui.work import training_job
from nnapp.gui.work.run_library import RunLibrary
from nnapp.gui.work.trainer import Trainer
from nnapp.gui.work.training_job import Order, Pace, Paused, RunProgress, TrainingJob
from nnapp.gui.work.worker import Worker
from nnapp.nn.examples import Examples
from nnapp.nn.reports import Outcome
from nnapp.nn.settings import Rates, TrainingSettings
from tests.gui.inside import network_of

LONG = 60_000
DATA = DataSettings(examples=5_000, drawn=0, validation=1_000)


def settings(**changes):
    return RunSettings(TrainingSettings(**changes), DATA)


def leave(trainer):
    """Leave the run to be resumed another time, as the window does when it closes."""
    trainer.findChild(Worker).shut_down()


@pytest.fixture
def trainer(qapp, tmp_path_factory):
    trainer = Trainer(RunLibrary(tmp_path_factory.mktemp("runs")))
    yield trainer
    leave(trainer)


def run(trainer, qtbot, wanted, pace=Pace.RUN):
    with qtbot.waitSignal(trainer.ended, timeout=LONG) as ended:
        trainer.start(wanted, pace)
    return ended.args[0]


@pytest.mark.parametrize("order", [Pace.STOP, Pace.PAUSE], ids=["stop", "pause"])
def test_an_order_is_obeyed_within_an_epoch(trainer, qtbot, order):
    # An epoch of these takes many seconds.
    with qtbot.waitSignal(trainer.progressed, timeout=LONG, check_params_cb=lambda progress: progress.epoch == 1):
        trainer.start(settings(hidden=(800, 400), batch_size=1))
    with qtbot.waitSignal(trainer.ended if order is Pace.STOP else trainer.pace_changed, timeout=LONG):
        trainer.set_pace(order)
    assert [figures.epoch for figures in trainer.curve] == [0]


def test_progress_includes_the_time_left(trainer, qtbot, prepared):
    prepared.clear()
    reports = []
    trainer.progressed.connect(reports.append)
    run(trainer, qtbot, settings(epochs=12))
    training = [progress for progress in reports if progress.epoch > 0]
    preparing = [progress.fraction for progress in reports if progress.epoch == 0]
    assert preparing == sorted(preparing)
    assert preparing
    assert all(progress.seconds_left >= 0 for progress in training)
    assert training[-1].seconds_left < training[0].seconds_left


def test_a_second_run_is_not_started_beside_the_first(trainer, qtbot):
    started = []
    trainer.started.connect(started.append)
    trainer.start(settings(epochs=2))
    trainer.start(settings(epochs=3))
    with qtbot.waitSignal(trainer.ended, timeout=LONG):
        pass
    assert [wanted.training.epochs for wanted in started] == [2]


def test_a_file_that_cannot_teach_ends_as_failed_with_the_reason(trainer, qtbot, tmp_path):
    stripes = np.resize(np.array([0, 255], np.uint8), (2, 28, 28))
    np.savez(tmp_path / "sevens.npz", x_train=stripes, y_train=np.full(2, 7, np.uint8))
    data = DataSettings(examples=2, validation=0, source=str(tmp_path / "sevens.npz"))
    end = run(trainer, qtbot, RunSettings(TrainingSettings(batch_size=1), data))
    assert end.outcome is Outcome.FAILED
    assert "there should be at least two classes" in end.problem
    assert end.kept is None


def test_examples_that_cannot_teach_end_as_failed_with_the_reason(trainer, qtbot):
    few = RunSettings(TrainingSettings(batch_size=1), DataSettings(examples=2, drawn=0))
    trainer.data = TrainingData(
        Examples(np.zeros((2, 784), np.uint8), np.full(2, 7, np.uint8)),
        Examples(np.zeros((0, 784), np.uint8), np.zeros(0, np.uint8)),
        few.data,
    )
    end = run(trainer, qtbot, few)
    assert end.outcome is Outcome.FAILED
    assert "are of one class" in end.problem
    assert end.kept is None


def test_one_epoch_and_one_mini_batch_then_it_waits(trainer, qtbot):
    done = []
    trainer.epoch_done.connect(lambda figures: done.append(figures.epoch))
    with qtbot.waitSignal(trainer.pace_changed, timeout=LONG):
        trainer.start(settings(epochs=5), Pace.EPOCH)
    assert trainer.is_paused
    assert done == [0, 1]
    steps = []
    trainer.progressed.connect(steps.append)
    for number in (1, 2, 3):
        with qtbot.waitSignals([trainer.pace_changed, trainer.pace_changed], timeout=LONG):
            trainer.set_pace(Pace.BATCH)
        assert trainer.is_paused
        assert (steps[-1].epoch, steps[-1].batches) == (2, number)
        assert steps[-1].loss > 0
    assert done == [0, 1]
    with qtbot.waitSignal(trainer.ended, timeout=LONG):
        trainer.set_pace(Pace.RUN)
    assert done == [0, 1, 2, 3, 4, 5]


def test_the_network_in_training_is_shown_again_and_again(trainer, qtbot):
    looks = []
    trainer.looked.connect(looks.append)
    run(trainer, qtbot, settings(epochs=3, batch_size=5))
    assert len(looks) >= 4
    first, last = (look.layers[0].weights for look in (looks[0], looks[-1]))
    assert not np.array_equal(first, last)


def test_rates_can_be_changed_while_it_runs(trainer, qtbot):
    curve = []
    trainer.epoch_done.connect(curve.append)
    with qtbot.waitSignal(trainer.pace_changed, timeout=LONG):
        trainer.start(settings(epochs=3, schedule="constant"), Pace.EPOCH)
    trainer.change_rates(Rates(0.001, 0.5, 0.0))
    with qtbot.waitSignal(trainer.ended, timeout=LONG):
        trainer.set_pace(Pace.RUN)
    assert [figures.base_rate for figures in curve] == [0.01, 0.01, 0.001, 0.001]
    assert [figures.momentum for figures in curve] == [0.9, 0.9, 0.5, 0.5]


def test_pictures_that_changed_in_a_folder_are_read_again(trainer, qtbot, tmp_path):
    for name, grey in (("dark", 40), ("light", 200)):
        (tmp_path / name).mkdir()
        for number in range(4):
            Image.fromarray(np.full((28, 28), grey + number, np.uint8)).save(tmp_path / name / f"{number}.png")
    wanted = RunSettings(
        TrainingSettings(epochs=1, batch_size=1), DataSettings(examples=55_000, validation=2, source=str(tmp_path))
    )
    assert run(trainer, qtbot, wanted).problem == ""
    # The run knows how many there were, whatever was asked for.
    assert [kept.about.examples for kept in trainer._library.runs()] == [7]
    first = trainer.data
    run(trainer, qtbot, wanted)
    assert trainer.data is first
    Image.fromarray(np.eye(28, dtype=np.uint8)).save(tmp_path / "dark" / "0.png")
    run(trainer, qtbot, wanted)
    assert trainer.data is not first


def test_a_resumed_run_that_is_stopped_while_its_data_are_prepared_keeps_its_network(
    qapp, qtbot, tmp_path, monkeypatch
):
    trainer = Trainer(RunLibrary(tmp_path))
    with qtbot.waitSignals([trainer.epoch_done] * 3, timeout=LONG):
        trainer.start(settings(epochs=500))
    leave(trainer)
    library = RunLibrary(tmp_path)
    resuming = Trainer(library)
    # They are never ready, so that the order to stop meets the preparation however fast the machine is.
    monkeypatch.setattr(training_data, "load_digits", lambda _settings: repeat(0.0))
    with qtbot.waitSignal(resuming.ended, timeout=LONG) as ended:
        resuming.resume(library.interrupted())
        resuming.stop()
    assert resuming.data is None
    assert ended.args[0].outcome is Outcome.STOPPED
    assert ended.args[0].kept.record.epochs >= 1
    assert [kept.outcome for kept in library.runs()] == [Outcome.STOPPED]
    assert library.interrupted() is None


def test_a_pause_during_preparation_is_not_counted_as_work(monkeypatch):
    now = [0.0]

    class Orders(SimpleQueue):
        def get(self, block=True, timeout=None):
            now[0] += 1_000.0 if block else 0.1
            return super().get(block, timeout)

    monkeypatch.setattr(training_job, "SimpleQueue", Orders)
    monkeypatch.setattr(training_job.time, "perf_counter", lambda: now[0])
    job = TrainingJob(settings(), None, None, Pace.PAUSE)
    messages = job.run()
    while not isinstance(next(messages), Paused):
        pass
    job.order(Order(Pace.RUN))
    progress = next(message for message in messages if isinstance(message, RunProgress) and message.seconds_left)
    assert progress.epoch == 0
    assert progress.seconds_left < 900
    messages.close()


def test_a_run_that_was_left_resumes_exactly(qapp, qtbot, tmp_path):
    wanted = settings(epochs=6)
    library = RunLibrary(tmp_path)
    trainer = Trainer(library)
    whole = run(trainer, qtbot, wanted).kept
    with qtbot.waitSignals([trainer.epoch_done] * 3, timeout=LONG):
        trainer.start(wanted)
    leave(trainer)
    assert len(library.runs()) == 1
    folder = RunLibrary(tmp_path).interrupted()
    other = Trainer(RunLibrary(tmp_path))
    with qtbot.waitSignal(other.ended, timeout=LONG) as ended:
        other.resume(folder)
    kept = ended.args[0].kept
    pairs = zip(kept.recogniser.network.layers, whole.recogniser.network.layers, strict=True)
    assert all(np.array_equal(one.weights, two.weights) for one, two in pairs)
    assert [figures.epoch for figures in other.curve] == list(range(7))
    assert len(library.runs()) == 2


def test_a_run_without_an_epoch_leaves_nothing_behind(qapp, qtbot, tmp_path):
    library = RunLibrary(tmp_path)
    trainer = Trainer(library)
    with qtbot.waitSignal(trainer.ended, timeout=LONG):
        trainer.start(replace(settings(), data=DataSettings()))
        trainer.stop()
    assert list(tmp_path.iterdir()) == []


def test_a_pause_is_obeyed_while_the_digits_are_prepared(trainer, qtbot):
    with qtbot.waitSignal(trainer.progressed, timeout=LONG):
        trainer.start(replace(settings(epochs=2), data=DataSettings()))
    with qtbot.waitSignal(trainer.pace_changed, timeout=LONG):
        trainer.set_pace(Pace.PAUSE)
    assert trainer.data is None
    with qtbot.waitSignal(trainer.ended, timeout=LONG):
        trainer.stop()


def test_one_epoch_on_the_last_epoch_finishes_the_run(trainer, qtbot):
    assert run(trainer, qtbot, settings(epochs=1), Pace.EPOCH).outcome is Outcome.FINISHED


def test_a_folder_that_is_lost_loses_neither_the_network_nor_the_window(qapp, qtbot, tmp_path):
    trainer = Trainer(RunLibrary(tmp_path / "runs"))
    with qtbot.waitSignal(trainer.pace_changed, timeout=LONG):
        trainer.start(settings(epochs=500), Pace.EPOCH)
    shutil.rmtree(tmp_path / "runs")
    with qtbot.waitSignals([trainer.trained, trainer.ended], timeout=LONG):
        trainer.stop()
    assert not trainer.is_running


def test_a_damaged_checkpoint_is_reported_and_an_older_run_is_offered(qapp, qtbot, tmp_path):
    for _ in range(2):
        trainer = Trainer(RunLibrary(tmp_path))
        with qtbot.waitSignals([trainer.epoch_done] * 3, timeout=LONG):
            trainer.start(settings(epochs=500))
        leave(trainer)
    newer = tmp_path / "run-0002" / "checkpoint.safetensors"
    checkpoint = read_checkpoint(newer)
    write_checkpoint(newer, replace(checkpoint, parameters=checkpoint.parameters[:-5]))
    library = RunLibrary(tmp_path)
    assert library.interrupted().folder.name == "run-0001"
    assert "run-0002 is damaged" in library.problem
    assert [run.outcome for run in library.runs()] == [Outcome.DAMAGED]


def test_closing_keeps_the_last_whole_epoch(qapp, qtbot, tmp_path):
    trainer = Trainer(RunLibrary(tmp_path))
    with qtbot.waitSignal(trainer.pace_changed, timeout=LONG):
        trainer.start(settings(), Pace.EPOCH)
    for _ in range(3):
        # It resumes, and pauses after the epoch.
        with qtbot.waitSignals([trainer.pace_changed] * 2, timeout=LONG):
            trainer.set_pace(Pace.EPOCH)
    assert trainer.curve[-1].epoch == 4
    leave(trainer)
    checkpoint, curve = RunLibrary(tmp_path).interrupted().read_checkpoint()
    assert checkpoint.epoch == curve[-1].epoch == 4


def start_network(seed=5):
    return network_of(("tanh", "sigmoid"), (784, 9, 10), seed).recogniser


def run_from(tmp_path, qtbot, wanted, start):
    """Train from ``start`` and return the bytes of the network that is kept."""
    library = RunLibrary(tmp_path)
    trainer = Trainer(library)
    with qtbot.waitSignal(trainer.ended, timeout=LONG):
        trainer.start(wanted, start=start)
    return library.newest_network().read_bytes()


def test_a_run_that_starts_from_a_network_repeats_to_the_same_bytes(qapp, qtbot, tmp_path):
    wanted = settings_from(start_network(), settings(epochs=3))
    first = run_from(tmp_path / "first", qtbot, wanted, start_network())
    again = RunLibrary(tmp_path / "first").folder("run-0001").read_start()
    assert run_from(tmp_path / "second", qtbot, wanted, again) == first
    assert run_from(tmp_path / "third", qtbot, wanted, start_network(seed=6)) != first


def test_a_run_that_starts_from_a_network_resumes_to_the_same_bytes(qapp, qtbot, tmp_path):
    wanted = settings_from(start_network(), settings(epochs=6))
    whole = run_from(tmp_path / "whole", qtbot, wanted, start_network())
    trainer = Trainer(RunLibrary(tmp_path / "parts"))
    with qtbot.waitSignal(trainer.pace_changed, timeout=LONG):
        trainer.start(wanted, Pace.EPOCH, start_network())
    leave(trainer)
    library = RunLibrary(tmp_path / "parts")
    resuming = Trainer(library)
    with qtbot.waitSignal(resuming.ended, timeout=LONG):
        resuming.resume(library.interrupted())
    assert [figures.epoch for figures in resuming.curve] == list(range(7))
    assert library.newest_network().read_bytes() == whole
