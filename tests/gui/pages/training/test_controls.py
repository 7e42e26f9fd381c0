"""Pausing, stepping and stopping a run in the real window."""

from nnapp.gui.work.training_job import Pace
from nnapp.nn.reports import Outcome
from tests.gui.pages.training.lab import LONG, small


def test_pause_resume_steps_and_stop(lab, qtbot):
    lab.train_one_epoch(small(epochs=500))
    assert lab.button("pauseButton").text() == "Resume"
    assert [figures.epoch for figures in lab.trainer.curve] == [0, 1]
    with qtbot.waitSignals([lab.trainer.pace_changed] * 2, timeout=LONG):
        lab.click("oneBatchButton")
    assert lab.text("epochLabel").startswith("Epoch 2, mini-batch 1: loss ")
    with qtbot.waitSignal(lab.trainer.epoch_done, timeout=LONG):
        lab.click("pauseButton")
    end = lab.finish(lambda: lab.click("stopButton"))
    assert end.outcome is Outcome.STOPPED
    assert end.kept is not None
    assert lab.text("epochLabel") == f"Stopped: the network after epoch {end.kept.record.epochs} is kept"


def test_a_run_stopped_before_its_first_epoch_changes_nothing(lab, qtbot):
    before = lab.window.session.networks.current.weights
    lab.form.show_settings(small(epochs=500, batch_size=1, hidden=(400,)))
    with qtbot.waitSignal(lab.trainer.epoch_done, timeout=LONG):
        lab.click("trainButton")
    lab.finish(lambda: lab.click("stopButton"))
    assert lab.window.session.networks.current.weights is before
    assert lab.text("epochLabel") == "Stopped before the first epoch: nothing has changed"


def test_pause_is_only_for_a_run(lab):
    assert not lab.button("pauseButton").isEnabled()
    lab.trainer.set_pace(Pace.PAUSE)
    assert not lab.trainer.is_paused


def test_the_figures_beside_a_run_stay_those_of_the_run(lab):
    lab.train()
    lab.train_one_epoch(small(epochs=500, seed=1))
    accuracy = lab.text("accuracyLabel")
    lab.click("previousNetworkButton")
    assert lab.text("accuracyLabel") == accuracy == f"{100 * lab.trainer.curve[-1].validation_accuracy:.1f} %"
    assert lab.button("previousNetworkButton").text() == "Next ↷"
    lab.finish(lambda: lab.click("stopButton"))


def test_one_goes_back_to_the_previous_network_and_forward_again(lab):
    before = lab.window.session.networks.current.weights
    trained = lab.train().kept
    lab.click("previousNetworkButton")
    assert lab.window.session.networks.current.weights is before
    lab.click("previousNetworkButton")
    assert lab.window.session.networks.current.weights is trained
