"""A training that is killed goes on as if nothing had happened."""

import subprocess
import sys

import numpy as np

from nnapp.files.run_folder import RunFolder
from nnapp.files.weight_file import load_weights

OPTIONS = ("--limit", "4000", "--epochs", "12", "--drawn", "0", "--dropout", "0.1", "--shift", "1")


def command(*options):
    return [sys.executable, "-m", "nnapp", "train", "--json", *OPTIONS, *map(str, options)]


def test_after_kill_9_the_curve_and_the_weights_are_the_same(tmp_path):
    whole = tmp_path / "whole.safetensors"
    subprocess.run(command("--out", whole, "--run", tmp_path / "whole"), check=True, capture_output=True)
    going_on = command("--out", tmp_path / "cut.safetensors", "--run", tmp_path / "cut")
    with subprocess.Popen(going_on, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        for line in process.stdout:
            if '"epoch": 5' in line:
                process.kill()
                break
        process.stdout.close()
    assert RunFolder(tmp_path / "cut").is_unfinished
    subprocess.run(going_on, check=True, capture_output=True)
    networks = [load_weights(path).recogniser.network for path in (whole, tmp_path / "cut.safetensors")]
    for one, other in zip(*(network.layers for network in networks), strict=True):
        assert np.abs(one.weights - other.weights).max() <= 1e-6
        assert np.abs(one.biases - other.biases).max() <= 1e-6
    curves = [RunFolder(tmp_path / name).read_curve() for name in ("whole", "cut")]
    assert [figures.validation_loss for figures in curves[0]] == [figures.validation_loss for figures in curves[1]]
    assert len(curves[0]) == 13
