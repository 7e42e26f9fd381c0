"""The training lab in the real window: fields, pace, views, hints, runs."""

import csv
import json
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QMessageBox,
    QPushButton,
    QTabBar,
    QTableWidget,
    QTreeWidget,
    QWidget,
)

from nnapp.digits.data_settings import DataSettings
from nnapp.files.errors import RunError
from nnapp.files.run_settings import RunSettings, read_run_settings
from nnapp.gui.pages.training.characteristics import NAMES
from nnapp.gui.pages.training.views import VIEWS
from nnapp.gui.widgets.curve_plot import CurvePlot
from nnapp.gui.work.training_job import Pace
from nnapp.nn.reports import Outcome
from nnapp.nn.settings import TrainingSettings
from tests.gui.drawing import SEVEN, draw

LONG = 60_000
SMALL = RunSettings(TrainingSettings(epochs=4), DataSettings(mnist=3_000, drawn=0, validation=1_000))


class Lab:
    def __init__(self, window, qtbot):
        self.window, self.qtbot = window, qtbot
        self.panel, self.trainer = window.training_panel, window.trainer
        self.form = self.panel.form
        self.form.show_settings(SMALL)

    def find(self, name, kind=QWidget):
        return self.window.findChild(kind, name)

    def click(self, name):
        self.qtbot.mouseClick(self.find(name, QPushButton), Qt.MouseButton.LeftButton)

    def text(self, name):
        return self.find(name, QLabel).text()

    def show(self, title):
        self.find("runViews", QTabBar).setCurrentIndex([view.title for view in VIEWS].index(title))
        return self.find("lossPlot", CurvePlot).plot

    def summaries(self):
        tree = self.find("characteristics", QTreeWidget)
        items = [tree.topLevelItem(number) for number in range(tree.topLevelItemCount())]
        return {item.text(0): item.text(1) for item in items}

    def finish(self, act):
        with self.qtbot.waitSignal(self.trainer.ended, timeout=LONG) as ended:
            act()
        return ended.args[0]

    def train(self, settings=SMALL):
        self.form.show_settings(settings)
        return self.finish(lambda: self.click("trainButton"))


@pytest.fixture
def lab(window, qtbot):
    return Lab(window, qtbot)


def test_the_eight_characteristics_of_the_course_are_named_with_their_values(lab):
    assert list(lab.summaries()) == list(NAMES)
    assert lab.summaries()["Layers"] == "784-15-10"
    assert lab.summaries()["Data"] == "3,000 digits"
    assert lab.summaries()["Weights"].startswith("11,935")
    assert lab.summaries()["Optimizer function"] == "Adam · 0.01"


def test_every_field_explains_itself(lab):
    fields = [
        field
        for kind in (QAbstractSpinBox, QComboBox)
        for field in lab.form.findChildren(kind)
        if not field.objectName().startswith("qt_")
    ]
    assert len(fields) > 20
    for field in fields:
        assert field.accessibleName(), field.objectName()
        assert field.toolTip().endswith("."), field.objectName()
        assert field.whatsThis() == field.toolTip()


def test_settings_go_through_the_fields_unchanged(lab):
    unusual = RunSettings(
        TrainingSettings(
            hidden=(30, 20), hidden_activations=("tanh", "relu"), output_activation="softmax", loss="cross-entropy",
            optimizer="momentum", learning_rate=0.125, momentum=0.5, schedule="linear", l2=0.001, dropout=0.25,
            batch_size=20, epochs=9, patience=3, target_accuracy=0.95, seconds=60.0, seed=5,
        ),
        DataSettings(2_000, 100, 500, "mnist-deskew"),
    )  # fmt: skip
    lab.form.show_settings(unusual)
    assert lab.form.settings() == unusual


@pytest.mark.parametrize(
    ("field", "value", "sentence", "characteristic"),
    [
        ("lossCombo", "cross-entropy", None, None),
        ("outputActivationCombo", "tanh", "not limited to 0..1", "Loss function"),
        ("outputActivationCombo", "softmax", "use sigmoid outputs, or cross-entropy", "Loss function"),
        ("batchSizeSpinBox", 4_000, "cannot be taken from 3,000 training digits", "Training"),
        ("validationDigitsSpinBox", 59_000, "use at most 57,000 for validation", "Data"),
        ("mnistDigitsSpinBox", 0, "0 digits are too few", "Data"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_before_train_is_pressed(lab, field, value, sentence, characteristic):
    widget = lab.find(field)
    if isinstance(widget, QComboBox):
        widget.setCurrentText(value)
    else:
        widget.setValue(value)
    train = lab.find("trainButton", QPushButton)
    if sentence is None:
        assert lab.form.problem is None
        assert train.isEnabled()
        return
    assert sentence in lab.text("settingsProblem")
    assert f"{characteristic} !" in lab.summaries()
    assert not train.isEnabled()
    lab.form.show_settings(SMALL)
    assert train.isEnabled()
    assert not any("!" in name for name in lab.summaries())


def test_the_expected_time_is_told_before_a_run(lab, qtbot):
    def known():
        assert lab.summaries()["Training"].startswith("50 epochs · ")

    lab.find("epochsSpinBox").setValue(50)
    qtbot.waitUntil(known, timeout=LONG)
    assert lab.form.seconds_per_epoch > 0


def test_layers_are_added_changed_and_removed(lab):
    tree = lab.find("characteristics", QTreeWidget)
    tree.setCurrentItem(tree.topLevelItem(NAMES.index("Layers")))
    lab.click("addLayerButton")
    lab.find("hiddenNeurons2").setValue(7)
    lab.find("hiddenActivation2", QComboBox).setCurrentText("relu")
    assert lab.form.settings().training.hidden == (15, 7)
    assert lab.form.settings().training.activations == ("sigmoid", "relu")
    # Let the new row find its place first.
    QApplication.processEvents()
    lab.qtbot.mouseClick(lab.find("removeLayer1"), Qt.MouseButton.LeftButton)
    assert lab.form.settings().training.hidden == (7,)
    assert lab.summaries()["Layers"] == "784-7-10"
    for _ in range(10):
        lab.click("addLayerButton")
    assert len(lab.form.settings().training.hidden) == 8


def test_augmentation_is_previewed(lab):
    preview = lab.find("augmentationPreview")
    before = preview.images.copy()
    lab.find("rotationSpinBox").setValue(30)
    assert not np.array_equal(preview.images, before)
    lab.find("rotationSpinBox").setValue(0)
    assert np.array_equal(preview.images, before)


def test_pause_resume_steps_and_stop(lab, qtbot):
    with qtbot.waitSignal(lab.trainer.pace_changed, timeout=LONG):
        lab.click("oneEpochButton")
    assert lab.find("pauseButton", QPushButton).text() == "Resume"
    assert [figures.epoch for figures in lab.trainer.curve] == [0, 1]
    with qtbot.waitSignals([lab.trainer.pace_changed] * 2, timeout=LONG):
        lab.click("oneBatchButton")
    assert lab.text("epochLabel").startswith("Epoch 2, mini-batch 1: loss ")
    with qtbot.waitSignal(lab.trainer.epoch_done, timeout=LONG):
        lab.click("pauseButton")
    end = lab.finish(lambda: lab.click("stopButton"))
    assert end.outcome in (Outcome.STOPPED, Outcome.FINISHED)
    assert end.kept is not None


def test_ones_own_digit_is_learnt_before_ones_eyes(lab, qtbot):
    with qtbot.waitSignal(lab.window.session.recognition_changed):
        draw(lab.find("canvas"), SEVEN)
    answers = []
    lab.window.session.recognition_changed.connect(
        lambda: answers.append(float(lab.window.session.recognition.outputs[7]))
    )
    lab.train(replace(SMALL, training=TrainingSettings(epochs=8)))
    assert len(answers) > 8
    assert answers[0] < 0.5 < answers[-1]


def test_rates_are_changed_while_it_runs_and_marked_on_the_curve(lab, qtbot):
    lab.form.show_settings(replace(SMALL, training=TrainingSettings(epochs=6, schedule="constant")))
    with qtbot.waitSignal(lab.trainer.pace_changed, timeout=LONG):
        lab.click("oneEpochButton")
    assert not lab.find("epochsSpinBox").isEnabled()
    assert lab.find("learningRateSpinBox").isEnabled()
    lab.find("learningRateSpinBox").setValue(0.001)
    lab.find("l2SpinBox").setValue(0.0)
    lab.finish(lambda: lab.click("pauseButton"))
    assert lab.show("Loss").marks == ((2.0, "L2 0, learning rate 0.001"),)
    assert lab.trainer.curve[-1].base_rate == 0.001
    (run,) = lab.window.library.runs()
    assert run.settings.training.changes[-1].rates.learning_rate == 0.001


def test_every_view_shows_the_run(lab):
    lab.train()
    loss = lab.show("Loss")
    assert [curve.name for curve in loss.curves] == ["training loss", "validation loss"]
    assert loss.curves[0].x.tolist() == [1, 2, 3, 4]
    assert not loss.logarithmic
    lab.click("logScaleButton")
    assert lab.show("Loss").logarithmic
    accuracy = lab.show("Accuracy").curves[1]
    assert accuracy.y[-1] == pytest.approx(100 * lab.trainer.curve[-1].validation_accuracy)
    assert lab.show("Rate").curves[0].y[0] == pytest.approx(0.01)
    assert [curve.name for curve in lab.show("Gradient").curves] == ["hidden 1", "outputs"]
    assert not lab.show("Neurons").marks
    assert lab.text("neuronHealth") == "Hidden layer 1: 0 of 15 never change their answer (dead), 0 are saturated."


def test_the_weights_are_counted_against_the_start(lab):
    lab.form.show_settings(replace(SMALL, training=TrainingSettings(epochs=2)))
    seen = []
    lab.trainer.epoch_done.connect(lambda _figures: seen.append(lab.show("Weights").curves))
    lab.finish(lambda: lab.click("trainButton"))
    now, start = seen[-1]
    assert (now.name, start.name) == ("now", "at the start")
    for curve in (now, start):
        assert curve.y[::2].sum() == pytest.approx(100)
    assert not np.array_equal(now.y, start.y)


def test_a_hint_is_given_and_applied_with_one_click(lab):
    lab.train(replace(SMALL, training=TrainingSettings(epochs=5, learning_rate=1e-6)))
    assert "the steps are too small" in lab.panel.controls.hint.text
    lab.click("hintButton")
    assert lab.form.settings().training.learning_rate == pytest.approx(1e-5)
    assert lab.panel.controls.hint.text == ""


def test_a_healthy_run_gets_no_hint(lab):
    hints = []
    lab.trainer.epoch_done.connect(lambda _figures: hints.append(lab.panel.controls.hint.text))
    lab.train(replace(SMALL, training=TrainingSettings(epochs=6)))
    assert set(hints) == {""}
    assert lab.panel.controls.hint.text == ""


@pytest.mark.parametrize("rate", [1000.0, 10_000.0])
def test_a_learning_rate_far_too_high_is_told_and_the_network_before_can_be_had_back(lab, rate):
    before = lab.window.session.networks.current.weights
    lab.train(replace(SMALL, training=TrainingSettings(epochs=3, learning_rate=rate)))
    assert "too high" in lab.panel.controls.hint.text or "stuck" in lab.panel.controls.hint.text
    if lab.window.session.networks.current.weights is not before:
        lab.click("networkBeforeButton")
    assert lab.window.session.networks.current.weights is before


def select(lab, *rows):
    table = lab.find("runsTable", QTableWidget)
    flags = QItemSelectionModel.SelectionFlag
    table.selectionModel().clearSelection()
    for row in rows:
        table.selectionModel().select(table.model().index(row, 0), flags.Select | flags.Rows)
    return table


@pytest.fixture
def two_runs(lab):
    lab.train()
    lab.train(replace(SMALL, training=TrainingSettings(epochs=3, hidden=(8,), seed=1)))
    lab.window.findChild(QWidget, "pages").setCurrentIndex(1)
    return lab


def test_runs_are_compared_in_one_table_and_one_plot(two_runs):
    table = select(two_runs, 0, 1)
    cells = [[table.item(row, column).text() for column in range(table.columnCount())] for row in (0, 1)]
    assert [row[0] for row in cells] == ["Run 2", "Run 1"]
    assert cells[0][3] == "8 sigmoid"
    assert cells[1][6].endswith("of 4, finished")
    curves = two_runs.find("comparisonPlot", CurvePlot).plot.curves
    assert [curve.name for curve in curves] == ["Run 2", "Run 1"]
    assert len({curve.dash for curve in curves}) == 2
    two_runs.find("comparedFigureCombo", QComboBox).setCurrentText("Accuracy")
    accuracy = two_runs.find("comparisonPlot", CurvePlot).plot.curves[0].y[-1]
    assert accuracy == pytest.approx(100 * two_runs.trainer.curve[-1].validation_accuracy)


def test_a_run_is_named_loaded_and_repeated_exactly(two_runs):
    lab = two_runs
    table = select(lab, 1)
    table.item(1, 0).setText("the first")
    assert [run.name for run in lab.window.library.runs()] == ["Run 2", "the first"]
    select(lab, 1)
    lab.click("loadRunButton")
    assert lab.window.session.recogniser.network.sizes == (784, 15, 10)
    first = lab.window.session.recogniser.network.layers[0].weights
    end = lab.finish(lambda: lab.click("repeatRunButton"))
    assert np.array_equal(end.kept.recogniser.network.layers[0].weights, first)
    assert len(lab.window.library.runs()) == 3


def test_runs_survive_a_restart(two_runs, qtbot):
    from nnapp.gui.window.main_window import MainWindow

    two_runs.window.close()
    again = MainWindow()
    qtbot.addWidget(again)
    assert [run.name for run in again.library.runs()] == ["Run 2", "Run 1"]
    assert again.findChild(QTableWidget, "runsTable").rowCount() == 2


def test_runs_are_deleted_only_after_a_yes(two_runs, monkeypatch):
    select(two_runs, 0)
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.No)
    two_runs.click("deleteRunButton")
    assert len(two_runs.window.library.runs()) == 2
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    two_runs.click("deleteRunButton")
    assert [run.name for run in two_runs.window.library.runs()] == ["Run 1"]


def test_curves_and_settings_are_exported(two_runs, tmp_path, monkeypatch):
    page = two_runs.window.runs_page
    select(two_runs, 0)
    chosen = []
    monkeypatch.setattr(page, "_ask", lambda _title, suffix, export: chosen.append((suffix, export)))
    for button in ("exportCsvButton", "exportPngButton", "exportSettingsButton"):
        two_runs.click(button)
    for suffix, export in chosen:
        export(tmp_path / f"run.{suffix}")
        with pytest.raises(RunError, match="cannot be written"):
            export(tmp_path / "nowhere" / f"run.{suffix}")
    rows = list(csv.DictReader((tmp_path / "run.csv").read_text().splitlines()))
    assert [row["epoch"] for row in rows] == ["0", "1", "2", "3"]
    assert QImage(str(tmp_path / "run.png")).width() > 100
    assert json.loads((tmp_path / "run.json").read_text())["training"]["seed"] == 1
    assert read_run_settings(tmp_path / "run.json") == two_runs.window.library.runs()[0].settings


def cut_off(lab, qtbot):
    """Close the window in the middle of a run and return a new one."""
    from nnapp.gui.window.main_window import MainWindow

    lab.form.show_settings(replace(SMALL, training=TrainingSettings(epochs=50)))
    with qtbot.waitSignals([lab.trainer.epoch_done] * 4, timeout=LONG):
        lab.click("trainButton")
    lab.window.close()
    again = MainWindow()
    qtbot.addWidget(again)
    again.show()
    return again


def test_a_run_that_was_cut_off_is_offered_and_goes_on(lab, qtbot):
    again = cut_off(lab, qtbot)
    hint = again.training_panel.controls.hint
    assert "was cut off after epoch" in hint.text
    with qtbot.waitSignal(again.trainer.ended, timeout=LONG) as ended:
        again.findChild(QPushButton, "hintButton").click()
    assert ended.args[0].outcome is Outcome.FINISHED
    assert [figures.epoch for figures in again.trainer.curve] == list(range(51))


def test_a_run_that_was_cut_off_can_be_ended_there(lab, qtbot):
    again = cut_off(lab, qtbot)
    again.findChild(QPushButton, "hintOtherButton").click()
    (run,) = again.library.runs()
    assert run.outcome == "interrupted"
    assert run.has_network
    assert again.training_panel.controls.hint.text == ""


def test_pause_is_only_for_a_run(lab):
    assert not lab.find("pauseButton", QPushButton).isEnabled()
    lab.trainer.set_pace(Pace.PAUSE)
    assert not lab.trainer.is_paused


def test_a_rate_counts_when_it_is_typed_to_the_end(lab, qtbot):
    lab.form.show_settings(replace(SMALL, training=TrainingSettings(epochs=6, schedule="constant")))
    with qtbot.waitSignal(lab.trainer.pace_changed, timeout=LONG):
        lab.click("oneEpochButton")
    told = []
    lab.form.rates_changed.connect(lambda: told.append(lab.form.settings().training.learning_rate))
    field = lab.find("learningRateSpinBox")
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "0.85")
    assert told == []
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told == [0.85]
    lab.finish(lambda: lab.click("stopButton"))


def test_a_run_that_goes_on_shows_the_rates_that_it_has(lab, qtbot):
    from nnapp.gui.window.main_window import MainWindow

    lab.form.show_settings(replace(SMALL, training=TrainingSettings(epochs=300, schedule="constant")))
    with qtbot.waitSignal(lab.trainer.pace_changed, timeout=LONG):
        lab.click("oneEpochButton")
    lab.find("learningRateSpinBox").setValue(0.002)
    with qtbot.waitSignals([lab.trainer.epoch_done] * 3, timeout=LONG):
        lab.click("pauseButton")
    lab.window.close()
    again = MainWindow()
    qtbot.addWidget(again)
    with qtbot.waitSignals([again.trainer.epoch_done] * 8, timeout=LONG):
        again.findChild(QPushButton, "hintButton").click()
    assert again.training_panel.form.settings().training.learning_rate == 0.002
    with qtbot.waitSignal(again.trainer.ended, timeout=LONG):
        again.findChild(QPushButton, "stopButton").click()
    (run,) = again.library.runs()
    assert run.settings.training.changes[-1].rates.learning_rate == 0.002


def test_not_now_is_remembered_for_the_run(lab):
    given = []

    def decline(_figures):
        given.append(lab.panel.controls.hint.text)
        if given[-1]:
            lab.find("hintOtherButton", QPushButton).click()

    lab.trainer.epoch_done.connect(decline)
    lab.train(replace(SMALL, training=TrainingSettings(epochs=9, learning_rate=1e-6)))
    assert len([text for text in given if text]) == 1


def test_a_hint_can_be_applied_whatever_the_other_fields_say(lab):
    lab.train(replace(SMALL, training=TrainingSettings(epochs=5, learning_rate=1e-6)))
    lab.find("validationDigitsSpinBox").setValue(60_000)
    assert lab.form.problem is not None
    lab.click("hintButton")
    assert lab.find("learningRateSpinBox").value() == pytest.approx(1e-5)
