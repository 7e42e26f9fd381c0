"""A training that is killed goes on as if nothing had happened."""

import subprocess
import sys

import numpy as np

from nnapp.cli.main import main
from nnapp.files.run_folder import RunFolder
from nnapp.files.weight_file import load_weights

OPTIONS = ("--limit", "1500", "--epochs", "7", "--drawn", "0", "--dropout", "0.1", "--shift", "1")


def options(folder, name):
    return ["train", "--json", *OPTIONS, "--out", str(folder / f"{name}.safetensors"), "--run", str(folder / name)]


def test_after_kill_9_the_curve_and_the_weights_are_the_same(tmp_path, digits_prepared_once):
    assert main(lambda: 0, options(tmp_path, "whole")) == 0
    going_on = options(tmp_path, "cut")
    command = [sys.executable, "-m", "nnapp", *going_on]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        for line in process.stdout:
            if '"epoch": 2' in line:
                process.kill()
                break
        process.stdout.close()
    assert RunFolder(tmp_path / "cut").is_unfinished
    assert main(lambda: 0, going_on) == 0
    networks = [load_weights(tmp_path / f"{name}.safetensors").recogniser.network for name in ("whole", "cut")]
    for one, other in zip(*(network.layers for network in networks), strict=True):
        assert np.abs(one.weights - other.weights).max() <= 1e-6
        assert np.abs(one.biases - other.biases).max() <= 1e-6
    curves = [RunFolder(tmp_path / name).read_curve() for name in ("whole", "cut")]
    assert [figures.validation_loss for figures in curves[0]] == [figures.validation_loss for figures in curves[1]]
    assert len(curves[0]) == 8
