"""Opening, saving and learning from other people's files, in the real window."""

import shutil
from html import escape
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QLineEdit, QMenu

from nnapp.files.weight_file import load_weights
from nnapp.gui.pages.training.data_source import DataSourceField
from nnapp.gui.state.view import Page
from nnapp.gui.widgets.activation_chart import ActivationChart
from nnapp.gui.window.import_dialog import ImportDialog
from nnapp.gui.window.main_window import MainWindow
from nnapp.locations import shipped_weights
from tests.files.test_data_files import IMAGES, LABELS, csv
from tests.gui.dialogs import answered, told
from tests.gui.drawing import SEVEN
from tests.gui.hand import LONG, Hand

FOREIGN = Path(__file__).parents[2] / "files" / "foreign"


def select(dialog, name, key):
    """Select the choice of that key in a field."""
    box = dialog.findChild(QComboBox, name)
    box.setCurrentIndex([box.itemData(index) for index in range(box.count())].index(key))


def test_what_a_file_does_not_say_is_asked_with_what_each_answer_reads(hand, qtbot):
    asked = []

    def answer(dialog):
        assert isinstance(dialog, ImportDialog)
        asked.append(dialog.findChild(QLabel).text())
        assert " of MNIST" in dialog.findChild(QComboBox, "scaleCombo").currentText()
        assert dialog.findChild(QComboBox, "orientationCombo") is None
        select(dialog, "hidden_activationCombo", "relu")
        select(dialog, "output_activationCombo", "sigmoid")
        dialog.accept()

    with qtbot.waitSignal(hand.session.network_changed, timeout=LONG), answered(qtbot, answer):
        hand.window.weights.open_file(FOREIGN / "torch.safetensors")
    assert "does not say which activation its hidden layers have" in asked[0]
    network = hand.session.recogniser.network
    assert [layer.activation.name for layer in network.layers] == ["relu", "sigmoid"]
    assert network.sizes == (784, 6, 10)


def test_who_does_not_answer_keeps_the_network(window, qtbot):
    before = window.session.networks.current.weights
    with answered(qtbot, lambda dialog: dialog.reject()):
        window.weights.open_file(FOREIGN / "torch.safetensors")
    assert window.session.networks.current.weights is before


def test_a_file_that_says_everything_opens_without_a_question(hand):
    hand.open_weights(FOREIGN / "nielsen.json")
    assert hand.session.recogniser.network.sizes == (784, 6, 10)


@pytest.mark.parametrize(
    ("words", "suffix"),
    [("NumPy (*.npz)", ".npz"), ("Nielsen's book (*.json)", ".json"), ("ONNX, input 1x1x28x28 (*.onnx)", ".onnx")],
)
def test_save_as_another_format(window, qtbot, tmp_path, words, suffix):
    window.weights.folder = tmp_path

    def choose(dialog):
        assert isinstance(dialog, QFileDialog)
        dialog.selectNameFilter(words)
        dialog.filterSelected.emit(words)
        dialog.findChild(QLineEdit).setText("mine")
        dialog.accept()

    with answered(qtbot, choose):
        window.weights.save()
    path = tmp_path / f"mine{suffix}"
    assert path.is_file()
    if suffix != ".onnx":
        same = load_weights(path).recogniser.network.layers[0].weights
        assert np.array_equal(same, window.session.recogniser.network.layers[0].weights)


def test_a_save_that_cannot_be_done_is_told_and_the_file_is_whole(hand, qtbot, tmp_path):
    hand.open_weights(shipped_weights("64-32"))
    path = tmp_path / "network.json"
    path.write_text("precious")
    with told(qtbot) as words:
        hand.window.weights.save_file(path)
    assert "sigmoid neurons only" in words[0]
    assert path.read_text() == "precious"


def test_recent_weights_are_remembered(qtbot, window, tmp_path):
    store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    first = MainWindow(store)
    qtbot.addWidget(first)
    assert not first.findChild(QMenu, "recentWeightsMenu").isEnabled()
    for name in ("64", "default"):
        shutil.copy(shipped_weights(name), tmp_path)
        Hand(first, qtbot).open_weights(tmp_path / f"{name}.safetensors")
    again = MainWindow(store)
    qtbot.addWidget(again)
    menu = again.findChild(QMenu, "recentWeightsMenu")
    assert [action.text() for action in menu.actions()] == ["default.safetensors", "64.safetensors"]
    with qtbot.waitSignal(again.session.network_changed, timeout=LONG):
        menu.actions()[1].trigger()
    assert again.session.recogniser.network.sizes == (784, 64, 10)
    assert again.preferences.recent_weights[0].name == "64.safetensors"


def test_networks_that_nnapp_keeps_itself_are_no_recent_weights(hand, tmp_path):
    weights = hand.window.weights
    hand.train(epochs=1)
    weights.folder = tmp_path
    for name in ("actionShipped-64", "actionLastTrained"):
        with hand.qtbot.waitSignal(hand.session.network_changed, timeout=LONG):
            hand.window.findChild(QAction, name).trigger()
    assert hand.window.preferences.recent_weights == ()
    assert weights.folder == tmp_path


def test_an_ampersand_in_the_name_of_a_file_is_shown(hand, tmp_path):
    path = tmp_path / "R&D.safetensors"
    shutil.copy(shipped_weights("64"), path)
    hand.open_weights(path)
    assert hand.window.findChild(QMenu, "recentWeightsMenu").actions()[0].text() == "R&&D.safetensors"
    hand.open(Page.TRAINING)
    field = hand.window.findChild(DataSourceField)
    field.show_source(str(tmp_path / "R&D.csv"))
    assert field.text().strip() == "R&&D.csv"
    assert field.toolTip() == f"<qt>{escape(str(tmp_path / 'R&D.csv'))}</qt>"


def test_other_data_are_learnt_and_the_bars_show_the_names(hand, qtbot, tmp_path):
    path = csv(tmp_path / "shapes.csv", np.repeat(IMAGES[:30], 4, axis=0), np.repeat(LABELS[:30] % 3, 4))
    window = hand.window
    hand.open(Page.TRAINING)
    window.findChild(DataSourceField).choose(str(path))
    window.findChild(QLineEdit, "classNamesEdit").setText("shirt, shoe, jacket")
    for name, value in (("epochsSpinBox", 2), ("batchSizeSpinBox", 10), ("validationSpinBox", 20)):
        hand.set(name, value)
    with qtbot.waitSignal(window.trainer.ended, timeout=LONG) as ended:
        hand.click("trainButton")
    assert ended.args[0].problem == ""
    assert window.session.recogniser.class_names[-1] == "jacket"
    assert window.findChild(ActivationChart, "activationChart").bars.names[-1] == "jacket"
    notes = " ".join(label.text() for label in window.findChildren(QLabel))
    assert "light on dark, as in MNIST" in notes
    assert "labels in the first column" in notes


def test_save_then_open_gives_the_same_network(hand, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(hand.window.weights, "folder", tmp_path)
    saved = hand.first_weights()

    def type_a_name(dialog):
        dialog.findChild(QLineEdit).setText("mine")
        dialog.accept()

    with answered(qtbot, type_a_name):
        hand.window.findChild(QAction, "actionSaveWeights").trigger()
    path = tmp_path / "mine.safetensors"
    assert path.is_file()
    hand.train(epochs=1)
    assert not np.array_equal(hand.first_weights(), saved)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    hand.trigger("actionOpenWeights")
    assert np.array_equal(hand.first_weights(), saved)


@pytest.mark.parametrize(
    ("name", "hidden"),
    [("default", (15,)), ("64", (64,)), ("64-32", (64, 32)), ("directions", (15,)), ("directions-64", (64,))],
)
def test_each_shipped_network_recognises_a_drawing(hand, name, hidden):
    hand.draw(SEVEN)
    hand.trigger(f"actionShipped-{name}")
    assert hand.session.recogniser.network.sizes == (784, *hidden, 10)
    assert hand.text("predictionLabel") == "7"


def test_saving_asks_before_it_replaces_a_file(hand, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(hand.window.weights, "folder", tmp_path)
    there = tmp_path / "mine.safetensors"
    there.write_text("precious")
    asked = []

    def type_the_same_name(dialog):
        dialog.findChild(QLineEdit).setText("mine")

        def say_no(box):
            asked.append(box.text())
            box.reject()

        with answered(qtbot, say_no):
            dialog.accept()
        dialog.reject()

    with answered(qtbot, type_the_same_name):
        hand.window.findChild(QAction, "actionSaveWeights").trigger()
    assert "mine.safetensors already exists" in asked[0]
    assert there.read_text() == "precious"


def test_a_file_that_is_no_network_is_told_and_the_network_stays(hand, qtbot, tmp_path):
    before = hand.first_weights()
    path = tmp_path / "bad.safetensors"
    path.write_text("hello")
    with told(qtbot) as words:
        hand.window.weights.open_file(path)
    assert words == [
        f"{path} is not a weight file that nnapp can use: its format is unknown; it should be "
        "safetensors, .npz, .json of Nielsen's book or Keras."
    ]
    assert hand.first_weights() is before
