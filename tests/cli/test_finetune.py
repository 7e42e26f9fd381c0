"""What ``nnapp finetune`` reports, and what it refuses."""

import json

import pytest

from nnapp.digits.data_settings import DataSettings
from nnapp.files import hand_learning
from nnapp.files.weight_file import load_weights
from tests.cli.commands import SEVEN, lines, nnapp
from tests.hands import Writer, write_jsonl


@pytest.fixture(autouse=True)
def _little_rehearsal(monkeypatch):
    monkeypatch.setattr(hand_learning, "REHEARSAL", DataSettings(examples=900, drawn=300, validation=0))


@pytest.fixture
def hand(tmp_path):
    return write_jsonl(tmp_path / "hand.jsonl", Writer.number(13).write(3, seed=1))


def test_the_network_is_saved_and_compared_with_the_one_before(hand, tmp_path):
    out = tmp_path / "mine.safetensors"
    *epochs, result = lines(nnapp("finetune", "--data", hand, "--out", out, "--json"))
    assert [epoch["epoch"] for epoch in epochs] == [1, 2, 3]
    assert result["saved"] == str(out)
    assert result["hand"]["number"] == 30
    assert result["hand"]["after"] > result["hand"]["before"]
    assert (result["mnist"]["number"], result["synthetic"]["number"]) == (10_000, 2_000)
    assert all(change["before"] != change["after"] for change in result["changes"])
    assert result["advice"] == ""
    assert "1,200 variations of your drawings" in load_weights(out).record.data


def test_people_read_tables_and_what_is_missing(hand, tmp_path):
    write_jsonl(hand, [entry for entry in Writer.number(13).write(3, seed=1) if entry[1] != 5])
    result = nnapp("finetune", "--data", hand, "--out", tmp_path / "mine.npz", columns=120)
    assert result.returncode == 0
    assert "epoch 3 of 3" in result.stderr
    assert "Your 5 is missing. With three of each digit" in result.stderr
    words = " ".join(result.stdout.replace("│", " ").split())
    assert "your drawings, held out 27" in words
    assert "MNIST's test digits 10,000 97.5 %" in words
    assert "synthetic drawings 2,000" in words
    assert "Your drawings that are read differently" in words
    assert f"Saved the network as {tmp_path / 'mine.npz'}" in words


@pytest.mark.parametrize(
    ("data", "out", "sentence"),
    [
        ("gone.jsonl", "n", "gone.jsonl does not exist."),
        ("few.jsonl", "n", "few.jsonl holds 1 drawing; there should be at least 3 to learn from."),
        ("few.jsonl", "n.txt", "n.txt cannot be written"),
    ],
)
def test_what_cannot_be_is_told_before_anything_is_written(tmp_path, data, out, sentence):
    (tmp_path / "few.jsonl").write_text(json.dumps(SEVEN) + "\n")
    result = nnapp("finetune", "--data", data, "--out", out, cwd=tmp_path)
    assert result.returncode == 2
    assert sentence in result.stderr
    assert not (tmp_path / "n").exists()
