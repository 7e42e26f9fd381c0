"""What ``nnapp evaluate`` measures, of any network."""

import gzip
import json

import numpy as np
import pytest

from nnapp.digits.preparations import DEFAULT_PREPARATION
from nnapp.digits.recogniser import Recogniser
from nnapp.files.weight_file import WeightFile, save_weights
from nnapp.nn.activations import activation_named
from nnapp.nn.network import Layer, Network
from tests.cli.commands import SEVEN, lines, nnapp


def test_evaluate_counts_mnist(models):
    (result,) = lines(nnapp("evaluate", "--json"))
    assert set(result) == {"examples", "correct", "accuracy", "loss", "confusion"}
    assert result["examples"] == 10_000
    assert np.trace(result["confusion"]) == result["correct"] == round(result["accuracy"] * 10_000)
    # The figure that the shipped network must reach.
    assert result["accuracy"] >= 0.97


def test_evaluate_counts_labelled_drawings(tmp_path):
    path = tmp_path / "d.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(SEVEN).encode()))
    (result,) = lines(nnapp("evaluate", "--json", "--data", path))
    assert (result["examples"], result["correct"]) == (1, 1)
    table = nnapp("evaluate", "--data", path).stdout
    assert "1 of 1 correct" in table


def test_the_report_measures_everything(tmp_path):
    path = tmp_path / "d.jsonl"
    path.write_text("\n".join(json.dumps(SEVEN) for _ in range(3)))
    first, *changes, nothing, blank = lines(nnapp("evaluate", "--report", "--json", "--data", path))
    assert (first["measure"], first["examples"]) == ("MNIST's test digits", 10_000)
    assert len(changes) == 14
    assert {change["examples"] for change in changes} == {3}
    assert changes[0]["accuracy_by_digit"][7] == changes[0]["accuracy"]
    # Letters and scribbles: the network should be silent more often than not, a drawing's digit not.
    assert nothing["fires"] < 0.5 < first["fires"]
    assert (nothing["accuracy"], set(nothing["accuracy_by_digit"])) == (None, {None})
    assert blank["measure"] == "blank canvas"
    assert blank["strongest"] < 0.5
    table, levels = nnapp("evaluate", "--report", "--data", path, columns=200).stdout.split("by firing threshold")
    assert table.count("drawings,") == 14
    assert levels.count("drawings,") == 1
    assert "Blank canvas" in levels


def test_networks_of_other_classes_are_not_measured_by_digits(tmp_path):
    activations = [activation_named("sigmoid")]
    network = Network.random((784, 2), activations, np.random.default_rng(0))
    save_weights(tmp_path / "two", WeightFile(Recogniser(network, DEFAULT_PREPARATION, ("cat", "[/]"))))
    for arguments in (("evaluate",), ("evaluate", "--report")):
        result = nnapp(*arguments, "--weights", tmp_path / "two")
        assert result.returncode == 2
        assert "has the classes cat, [/]; only networks for the ten digits can be measured" in result.stderr
    assert "cat [/]" in nnapp("info", tmp_path / "two").stdout


@pytest.mark.parametrize(("output", "weight"), [("tanh", 0.0), ("identity", 1e27)])
def test_a_loss_that_does_not_suit_the_outputs_is_not_computed(tmp_path, output, weight):
    weights = np.full((10, 784), weight, np.float32)
    network = Network((Layer(weights, np.zeros(10, np.float32), activation_named(output)),))
    save_weights(tmp_path / "n", WeightFile(Recogniser(network, DEFAULT_PREPARATION)))
    path = tmp_path / "d.jsonl"
    path.write_text(json.dumps(SEVEN))
    (result,) = lines(nnapp("evaluate", "--json", "--data", path, "--weights", tmp_path / "n"))
    # Half a squared error of 1 when all outputs are 0; too large to be a number when all are 1e29.
    assert result["loss"] == (0.5 if output == "tanh" else None)
