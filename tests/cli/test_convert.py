"""What ``nnapp convert`` tells of a file that leaves something open."""

from pathlib import Path

import pytest

from nnapp.cli import convert
from nnapp.cli.exit_status import BAD_INPUT
from nnapp.cli.main import main
from nnapp.files.import_readings import Reading
from nnapp.files.input_scale import TORCHVISION

SOURCE = Path(__file__).parents[1] / "files" / "foreign" / "torch.safetensors"
ADD = "add --hidden-activation, --output-activation and --scale."


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ((), ""),
        ((Reading("relu", TORCHVISION, 0.49),), ""),
        (
            (Reading("relu", TORCHVISION, 0.976), Reading("tanh", TORCHVISION, 0.9)),
            " With --hidden-activation relu --scale 0.1307,0.3081 it recognises 97.6% of MNIST's test digits.",
        ),
        (
            (Reading(None, TORCHVISION, 0.976),),
            " With --scale 0.1307,0.3081 it recognises 97.6% of MNIST's test digits.",
        ),
    ],
)
def test_the_answers_with_which_it_reads_best_are_named_if_it_reads_at_all(monkeypatch, capsys, found, words):
    monkeypatch.setattr(convert, "readings", lambda *_: found)
    assert main(lambda: 0, ["convert", str(SOURCE), "n.npz"]) == BAD_INPUT
    assert capsys.readouterr().err.endswith(f"{ADD}{words}\n")
