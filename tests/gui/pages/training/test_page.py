"""Runs in the real window: their rates, their initial weights, and how they are resumed."""

import shutil

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar

from nnapp.gui.pages.training.run_views import RunView
from nnapp.gui.state.view import Page
from nnapp.gui.widgets.curve_plot import CurvePlot
from nnapp.gui.widgets.fields import explanation_of
from nnapp.gui.window.main_window import MainWindow
from nnapp.nn.inspect.edits import BiasEdit
from nnapp.nn.reports import Outcome
from nnapp.nn.settings import Rates
from tests.gui.drawing import SEVEN, draw
from tests.gui.inside import network_of
from tests.gui.pages.training.lab import LONG, Lab, small


def test_ones_own_digit_is_learnt_while_one_watches(lab, qtbot):
    session = lab.window.session
    with qtbot.waitSignal(session.recognition_changed):
        draw(lab.find("canvas"), SEVEN)
    answers = []
    session.recognition_changed.connect(lambda: answers.append(float(session.recognition.outputs[7])))
    lab.train(small(epochs=12))
    assert len(answers) > 8
    assert answers[0] < 0.5 < answers[-1]


def test_rates_are_changed_while_it_runs_and_marked_on_the_curve(lab):
    lab.train_one_epoch(small(epochs=6, schedule="constant"))
    assert not lab.find("epochsSpinBox").isEnabled()
    assert lab.find("learningRateSpinBox").isEnabled()
    lab.find("learningRateSpinBox").setValue(0.001)
    lab.find("l2SpinBox").setValue(0.0)
    lab.finish(lambda: lab.click("pauseButton"))
    assert lab.show(RunView.LOSS).marks == ((2.0, "L2 0, learning rate 0.001"),)
    assert lab.trainer.curve[-1].base_rate == 0.001
    (run,) = lab.window.library.runs()
    assert run.about.settings.training.changes[-1].rates.learning_rate == 0.001


def test_a_rate_counts_when_it_is_typed_to_the_end(lab, qtbot):
    lab.train_one_epoch(small(epochs=6, schedule="constant"))
    typed = []
    lab.form.rates_changed.connect(lambda: typed.append(lab.form.settings().training.learning_rate))
    lab.open_characteristic("Optimizer function")
    field = lab.find("learningRateSpinBox")
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "0.85")
    # The current rates of the run take the place of what is shown, but not of what is being typed.
    lab.form.show_rates(Rates(0.02, 0.8, 0.1))
    assert (field.text(), lab.find("l2SpinBox").value()) == ("0.85", 0.1)
    assert typed == []
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert typed == [0.85]
    lab.finish(lambda: lab.click("stopButton"))


def interrupted(lab, qtbot):
    """Interrupt a run after its fourth epoch or a later one, and return the lab in a new window."""
    lab.form.show_settings(small(epochs=50))
    with qtbot.waitSignals([lab.trainer.epoch_done] * 4, timeout=LONG):
        lab.click("trainButton")
    assert lab.window.windowTitle() == "Run 1, in training[*] – nnapp"
    again = lab.interrupt()
    qtbot.waitUntil(lambda: "was interrupted after epoch" in again.hint, timeout=LONG)
    return again


def test_an_interrupted_run_is_resumed(lab, qtbot):
    again = interrupted(lab, qtbot)
    end = again.finish(lambda: again.click("hintButton"))
    assert end.outcome is Outcome.FINISHED
    assert again.window.windowTitle() == "Run 1[*] – nnapp"
    assert [figures.epoch for figures in again.trainer.curve] == list(range(51))


def test_a_run_whose_loss_is_no_longer_offered_is_neither_repeated_nor_resumed(lab):
    settings = small(loss="rival cross-entropy")
    for act in (lambda: lab.page.repeat(settings, None), lambda: lab.page._resume(lab.window.library.new(settings))):
        act()
        assert (
            lab.text("trainingProblem") == "Rival cross-entropy is no longer offered; train with cross-entropy instead."
        )
        assert not lab.trainer.is_running


def test_an_interrupted_run_is_finished_where_it_is(lab, qtbot):
    again = interrupted(lab, qtbot)
    again.click("hintOtherButton")
    (run,) = again.window.library.runs()
    assert run.outcome is Outcome.INTERRUPTED
    assert run.has_network
    assert again.hint == ""


def test_an_interrupted_run_is_offered_again_after_another_run(lab, qtbot):
    again = interrupted(lab, qtbot)
    again.train(small(epochs=6))
    assert "was interrupted after epoch" in again.hint
    again.click("hintOtherButton")
    assert [run.outcome for run in again.window.library.runs()] == [Outcome.FINISHED, Outcome.INTERRUPTED]
    again.train(small(epochs=6))
    assert again.hint == ""


def test_an_interrupted_run_that_is_found_during_a_run_is_offered_after_it(lab, qtbot):
    # Begun before the search has ended, as nothing is taken in from its thread until then.
    lab.form.show_settings(small(epochs=50))
    with qtbot.waitSignals([lab.trainer.epoch_done] * 4, timeout=LONG):
        lab.click("trainButton")
    lab.window.close()
    window = MainWindow()
    qtbot.addWidget(window)
    # The page opens by itself, as the offer stands there.
    assert window.session.view.page is Page.TRAINING
    again = Lab(window, qtbot)
    again.form.show_settings(small(epochs=6))
    again.finish(again.button("trainButton").click)
    assert "was interrupted after epoch" in again.hint


def test_a_damaged_run_is_told_once(lab, qtbot):
    lab.form.show_settings(small(epochs=50))
    with qtbot.waitSignals([lab.trainer.epoch_done] * 4, timeout=LONG):
        lab.click("trainButton")
    lab.window.close()
    folder = lab.window.library.folder("run-0001").folder
    shutil.copytree(folder, folder.with_name("run-0002"))
    (folder.with_name("run-0002") / "checkpoint.safetensors").write_bytes(b"damaged")
    again = lab.interrupt()
    qtbot.waitUntil(lambda: "was interrupted after epoch" in again.hint, timeout=LONG)
    assert "run-0002" in again.text("trainingProblem")
    again.finish(lambda: again.click("hintButton"))
    assert again.text("trainingProblem") == ""


def test_a_problem_of_the_disk_does_not_hide_how_the_run_ended(lab):
    def full(_figures):
        lab.window.library.problem = "The disk is full."

    lab.trainer.epoch_done.connect(full)
    lab.train(small(epochs=3, learning_rate=1e9, optimizer="momentum", hidden_activations=("relu",)))
    assert lab.text("trainingProblem").endswith("Try a lower learning rate. The disk is full.")


def test_a_resumed_run_shows_the_rates_that_it_has(lab, qtbot):
    lab.train_one_epoch(small(epochs=300, schedule="constant"))
    lab.find("learningRateSpinBox").setValue(0.002)
    with qtbot.waitSignals([lab.trainer.epoch_done] * 3, timeout=LONG):
        lab.click("pauseButton")
    again = lab.interrupt()
    qtbot.waitUntil(lambda: bool(again.hint), timeout=LONG)
    with qtbot.waitSignals([again.trainer.epoch_done] * 8, timeout=LONG):
        again.click("hintButton")
    assert again.form.settings().training.learning_rate == 0.002
    again.finish(lambda: again.click("stopButton"))
    (run,) = again.window.library.runs()
    assert run.about.settings.training.changes[-1].rates.learning_rate == 0.002


def test_the_open_network_is_trained_further(lab):
    lab.train(small(epochs=2, hidden=(9,)))
    trained = lab.trainer.curve
    kept = lab.window.session.networks.current.weights.record
    # The form asks for 15 neurons; the open network has 9.
    mine = small(epochs=2, learning_rate=0.001)
    lab.form.show_settings(mine)
    shown = []
    lab.trainer.epoch_done.connect(lambda _figures: shown.append(lab.summaries()["Layers"]))
    end = lab.finish(lambda: lab.click("continueButton"))
    assert set(shown) == {"784-9-10"}
    assert lab.form.settings() == mine
    assert end.kept.recogniser.network.sizes == (784, 9, 10)
    continued = lab.trainer.curve[0]
    assert continued.validation_accuracy == trained[kept.epochs].validation_accuracy
    assert continued.validation_loss == pytest.approx(trained[kept.epochs].validation_loss)


def test_an_edited_network_is_trained_further(lab):
    networks = lab.window.session.networks
    networks.edit((BiasEdit(0, 3, 2.5),))
    edited = networks.current.weights.recogniser.network
    first = []
    lab.trainer.looked.connect(first.append)
    lab.finish(lambda: lab.click("continueButton"))
    assert np.array_equal(first[0].layers[0].biases, edited.layers[0].biases)


def test_a_trained_network_stays_with_its_curve_when_its_firing_threshold_is_set(lab):
    lab.train(small(epochs=1, hidden=(9,)))
    before = [len(curve.x) for curve in lab.show(RunView.LOSS).curves]
    assert any(before)
    lab.window.session.networks.set_threshold(0.8)
    assert [len(curve.x) for curve in lab.show(RunView.LOSS).curves] == before


def test_a_network_with_other_classes_is_refused_with_the_reason(lab):
    lab.window.session.networks.use(network_of(("sigmoid", "sigmoid"), (784, 9, 3)))
    end = lab.finish(lambda: lab.click("continueButton"))
    assert end.outcome is Outcome.FAILED
    assert "start from random weights instead" in lab.text("trainingProblem")
    # Nothing that was to come is still announced.
    assert lab.text("accuracyCaption") == "The weight file does not say how its network was trained."
    assert lab.find("lossPlot", CurvePlot).plot.empty.startswith("Press Train.")
    assert lab.find("trainingProgress", QProgressBar).value() == 0


def test_an_open_network_that_cannot_be_trained_is_not_continued_and_the_button_says_why(lab):
    assert lab.button("continueButton").isEnabled()
    lab.window.session.networks.use(network_of(("step", "step")))
    assert not lab.button("continueButton").isEnabled()
    assert "there is no “step”" in explanation_of(lab.button("continueButton"))
    assert lab.button("trainButton").isEnabled()
