"""Which network it is stands above its diagram and in the title of the window."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel

from nnapp.digits.data_settings import DataSettings
from nnapp.digits.datasets import load_test_data
from nnapp.files.training_record import TrainingRecord
from nnapp.gui.pages.network.network_header import LEAST, NetworkHeader
from nnapp.locations import shipped_weights
from nnapp.nn.inspect.edits import MuteEdit
from nnapp.nn.predictions import predict
from nnapp.nn.settings import TrainingSettings
from nnapp.wording import percent
from tests.gui.inside import network_of


def header(hand):
    return hand.text("networkName"), hand.text("networkAbout")


@pytest.fixture
def measured(hand):
    """Return what waits until the accuracy of the current network has been measured."""
    return lambda: hand.qtbot.waitUntil(lambda: "recognises" in hand.text("networkAbout"), timeout=20_000)


def test_a_network_that_ships_is_called_by_its_layers_and_its_accuracy_is_measured(hand, measured):
    measured()
    recogniser = hand.session.recogniser
    accuracy = predict(recogniser.network, load_test_data(recogniser.preparation)).accuracy
    assert header(hand) == ("784-15-10", f"recognises {percent(accuracy, 1)} of MNIST's test digits")
    assert hand.window.windowTitle() == "784-15-10[*] – nnapp"
    assert not hand.window.isWindowModified()
    assert hand.window.findChild(QAction, "actionShipped-default").isChecked()


def test_an_edited_network_is_not_saved_until_it_is(hand, measured, tmp_path):
    measured()
    hand.session.networks.edit((MuteEdit(0, 3),))
    measured()
    assert hand.text("networkAbout").endswith(" · edited by hand · not saved as a file")
    assert hand.window.windowTitle() == "784-15-10, edited[*] – nnapp"
    assert hand.window.isWindowModified()
    hand.window.weights.save_file(tmp_path / "mine.safetensors")
    assert hand.text("networkName") == "mine.safetensors"
    assert "not saved" not in hand.text("networkAbout")
    assert not hand.window.isWindowModified()
    hand.session.undo()
    assert hand.window.isWindowModified()


def test_a_file_gives_a_network_its_name(hand, tmp_path):
    path = tmp_path / "R&D.safetensors"
    path.write_bytes(shipped_weights("64").read_bytes())
    hand.open_weights(path)
    assert hand.text("networkName") == "R&D.safetensors"
    assert hand.text("networkAbout").startswith("784-64-10")
    assert not hand.window.findChild(QAction, "actionShipped-default").isChecked()


def test_a_network_in_training_is_said_to_be(hand):
    recogniser = network_of(("sigmoid", "sigmoid")).recogniser
    hand.session.show_training(recogniser.network, recogniser.preparation, recogniser.class_names)
    assert header(hand) == ("In training", "784-9-10 · its answers change as it learns")
    hand.session.end_training()
    assert hand.text("networkName") == "784-15-10"


def test_a_network_of_own_data_is_measured_by_what_was_held_out_of_them(hand):
    weights = network_of(("sigmoid", "sigmoid"), (784, 9, 3))
    record = TrainingRecord(TrainingSettings(), DataSettings().description, 1_000, 3, 0.2, 0.875)
    hand.session.networks.use(replace(weights, record=record), "Run 1")
    assert header(hand) == (
        "Run 1", "784-9-3 · recognises 87.5 % of its own validation examples · not saved as a file"
    )  # fmt: skip


def test_what_is_said_of_a_network_stands_below_its_name_where_little_room_is_left_beside_it(hand):
    widget = hand.window.findChild(NetworkHeader)
    name, about = (hand.window.findChild(QLabel, part) for part in ("networkName", "networkAbout"))
    assert about.x() > name.geometry().right()
    widget.setFixedWidth(name.width() + LEAST)
    widget.layout().activate()
    assert about.x() == name.x()
