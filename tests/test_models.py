"""The cards of the networks that ship say what was measured, and how to make the networks again."""

import re
from pathlib import Path

import numpy as np
import pytest

from nnapp.cli.report import MNIST, NON_DIGITS, Measured
from nnapp.cli.train_options import as_options, train_command_line
from nnapp.digits.data_settings import DataSettings
from nnapp.digits.preparations import DEFAULT_PREPARATION
from nnapp.digits.recogniser import Recogniser
from nnapp.files.training_record import TrainingRecord
from nnapp.files.weight_file import WeightFile, load_weights
from nnapp.gui.pages.training.recipes import RECIPES
from nnapp.locations import SHIPPED_NETWORKS, shipped_weights
from nnapp.nn.activations import activation_named
from nnapp.nn.network import Layer
from nnapp.nn.network import Network as Layers
from nnapp.nn.predictions import Predictions
from nnapp.nn.settings import TrainingSettings
from tests.benchmarks.model_cards import AS_DRAWN, Network, card, overview, readme

README = Path(__file__).parents[1] / "README.md"


def measured(name, answers, labels, strength=0.9):
    outputs = strength * np.eye(10)[answers]
    return Measured(name, Predictions(outputs, np.array(labels, np.uint8), outputs), in_detail=True)


def network(name="default", wrong=1):
    """A network that takes ``wrong`` of the four nines that were drawn for a 3."""
    layers = tuple(
        Layer(np.zeros(shape), np.zeros(shape[0]), activation_named("sigmoid")) for shape in ((7, 784), (10, 7))
    )
    record = TrainingRecord(
        TrainingSettings(hidden=(7,)), "20 from MNIST", 20, 3, 0.1, 0.9, DataSettings(examples=20, drawn=0)
    )
    digits = [*range(10), 9, 9, 9]
    drawn = [*range(9), *(wrong * [3] + (4 - wrong) * [9])]
    return Network(
        name, "784-7-10", "what it is",
        WeightFile(Recogniser(Layers(layers), DEFAULT_PREPARATION), record),
        [
            measured(MNIST, digits, digits),
            measured(AS_DRAWN, drawn, digits),
            measured("drawings, a picture, pen 1", 13 * [0], digits),
            measured(NON_DIGITS, 4 * [1], 4 * [10], strength=0.6),
        ],
    )  # fmt: skip


def test_a_card_says_what_was_measured_and_how_the_network_was_made():
    text = card(network(wrong=2))
    assert "nnapp train --hidden 7 --examples 20 --drawn 0 --out models/default.safetensors\n" in text
    sentences = " ".join(text.split())
    assert "20 examples: 20 from MNIST; 5,000 other MNIST digits" in sentences
    assert "100.00% make a neuron fire; at a threshold of 0.4 it would be 100.0%, at 0.7 0.0%." in sentences
    assert "| pen digits | 84.62% | 100.00% | 84.62% | 100.0% |" in text
    assert "On a blank canvas the strongest output is 0.500." in sentences
    assert "7.69% (“a picture, pen 1”)" in text
    assert text.endswith("What it is bad at: a 9 (2 of 4 taken for 3).\n")


def test_the_list_and_the_readme_have_the_same_figures():
    networks = [network(), network("directions", wrong=2)]
    assert "| directions.safetensors | 784-7-10 | 100.00% | 84.62% | 84.62% | 100.00% |" in overview(networks)
    text = readme("# Title\n\nOne.\n\nTwo.\n\nThree.\n", networks)
    assert text.startswith("# Title\n\nOne.\n\nWith only")
    assert text.endswith(".\n\nThree.\n")
    assert re.findall(r"[\d.]+ %", text) == ["100.0 %", "92.3 %", "100.0 %", "84.6 %"]


def test_the_figures_of_the_readme_are_those_of_the_cards():
    listed = shipped_weights("README").with_suffix(".md").read_text(encoding="utf-8")
    expected = []
    for name in ("default", "directions"):
        expected += re.findall(rf"\| {name}\.safetensors \| [^|]+ \| ([\d.]+)% \| ([\d.]+)% ", listed)
    found = re.findall(r"([\d.]+) %", README.read_text(encoding="utf-8").split("\n\n")[2])
    assert len(found) >= 2
    assert [float(share) for share in found] == pytest.approx(np.array(expected, float).ravel(), abs=0.0501)


@pytest.mark.parametrize("name", [name for name, *_ in SHIPPED_NETWORKS])
def test_each_card_names_the_command_that_makes_its_network_again(name):
    path = shipped_weights(name)
    command = train_command_line(load_weights(path).record)
    assert f"{command} --out models/{name}.safetensors" in path.with_suffix(".md").read_text(encoding="utf-8")
    recipe = next(recipe for recipe in RECIPES if recipe.key == "best")
    made_by = {"default": [], "directions": as_options(recipe.settings())}
    assert command.split()[2:] == made_by.get(name, command.split()[2:])
