"""Opening, saving and learning from other people's files, in the real window."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPushButton,
    QSpinBox,
)

from nnapp.files.weight_file import load_weights
from nnapp.gui.pages.training.data_source import DataSourceField
from nnapp.gui.widgets.activation_chart import ActivationChart
from nnapp.gui.window.import_dialog import ImportDialog
from nnapp.gui.window.main_window import MainWindow
from nnapp.locations import shipped_weights
from tests.files.test_data_files import IMAGES, LABELS, csv

FOREIGN = Path(__file__).parents[2] / "files" / "foreign"
LONG = 60_000


def soon(act):
    """Do ``act`` with the dialog that opens next."""
    QTimer.singleShot(0, lambda: act(QApplication.activeModalWidget()))


def test_what_a_file_does_not_say_is_asked_with_likely_answers(window):
    asked = []

    def answer(dialog):
        assert isinstance(dialog, ImportDialog)
        asked.append(dialog.findChild(QLabel).text())
        assert dialog.findChild(QComboBox, "hidden_activationCombo").currentText() == "relu"
        assert dialog.findChild(QComboBox, "orientationCombo") is None
        dialog.findChild(QComboBox, "output_activationCombo").setCurrentText("sigmoid")
        dialog.accept()

    soon(answer)
    window.weights.open_file(FOREIGN / "torch.safetensors")
    assert "does not say which activation its hidden layers have" in asked[0]
    network = window.session.recogniser.network
    assert [layer.activation.name for layer in network.layers] == ["relu", "sigmoid"]
    assert network.sizes == (784, 6, 10)


def test_who_does_not_answer_keeps_the_network(window):
    before = window.session.networks.current.weights
    soon(lambda dialog: dialog.reject())
    window.weights.open_file(FOREIGN / "torch.safetensors")
    assert window.session.networks.current.weights is before


def test_a_file_that_says_everything_opens_without_a_question(window):
    window.weights.open_file(FOREIGN / "nielsen.json")
    assert window.session.recogniser.network.sizes == (784, 6, 10)


@pytest.mark.parametrize(
    ("words", "suffix"),
    [("NumPy (*.npz)", ".npz"), ("Nielsen's book (*.json)", ".json"), ("ONNX, input 1x1x28x28 (*.onnx)", ".onnx")],
)
def test_save_as_another_format(window, tmp_path, words, suffix):
    window.weights.folder = tmp_path

    def choose(dialog):
        assert isinstance(dialog, QFileDialog)
        dialog.selectNameFilter(words)
        dialog.filterSelected.emit(words)
        dialog.findChild(QLineEdit).setText("mine")
        dialog.accept()

    soon(choose)
    window.weights.save()
    path = tmp_path / f"mine{suffix}"
    assert path.is_file()
    if suffix != ".onnx":
        same = load_weights(path).recogniser.network.layers[0].weights
        assert np.array_equal(same, window.session.recogniser.network.layers[0].weights)


def test_a_save_that_cannot_be_done_is_told_and_the_file_is_whole(window, tmp_path):
    window.weights.open_file(shipped_weights("64-32"))
    path = tmp_path / "network.json"
    path.write_text("precious")
    told = []

    def read(box):
        assert isinstance(box, QMessageBox)
        told.append(box.text())
        box.accept()

    soon(read)
    window.weights.save_file(path)
    assert "sigmoid neurons only" in told[0]
    assert path.read_text() == "precious"


def test_recent_weights_are_remembered(qtbot, window, tmp_path):
    store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    first = MainWindow(store)
    qtbot.addWidget(first)
    assert not first.findChild(QMenu, "recentWeightsMenu").isEnabled()
    for name in ("64", "default"):
        first.weights.open_file(shipped_weights(name))
    again = MainWindow(store)
    qtbot.addWidget(again)
    menu = again.findChild(QMenu, "recentWeightsMenu")
    assert [action.text() for action in menu.actions()] == ["default.safetensors", "64.safetensors"]
    menu.actions()[1].trigger()
    assert again.session.recogniser.network.sizes == (784, 64, 10)
    assert again.weights.recent[0].name == "64.safetensors"


def test_other_data_are_learnt_and_the_bars_show_the_names(window, qtbot, tmp_path):
    path = csv(tmp_path / "shapes.csv", np.repeat(IMAGES[:30], 4, axis=0), np.repeat(LABELS[:30] % 3, 4))
    find = window.training_panel.findChild
    window.training_panel.form.findChild(DataSourceField).choose(str(path))
    find(QLineEdit, "classNamesEdit").setText("shirt, shoe, jacket")
    for name, value in (("epochsSpinBox", 2), ("batchSizeSpinBox", 10), ("validationDigitsSpinBox", 20)):
        find(QSpinBox, name).setValue(value)
    with qtbot.waitSignal(window.trainer.ended, timeout=LONG) as ended:
        qtbot.mouseClick(window.findChild(QPushButton, "trainButton"), Qt.MouseButton.LeftButton)
    assert ended.args[0].problem == ""
    assert window.session.recogniser.class_names[-1] == "jacket"
    assert window.findChild(ActivationChart, "activationChart").bars.names[-1] == "jacket"
    notes = " ".join(label.text() for label in window.training_panel.findChildren(QLabel))
    assert "light on dark, as in MNIST" in notes
    assert "labels in the first column" in notes


def test_save_then_open_gives_the_same_network(hand, tmp_path, monkeypatch):
    monkeypatch.setattr(hand.window.weights, "folder", tmp_path)
    saved = first_weights(hand.session)

    def type_a_name(dialog):
        dialog.findChild(QLineEdit).setText("mine")
        dialog.accept()

    in_save_dialog(type_a_name)
    hand.window.findChild(QAction, "actionSaveWeights").trigger()
    path = tmp_path / "mine.safetensors"
    assert path.is_file()
    hand.train(epochs=1)
    assert not np.array_equal(first_weights(hand.session), saved)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    hand.trigger("actionOpenWeights")
    assert np.array_equal(first_weights(hand.session), saved)


@pytest.mark.parametrize(("name", "hidden"), [("default", (15,)), ("64", (64,)), ("64-32", (64, 32))])
def test_each_shipped_network_recognises_a_drawing(hand, name, hidden):
    hand.draw(SEVEN)
    hand.trigger(f"actionShipped-{name}")
    assert hand.session.recogniser.network.sizes == (784, *hidden, 10)
    assert hand.text("predictionLabel") == "7"


def test_saving_asks_before_it_replaces_a_file(hand, tmp_path, monkeypatch):
    monkeypatch.setattr(hand.window.weights, "folder", tmp_path)
    there = tmp_path / "mine.safetensors"
    there.write_text("precious")
    asked = []

    def type_the_same_name(dialog):
        dialog.findChild(QLineEdit).setText("mine")

        def say_no():
            box = QApplication.activeModalWidget()
            asked.append(box.text())
            box.reject()
            dialog.reject()

        QTimer.singleShot(0, say_no)
        dialog.accept()

    in_save_dialog(type_the_same_name)
    hand.window.findChild(QAction, "actionSaveWeights").trigger()
    assert "mine.safetensors already exists" in asked[0]
    assert there.read_text() == "precious"


def test_a_file_that_is_no_network_is_told_and_the_network_stays(hand, tmp_path):
    before = first_weights(hand.session)
    path = tmp_path / "bad.safetensors"
    path.write_text("hello")
    told = []

    def read_and_close():
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        told.append(box.text())
        box.accept()

    QTimer.singleShot(0, read_and_close)
    hand.window.weights.open_file(path)
    assert told == [
        f"{path} is not a weight file that nnapp can use: its format is unknown; it should be "
        "safetensors, .npz, .json of Nielsen's book or Keras."
    ]
    assert first_weights(hand.session) is before
