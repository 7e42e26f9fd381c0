"""Training from the window, from the first click to the trained network."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QProgressBar, QPushButton

from nnapp.gui.state.view import Page
from nnapp.gui.window.main_window import MainWindow
from nnapp.locations import shipped_weights
from nnapp.nn.reports import Outcome
from tests.gui.drawing import SEVEN
from tests.gui.hand import LONG, Hand


@pytest.fixture
def hand(hand):
    hand.open(Page.TRAINING)
    return hand


def test_training_to_the_end_replaces_the_network_and_the_old_one_can_be_had_back(hand):
    before = hand.first_weights()
    end = hand.train(epochs=3)
    assert end.outcome is Outcome.FINISHED
    trained = hand.first_weights()
    assert not np.array_equal(before, trained)
    training, validation = hand.plot.plot.curves
    assert training.x[-1] == 3
    assert validation.x.tolist() == [0, 1, 2, 3]
    assert training.y[-1] < training.y[0]
    assert validation.y[-1] < validation.y[0]
    assert hand.window.findChild(QProgressBar, "trainingProgress").value() == 1000
    accuracy = float(hand.text("accuracyLabel").removesuffix(" %"))
    assert accuracy == pytest.approx(100 * end.kept.record.validation_accuracy, abs=0.051)
    assert accuracy > 80
    hand.trigger("actionPreviousNetwork")
    assert np.array_equal(hand.first_weights(), before)
    hand.trigger("actionNextNetwork")
    assert np.array_equal(hand.first_weights(), trained)


def test_the_last_trained_network_is_kept_without_saving(hand, qtbot):
    last = hand.window.findChild(QAction, "actionLastTrained")
    assert not last.isEnabled()
    hand.train(epochs=1)
    trained = hand.first_weights()
    hand.window.close()
    with_another_window = MainWindow()
    qtbot.addWidget(with_another_window)
    other = Hand(with_another_window, qtbot)
    assert not np.array_equal(other.first_weights(), trained)
    other.trigger("actionLastTrained")
    assert np.array_equal(other.first_weights(), trained)


def test_a_run_that_cannot_be_kept_is_told(hand):
    data = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation))
    (data / "runs").write_text("in the way")
    assert hand.train(epochs=1).outcome is Outcome.FINISHED
    assert "cannot be kept: not a directory" in hand.text("trainingProblem")


def test_stop_in_the_middle_keeps_the_last_whole_epoch_and_drawing_stays_live(hand, qtbot):
    hand.few_digits()
    hand.set("epochsSpinBox", 500)
    with qtbot.waitSignals([hand.trainer.epoch_done] * 3, timeout=LONG):
        hand.click("trainButton")
    assert hand.window.findChild(QPushButton, "trainButton").isHidden()
    hand.draw(SEVEN)
    assert hand.session.is_training_shown
    assert hand.text("epochLabel").endswith("of 500")
    with qtbot.waitSignal(hand.trainer.ended, timeout=LONG) as ended:
        hand.click("stopButton")
    end = ended.args[0]
    assert end.outcome is Outcome.STOPPED
    best = min(hand.trainer.curve[1:], key=lambda figures: figures.validation_loss)
    assert end.kept.record.epochs == best.epoch
    assert np.array_equal(hand.first_weights(), end.kept.recogniser.network.layers[0].weights)
    assert hand.text("epochLabel") == f"Stopped: the network after epoch {best.epoch} is kept"
    assert not hand.session.is_training_shown
    assert hand.window.findChild(QPushButton, "trainButton").isEnabled()


def test_to_open_a_network_while_one_is_trained_asks_first_and_then_stops(hand, qtbot, monkeypatch):
    answers = [False, True]
    monkeypatch.setattr("nnapp.gui.window.main_window.confirm", lambda *_, **__: answers.pop(0))
    hand.few_digits()
    hand.set("epochsSpinBox", 500)
    with qtbot.waitSignal(hand.trainer.epoch_done, timeout=LONG, check_params_cb=lambda done: done.epoch == 1):
        hand.click("trainButton")
    weights = shipped_weights("64")
    hand.window.weights.open_file(weights)
    assert hand.trainer.is_running
    with qtbot.waitSignal(hand.window.weights.told, timeout=LONG, check_params_cb=lambda said: "Opened" in said):
        hand.window.weights.open_file(weights)
    assert not hand.trainer.is_running
    assert hand.text("networkName") == "64.safetensors"
    hand.trigger("actionPreviousNetwork")
    assert hand.text("networkName") == "Run 1"


def test_the_menu_trains_the_open_network_further(hand, qtbot):
    hand.few_digits()
    hand.set("epochsSpinBox", 1)
    before = hand.first_weights()
    with qtbot.waitSignal(hand.trainer.ended, timeout=LONG) as ended:
        hand.window.findChild(QAction, "actionContinue").trigger()
    assert ended.args[0].outcome is Outcome.FINISHED
    assert hand.trainer.curve[0].validation_accuracy > 0.9
    assert not np.array_equal(before, hand.first_weights())
