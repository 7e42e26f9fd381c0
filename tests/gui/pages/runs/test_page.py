"""The Runs page in the real window."""

import csv
import json
import shutil
from itertools import pairwise
from math import nan
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QItemSelectionModel, QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QMessageBox, QTableWidget

from nnapp.digits.data_settings import DataSettings
from nnapp.files.run_folder import RunDescription
from nnapp.files.run_settings import RunSettings, read_run_settings
from nnapp.gui.pages.runs.comparison import Comparison
from nnapp.gui.pages.runs.run_table import RunTable, line_of
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.state.view import Page
from nnapp.gui.widgets.curve_plot import CurvePlot
from nnapp.gui.work.run_library import KeptRun
from nnapp.gui.work.training_job import Pace
from nnapp.nn.reports import EpochFigures, Outcome
from tests.gui.dialogs import answered, told
from tests.gui.pages.training.lab import LONG, small


def select(lab, *rows):
    table = lab.find("runsTable", QTableWidget)
    flags = QItemSelectionModel.SelectionFlag
    table.selectionModel().clearSelection()
    for row in rows:
        table.selectionModel().select(table.model().index(row, 0), flags.Select | flags.Rows)
    return table


@pytest.fixture(scope="session")
def kept_runs(tmp_path_factory):
    """Where the two runs are kept for other tests by the first that trains them."""
    return tmp_path_factory.mktemp("kept") / "runs"


@pytest.fixture
def two_runs(lab, kept_runs):
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)) / "runs"
    if kept_runs.exists():
        shutil.copytree(kept_runs, folder)
        lab.window.library.changed.emit()
    else:
        lab.train()
        lab.train(small(epochs=3, hidden=(8,), seed=1))
        shutil.copytree(folder, kept_runs)
    lab.window.session.view.open(Page.RUNS)
    return lab


def test_runs_are_compared_in_one_table_and_one_plot(two_runs):
    table = select(two_runs, 0, 1)
    cells = [[table.item(row, column).text() for column in range(table.columnCount())] for row in (0, 1)]
    assert [row[0] for row in cells] == ["Run 2", "Run 1"]
    assert cells[0][4] == "8 Sigmoid"
    assert cells[1][7].endswith("of 4 · Finished")
    curves = two_runs.find("comparisonPlot", CurvePlot).plot.curves
    assert [curve.name for curve in curves] == ["Run 2", "Run 1"]
    assert len({curve.dash for curve in curves}) == 2
    two_runs.find("comparedFigureCombo").setCurrentIndex(2)
    accuracy = two_runs.find("comparisonPlot", CurvePlot).plot.curves[0].y[-1]
    assert accuracy == pytest.approx(100 * two_runs.window.library.runs()[0].curve[-1].validation_accuracy)


def test_a_run_is_named_loaded_and_repeated_exactly(two_runs):
    lab = two_runs
    table = select(lab, 1)
    table.item(1, 0).setText("the first")
    assert [run.about.name for run in lab.window.library.runs()] == ["Run 2", "the first"]
    select(lab, 1)
    with lab.qtbot.waitSignal(lab.window.session.network_changed, timeout=LONG):
        lab.click("loadRunButton")
    assert lab.window.session.recogniser.network.sizes == (784, 15, 10)
    first = lab.window.session.recogniser.network.layers[0].weights
    mine, shown = small(epochs=77, seed=9), []
    lab.form.show_settings(mine)
    lab.trainer.epoch_done.connect(lambda _figures: shown.append((lab.form.settings(), lab.summaries()["Weights"])))
    end = lab.finish(lambda: lab.click("repeatRunButton"))
    # While it goes, the form shows its settings; then those that the user had come back.
    assert {settings.training.seed for settings, _ in shown} == {11}
    assert lab.form.settings() == mine
    assert np.array_equal(end.kept.recogniser.network.layers[0].weights, first)
    assert len(lab.window.library.runs()) == 3


def test_the_run_under_way_is_the_first_row_and_follows(lab):
    lab.train_one_epoch(small(epochs=500))
    lab.window.session.view.open(Page.RUNS)
    table = select(lab, 0)
    assert [table.item(0, column).text() for column in (0, 2, 3, 7)] == [
        "Run 1",
        "MNIST",
        "3,000",
        "1 of 500 · Running",
    ]
    assert not lab.button("deleteRunButton").isEnabled()
    assert not lab.button("repeatRunButton").isEnabled()
    assert not table.item(0, 0).flags() & Qt.ItemFlag.ItemIsEditable
    with lab.qtbot.waitSignal(lab.trainer.pace_changed, timeout=LONG, check_params_cb=lambda: lab.trainer.is_paused):
        lab.trainer.set_pace(Pace.EPOCH)
    lab.qtbot.waitUntil(lambda: table.item(0, 7).text() == "2 of 500 · Running")
    lab.qtbot.waitUntil(lambda: lab.find("comparisonPlot", CurvePlot).plot.curves[0].x.tolist() == [0, 1, 2])
    lab.finish(lambda: lab.trainer.stop())
    assert table.item(0, 7).text().endswith("of 2 · Stopped")
    assert lab.button("repeatRunButton").isEnabled()


def test_a_run_tells_how_many_examples_its_own_data_had_and_whether_it_saw_directions(qtbot):
    table = RunTable(Appearance("light"))
    qtbot.addWidget(table)
    data = DataSettings(source="of/mine.csv", preparation="mnist-directions")
    about = RunDescription("Run 1", 0.0, RunSettings(data=data), examples=51)
    table.show_runs([KeptRun("run-0001", about, Outcome.FINISHED, (), has_network=True)])
    assert [table.item(0, column).text() for column in (2, 3)] == ["mine.csv · directions", "51"]


def test_a_run_tells_that_it_learnt_from_own_drawings_too(qtbot):
    table = RunTable(Appearance("light"))
    qtbot.addWidget(table)
    about = RunDescription("Run 1", 0.0, RunSettings(data=DataSettings(hand="mine.jsonl", warps=5)))
    table.show_runs([KeptRun("run-0001", about, Outcome.FINISHED, (), has_network=True)])
    assert table.item(0, 2).text() == "MNIST · your drawings"


def test_a_run_without_a_whole_epoch_has_an_axis_of_one_epoch(qtbot):
    comparison = Comparison(Appearance("light"))
    qtbot.addWidget(comparison)
    start = EpochFigures(0, 7.0, 0.1, 7.1, 0.1, 0.0, 0.01, 0.01, 0.9, 0.0)
    about = RunDescription("Run 1", 0.0, RunSettings())
    comparison.show_runs([KeptRun("run-0001", about, Outcome.STOPPED, (start,), has_network=False)])
    assert comparison.findChild(CurvePlot, "comparisonPlot").plot.x_range == (0.0, 1.0)


def test_a_run_that_held_nothing_out_is_not_asked_for_again_but_its_training_loss_is_offered(qtbot):
    comparison = Comparison(Appearance("light"))
    qtbot.addWidget(comparison)
    plot = comparison.findChild(CurvePlot, "comparisonPlot")
    assert plot.plot.empty.startswith("Each training run is listed above.")
    start = EpochFigures(0, 7.0, 0.1, nan, nan, 0.0, 0.01, 0.01, 0.9, 0.0)
    about = RunDescription("Run 1", 0.0, RunSettings())
    comparison.show_runs([KeptRun("run-0001", about, Outcome.FINISHED, (start,), has_network=True)])
    assert plot.plot.empty == "No examples were held out for validation. Choose the training loss above."


def test_each_run_has_a_line_of_its_own_wherever_it_is_shown():
    runs = [KeptRun(f"run-{number:04}", None, Outcome.FINISHED, (), has_network=True) for number in range(1, 37)]
    lines = [line_of(run) for run in runs]
    assert len(set(lines)) == 36
    for one, next_one in pairwise(lines):
        assert one[0] != next_one[0]
        assert one[1] != next_one[1]


def test_a_long_name_does_not_push_the_other_columns_away(two_runs):
    name = "a name of sixty letters, which is the longest there can be"
    two_runs.window.library.rename("run-0001", name)
    table = two_runs.find("runsTable", QTableWidget)
    assert name in table.item(1, 0).toolTip()
    # As much of it as there is room for.
    assert table.columnWidth(0) == 180
    table.setColumnWidth(0, 333)
    two_runs.window.library.rename("run-0002", "short")
    assert table.columnWidth(0) == 333


def test_runs_survive_a_restart(two_runs):
    again = two_runs.interrupt()
    assert [run.about.name for run in again.window.library.runs()] == ["Run 2", "Run 1"]
    again.window.session.view.open(Page.RUNS)
    assert again.find("runsTable", QTableWidget).rowCount() == 2


def test_the_keys_of_the_table_copy_and_delete_runs_and_leave_the_drawing_alone(two_runs):
    table, sketch = select(two_runs, 0), two_runs.window.session.sketch
    sketch.begin_stroke(5, 5)
    sketch.end_stroke()
    two_runs.window.activateWindow()
    table.setFocus()
    two_runs.qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text().split("\t")
    assert copied == [table.item(0, column).text() for column in range(table.columnCount())]
    with answered(two_runs.qtbot, lambda box: box.button(QMessageBox.StandardButton.Yes).click()):
        two_runs.qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert [run.about.name for run in two_runs.window.library.runs()] == ["Run 1"]
    assert not sketch.drawing.is_empty


def test_runs_are_deleted_only_after_a_yes(two_runs):
    select(two_runs, 0).item(0, 0).setText("<b>mine</b>")
    select(two_runs, 0)
    asked = []

    def answer(button):
        def act(box):
            asked.append((box.text(), box.textFormat()))
            box.button(button).click()

        with answered(two_runs.qtbot, act):
            two_runs.click("deleteRunButton")

    answer(QMessageBox.StandardButton.No)
    assert len(two_runs.window.library.runs()) == 2
    answer(QMessageBox.StandardButton.Yes)
    assert [run.about.name for run in two_runs.window.library.runs()] == ["Run 1"]
    assert asked[0] == (
        "Delete “<b>mine</b>”? Settings, curves and networks will be lost.", Qt.TextFormat.PlainText
    )  # fmt: skip


def test_the_name_of_a_run_is_text_in_its_tooltip_too(two_runs):
    table = select(two_runs, 0)
    table.item(0, 0).setText("<b>mine</b>")
    assert table.item(0, 0).toolTip() == "<qt>&lt;b&gt;mine&lt;/b&gt;: double-click to rename</qt>"


@pytest.mark.parametrize("button", ["loadRunButton", "repeatRunButton"])
def test_a_run_that_is_gone_is_told(two_runs, button):
    select(two_runs, 0)
    folder = two_runs.window.library.folder(two_runs.window.library.runs()[0].key).folder
    (folder / "run.json").write_text("damaged")
    with told(two_runs.qtbot) as words:
        two_runs.click(button)
    assert "does not hold a training run" in words[0]


EXPORTS = {"exportCsvButton": "csv", "exportPngButton": "png", "exportSettingsButton": "json"}


@pytest.fixture
def export(two_runs, monkeypatch):
    """Click an export button and answer its dialog with a folder; return what was warned of."""
    select(two_runs, 0)
    warnings = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: warnings.append(box.text()))
    monkeypatch.setattr(QFileDialog, "exec", lambda _dialog: 1)

    def act(button, folder):
        warnings.clear()
        target = str(folder / f"run.{EXPORTS[button]}")
        monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _dialog: [target])
        two_runs.click(button)
        return list(warnings)

    return act


def test_curves_and_settings_are_exported(two_runs, export, tmp_path):
    for button in EXPORTS:
        assert export(button, tmp_path) == []
    rows = list(csv.DictReader((tmp_path / "run.csv").read_text().splitlines()))
    assert [row["epoch"] for row in rows] == ["0", "1", "2", "3"]
    assert QImage(str(tmp_path / "run.png")).width() > 100
    assert json.loads((tmp_path / "run.json").read_text())["training"]["seed"] == 1
    assert read_run_settings(tmp_path / "run.json") == two_runs.window.library.runs()[0].about.settings


@pytest.mark.parametrize("button", EXPORTS)
def test_a_file_that_cannot_be_written_is_reported(export, button, tmp_path):
    (sentence,) = export(button, tmp_path / "nowhere")
    assert "cannot be written" in sentence


def test_a_run_from_the_current_network_is_repeated_to_the_same_bytes(lab):
    lab.train(small(epochs=2, hidden=(9,)))
    lab.form.show_settings(small(epochs=3, learning_rate=0.001))
    lab.finish(lambda: lab.click("continueButton"))
    lab.window.session.view.open(Page.RUNS)
    select(lab, 0)
    lab.finish(lambda: lab.click("repeatRunButton"))
    library = lab.window.library
    again, first, _ = library.runs()
    files = [library.folder(run.key).network_path.read_bytes() for run in (first, again)]
    assert files[0] == files[1]
    assert [figures.training_loss for figures in again.curve] == [figures.training_loss for figures in first.curve]
