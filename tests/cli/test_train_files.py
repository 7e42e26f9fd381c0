"""What can be told before a training is told before it, and the folder of a run begins with the training."""

import re
import sys
from pathlib import Path

import numpy as np
import pytest

from nnapp.cli import train
from nnapp.cli.exit_status import BAD_INPUT, INTERRUPTED
from nnapp.cli.main import main
from nnapp.digits.data_settings import DataSettings
from nnapp.digits.preparations import DEFAULT_PREPARATION
from nnapp.digits.recogniser import Recogniser
from nnapp.files import weight_file
from nnapp.files.run_folder import RunFolder
from nnapp.files.run_settings import RunSettings
from nnapp.files.weight_file import WeightFile, load_weights, save_weights
from nnapp.nn.activations import activation_named
from nnapp.nn.network import Network
from nnapp.nn.settings import TrainingSettings
from tests.cli.commands import nnapp
from tests.files.test_data_files import csv

DATA = "digits[red].csv"
SETTINGS = RunSettings(TrainingSettings(hidden=(3,), epochs=1, batch_size=10), DataSettings(source=DATA))


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    csv(Path(DATA))


def nnapp_train(*arguments, data=DATA):
    # With --json there is no progress bar, whose thread would outlive the test.
    usual = ("--json", "--epochs", "1", "--batch-size", "10", "--hidden", "3")
    return main(lambda: 0, ["train", "--data", data, *usual, *arguments])


def start_network():
    network = Network.random((784, 4, 10), [activation_named("sigmoid")] * 2, np.random.default_rng(0))
    return Recogniser(network, DEFAULT_PREPARATION)


def test_a_file_that_cannot_hold_the_network_is_refused_before_training(monkeypatch, capsys):
    monkeypatch.setattr(train, "TrainingRun", lambda *_: pytest.fail("the training began"))
    assert nnapp_train("--hidden-activation", "relu", "--out", "n.json", "--run", "run") == BAD_INPUT
    assert "supports sigmoid neurons only" in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, "onnx", None)
    assert nnapp_train("--out", "n.onnx", "--run", "run") == BAD_INPUT
    assert "needs the package onnx" in capsys.readouterr().err
    monkeypatch.setattr(weight_file, "LARGEST_FILE", 2**10)
    assert nnapp_train("--out", "n", "--run", "run") == BAD_INPUT
    assert "use fewer neurons" in capsys.readouterr().err
    assert not Path("run").exists()


def test_notes_show_the_names_of_files_as_they_are(tmp_path):
    told = nnapp("train", "--data", DATA, "--epochs", 1, "--batch-size", 10, cwd=tmp_path).stderr
    assert f"examples in {DATA} for training" in " ".join(told.split())
    # Reading the data is only a part of preparing them, and the last part is short.
    assert re.search(r"Preparing \S+ 100%", told)


def test_data_that_cannot_be_used_leave_no_folder(monkeypatch, capsys):
    assert nnapp_train("--run", "run", data="none.csv") == BAD_INPUT
    assert "none.csv" in capsys.readouterr().err
    monkeypatch.setattr(train, "load_data", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
    assert nnapp_train("--run", "run") == INTERRUPTED
    assert not Path("run").exists()


def test_a_run_that_was_interrupted_before_its_first_checkpoint_begins_anew(capsys):
    folder = RunFolder.create(Path("run"), "run", SETTINGS, start_network())
    Path("run/curve.jsonl").write_text("{}\n")
    assert nnapp_train("--run", "run", "--out", "n") == 0
    assert len(folder.read_curve()) == 2
    assert load_weights(Path("n")).recogniser.network.sizes == (784, 4, 10)
    assert nnapp_train("--run", "run") == BAD_INPUT
    assert "The run in run is finished" in capsys.readouterr().err


def test_a_run_is_not_resumed_with_another_network(capsys):
    RunFolder.create(Path("run"), "run", SETTINGS)
    save_weights(Path("start"), WeightFile(start_network()))
    assert nnapp_train("--run", "run", "--start", "start") == BAD_INPUT
    assert "The run in run is resumed with its own network; leave out --start." in capsys.readouterr().err


def test_a_name_that_no_file_can_hold_is_refused(capsys):
    assert nnapp_train(data="d\udcff.csv") == BAD_INPUT
    assert "is not valid Unicode; rename the file" in capsys.readouterr().err
