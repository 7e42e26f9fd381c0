import time
from statistics import median

import pytest

from nnapp.gui.trainer import Ending, RunSettings, Trainer
from nnapp.nn.training import TrainingSettings

LONG = 60_000


@pytest.fixture
def trainer(qapp):
    trainer = Trainer()
    yield trainer
    trainer.shut_down()


def test_a_stop_is_felt_within_a_tenth_of_a_second(trainer, qtbot):
    waits = []
    for _ in range(5):
        with qtbot.waitSignal(trainer.epoch_done, timeout=LONG):
            trainer.start(RunSettings(TrainingSettings(hidden=(100,), epochs=500), drawn=0))
        with qtbot.waitSignal(trainer.ended, timeout=LONG) as ended:
            asked = time.perf_counter()
            trainer.stop()
        waits.append(time.perf_counter() - asked)
        assert ended.args[0].ending is Ending.STOPPED
    # The median, as another program on the machine may hold up any one of them.
    assert median(waits) < 0.1


def test_progress_tells_the_time_left(trainer, qtbot):
    told = []
    trainer.progressed.connect(told.append)
    with qtbot.waitSignal(trainer.ended, timeout=LONG):
        trainer.start(RunSettings(TrainingSettings(epochs=4), drawn=0))
    training = [progress for progress in told if progress.epoch > 0]
    preparing = [progress.fraction for progress in told if progress.epoch == 0]
    assert preparing == sorted(preparing)
    assert all(progress.seconds_left >= 0 for progress in training)
    assert training[-1].seconds_left < training[0].seconds_left


def test_a_second_run_is_not_started_beside_the_first(trainer, qtbot):
    started = []
    trainer.started.connect(started.append)
    trainer.start(RunSettings(TrainingSettings(epochs=2), drawn=0))
    trainer.start(RunSettings(TrainingSettings(epochs=3), drawn=0))
    with qtbot.waitSignal(trainer.ended, timeout=LONG):
        pass
    assert [run.training.epochs for run in started] == [2]


def test_a_pairing_that_cannot_learn_ends_as_failed_with_the_reason(trainer, qtbot):
    with qtbot.waitSignal(trainer.ended, timeout=LONG) as ended:
        trainer.start(RunSettings(TrainingSettings(output_activation="tanh"), drawn=0))
    assert ended.args[0].ending is Ending.FAILED
    assert "not limited to 0..1" in ended.args[0].problem
