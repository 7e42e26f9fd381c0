"""Pausing, stepping and stopping a run in the real window."""

from PySide6.QtGui import QAction

from nnapp.digits.data_settings import DataSettings
from nnapp.files.run_settings import RunSettings
from nnapp.gui.pages.training.run_views import RunView
from nnapp.nn.reports import Outcome
from nnapp.nn.settings import TrainingSettings
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
    assert lab.window.focusWidget() is lab.button("trainButton")
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
    assert lab.find("trainingProgress").value() == 0


def test_pause_is_only_for_a_run(lab):
    assert lab.button("pauseButton").isHidden()
    lab.trainer.toggle_pause()
    assert not lab.trainer.is_paused


def test_the_figures_beside_a_run_stay_those_of_the_run(lab):
    lab.train()
    lab.train_one_epoch(small(epochs=500, seed=1))
    accuracy = lab.text("accuracyLabel")
    lab.window.session.networks.go_back()
    assert lab.text("accuracyLabel") == accuracy == f"{100 * lab.trainer.curve[-1].validation_accuracy:.1f} %"
    assert lab.text("accuracyCaption").startswith("of the 1,000 validation examples recognised")
    lab.finish(lambda: lab.click("stopButton"))


def test_the_menu_can_pause_and_step_as_the_buttons_do(lab, qtbot):
    with qtbot.waitSignal(lab.trainer.pace_changed, timeout=LONG):
        lab.window.findChild(QAction, "actionOneBatch").trigger()
    assert [figures.epoch for figures in lab.trainer.curve] == [0]
    assert lab.trainer.is_paused
    lab.window.findChild(QAction, "actionPause").trigger()
    assert not lab.trainer.is_paused
    lab.finish(lambda: lab.click("stopButton"))


def test_nothing_of_a_run_stays_beside_a_network_that_is_not_of_it(lab):
    networks = lab.window.session.networks
    lab.train()
    assert lab.text("epochLabel").startswith("Finished")
    networks.go_back()
    assert lab.text("epochLabel") == ""
    assert lab.find("trainingProgress").value() == 0
    assert not any(len(curve.x) for curve in lab.show(RunView.LOSS).curves)
    networks.go_forward()
    assert lab.text("epochLabel").startswith("Finished")
    assert len(lab.show(RunView.LOSS).curves[0].x) > 4


def test_what_is_prepared_is_said_and_how_long_it_takes(lab, qtbot):
    lab.trainer.data = None
    lab.form.show_settings(RunSettings(TrainingSettings(epochs=500), DataSettings()))
    with qtbot.waitSignal(
        lab.trainer.progressed, timeout=LONG, check_params_cb=lambda progress: progress.seconds_left is not None
    ):
        lab.click("trainButton")
    assert lab.text("epochLabel") == "Preparing 92,000 examples"
    assert lab.text("timeLeftLabel").endswith(" left")
    assert lab.show(RunView.LOSS).empty.startswith("Preparing 92,000 examples")
    lab.finish(lambda: lab.click("stopButton"))
