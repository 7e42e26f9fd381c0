"""What the commands print, and their exit status."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from nnapp.files.lessons.activities import ACTIVITIES
from nnapp.files.lessons.declarations import ActivityDeclaration
from tests.cli.commands import lines, nnapp, nnapp_process


def test_train_reports_each_epoch_and_saves(tmp_path):
    out = tmp_path / "mine.safetensors"
    *epochs, saved = lines(
        nnapp("train", "--json", "--hidden", "12,8", "--epochs", 2, "--limit", 1000, "--batch-size", 20,
              "--learning-rate", 0.02, "--seed", 5, "--out", out)
    )  # fmt: skip
    assert [epoch["epoch"] for epoch in epochs] == [1, 2]
    for epoch in epochs:
        assert set(epoch) == {
            "epoch",
            "training_loss",
            "validation_loss",
            "validation_accuracy",
            "learning_rate",
            "seconds",
        }
    assert epochs[1]["validation_loss"] < epochs[0]["validation_loss"]
    assert saved == {"saved": str(out), "epoch": 2}
    (info,) = lines(nnapp("info", "--json", out))
    assert info["sizes"] == [784, 12, 8, 10]
    assert info["training"]["settings"]["seed"] == 5
    assert info["training"]["examples"] == 1000
    again = info["command"].split()[1:]
    assert len(again) == 15
    assert nnapp(*again, "--out", tmp_path / "again.safetensors").returncode == 0
    assert (tmp_path / "again.safetensors").read_bytes() == out.read_bytes()


def test_train_repeats_a_run_that_was_exported(tmp_path):
    training = {"epochs": 2, "batch_size": 20, "hidden": [9], "dropout": 0.1, "seed": 3}
    data = {"mnist": 600, "drawn": 100, "validation": 300, "augmentation": {"shift": 1.0}}
    (tmp_path / "run.json").write_text(json.dumps({"training": training, "data": data}))
    for name in ("one", "two"):
        done = nnapp(
            "train", "--json", "--settings", "run.json", "--out", name, "--curves", f"{name}.csv", cwd=tmp_path
        )
        assert done.returncode == 0
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    (info,) = lines(nnapp("info", "--json", tmp_path / "one"))
    assert info["sizes"] == [784, 9, 10]
    assert info["training"]["examples"] == 760
    assert info["training"]["settings"]["dropout"] == 0.1
    assert len((tmp_path / "one.csv").read_text().splitlines()) == 4
    *_, other = lines(nnapp("train", "--json", "--settings", "run.json", "--epochs", 1, "--out", "x", cwd=tmp_path))
    assert other["epoch"] == 1


def test_train_continues_with_the_network_of_a_file(tmp_path):
    usual = ("train", "--json", "--limit", 900, "--drawn", 0, "--validation", 300, "--curves", "curve.csv")
    (*_, first) = lines(nnapp(*usual, "--hidden", "9,8", "--epochs", 2, "--out", "first", cwd=tmp_path))
    ended = (tmp_path / "curve.csv").read_text().splitlines()
    assert first["epoch"] == 2
    nnapp(*usual, "--start", "first", "--epochs", 1, "--out", "second", cwd=tmp_path)
    began = (tmp_path / "curve.csv").read_text().splitlines()
    (info,) = lines(nnapp("info", "--json", tmp_path / "second"))
    assert info["sizes"] == [784, 9, 8, 10]
    # The losses and accuracies before the first epoch are those that the other run ended with.
    assert began[1].split(",")[1:5] == ended[-1].split(",")[1:5]


def test_train_stops_by_its_rules_and_gives_hints(tmp_path):
    done = nnapp(
        "train", "--limit", 2000, "--drawn", 0, "--epochs", 50, "--target-accuracy", 0.5, "--out", tmp_path / "a"
    )
    assert "The target of 50.00% validation accuracy is reached." in done.stderr
    slow = nnapp(
        "train", "--limit", 2000, "--drawn", 0, "--epochs", 5, "--learning-rate", 1e-6, "--out", tmp_path / "b"
    )
    assert "takes larger steps" in slow.stderr


def test_train_without_a_name_never_overwrites(tmp_path):
    for expected in ("trained.safetensors", "trained-2.safetensors"):
        *_, saved = lines(nnapp("train", "--json", "--epochs", 1, "--limit", 100, cwd=tmp_path))
        assert saved == {"saved": expected, "epoch": 1}
    assert (tmp_path / "trained.safetensors").read_bytes() == (tmp_path / "trained-2.safetensors").read_bytes()


def test_a_diverging_training_saves_nothing_and_says_why(tmp_path):
    result = nnapp_process("train", "--learning-rate", 1e38, "--epochs", 3, "--limit", 200, "--out", tmp_path / "n")
    assert result.returncode == 2
    assert "diverged" in result.stderr
    assert not (tmp_path / "n").exists()


def test_info_tells_people_what_a_file_holds():
    text = nnapp("info").stdout
    assert "784-15-10" in text
    assert "sigmoid, sigmoid" in text
    assert "11,935" in text


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (["predict", "none.png"], "none.png does not exist."),
        (["predict", "text.png"], "text.png is not a picture"),
        (["predict", "."], ". is a folder"),
        (["predict", "--weights", "text.png", "x.png"], "text.png is not a weight file"),
        (["predict", "bad.jsonl"], "bad.jsonl, line 1, is not valid JSON."),
        (["predict", "empty_stroke.jsonl"], "empty_stroke.jsonl, line 1, has a stroke without points"),
        (["evaluate", "--data", "label.jsonl"], "label.jsonl, line 1, has the label 11"),
        (["evaluate", "--data", "unlabelled.jsonl"], 'unlabelled.jsonl, line 1, has no "label"'),
        (["evaluate", "--data", "text.png"], "text.png has no known data format"),
        (["evaluate", "--data", "nothing.jsonl"], "nothing.jsonl holds no drawings"),
        (["evaluate", "--weights", "none"], "none does not exist."),
        (["info", "text.png"], "text.png is not a weight file"),
        (["train", "--epochs", "0"], "Epochs must be 1 or more"),
        (["train", "--limit", "1", "--batch-size", "1"], "Too few examples to learn from: 1"),
        (["train", "--loss", "cross-entropy", "--output-activation", "relu"], "not limited to 0..1"),
        (["train", "--hidden-activation", "step"], "derivative is 0 everywhere"),
        (["train", "--settings", "text.png"], "text.png is not a settings file"),
        (["train", "--run", "."], "does not hold a training run"),
        (["train", "--curves", "nowhere/c.csv"], "cannot be written"),
        (["train", "--epochs", "many"], "invalid int value: 'many'"),
        (["train", "--hidden", "x"], "--hidden takes whole numbers"),
        (["train", "--learning-rate", "0"], "Learning rate must be above 0"),
        (["train", "--limit", "0"], "--limit takes a number of examples from 1 up"),
        (["train", "--out", "nowhere/n"], "nowhere/n cannot be written"),
        (["train", "--out", "."], ". cannot be written"),
        (["train", "--out", os.devnull], "a device or a pipe, not a file"),
        (["train", "--out", "n" * 300], "cannot be written: file name too long"),
        (["train", "--hidden", "99999999999"], "from 1 to 65,536 neurons"),
        (["train", "--hidden", ",".join(["2"] * 70)], "at most 63 hidden layers"),
        (["info", os.devnull], "is a device or a pipe, not a weight file"),
        (["fly"], "invalid choice: 'fly'"),
    ],
)
def test_bad_input_gets_one_sentence_and_status_2(tmp_path, arguments, fault):
    (tmp_path / "text.png").write_text("hello, I am not a picture")
    (tmp_path / "bad.jsonl").write_text("{")
    (tmp_path / "empty_stroke.jsonl").write_text('{"strokes": [[]]}')
    (tmp_path / "label.jsonl").write_text('{"label": 11, "strokes": [[[1, 2]]]}')
    (tmp_path / "unlabelled.jsonl").write_text('{"strokes": [[[1, 2]]]}')
    (tmp_path / "nothing.jsonl").write_text("\n\n")
    result = nnapp(*arguments, cwd=tmp_path)
    assert result.returncode == 2
    assert fault in result.stderr
    assert result.stdout == ""
    assert len([line for line in result.stderr.splitlines() if line.strip() and "━" not in line]) == 1


@pytest.mark.parametrize(
    "display", [{}, {"DISPLAY": ":987"}, {"WAYLAND_DISPLAY": "nowhere"}], ids=["none", "x11", "wayland"]
)
def test_without_a_display_the_network_is_shown_in_the_terminal(display):
    clean = dict.fromkeys(("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"), "")
    result = nnapp_process(**{**clean, **display})
    assert result.returncode == 0
    assert result.stderr == ""
    first, second, *_ = result.stdout.splitlines()
    assert first.startswith(("nnapp found no display", "nnapp cannot reach a display"))
    assert "784-15-10" in second
    for digit in (5, 0, 4, 1, 9, 2):
        assert f"a {digit}: neuron {digit} fires" in result.stdout
    assert result.stdout.count("◀ fires") == 6
    for command in ("nnapp predict", "nnapp train", "nnapp evaluate", "nnapp info"):
        assert command in result.stdout


def test_a_terminal_without_blocks_gets_plain_characters():
    clean = dict.fromkeys(("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"), "")
    result = nnapp_process(**clean, PYTHONIOENCODING="ascii")
    assert result.stdout.count("< fires") == 6
    assert "5  ####" in result.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_an_output_that_cannot_be_written_is_told_without_a_traceback(drawings, unbuffered):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "nnapp", "predict", "--json", str(drawings)], stdout=full, stderr=subprocess.PIPE,
            text=True, check=False, env=os.environ | {"PYTHONUNBUFFERED": unbuffered},
        )  # fmt: skip
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "The output cannot be written: no space left on device." in done.stderr


def test_weights_are_converted(tmp_path):
    source = Path(__file__).parents[1] / "files" / "foreign" / "torch.safetensors"
    said = ("--hidden-activation", "relu", "--output-activation", "softmax", "--scale", "0-255")
    assert lines(nnapp("convert", "--json", source, tmp_path / "n.npz", *said)) == [
        {"saved": str(tmp_path / "n.npz"), "sizes": [784, 6, 10]}
    ]
    (info,) = lines(nnapp("info", "--json", tmp_path / "n.npz"))
    assert info["activations"] == ["relu", "softmax"]
    assert nnapp("convert", source, tmp_path / "n.onnx", *said, "--onnx-input", "28x28").returncode == 0
    unknown = nnapp("convert", source, tmp_path / "n.npx", *said)
    assert unknown.returncode == 2
    assert "its name should end in .safetensors, .npz, .json or .onnx." in unknown.stderr
    assert "“nnapp convert” can add it" in nnapp("predict", "--weights", source, "x.png").stderr


def test_info_tells_of_a_network_without_validation(tmp_path):
    out = tmp_path / "n.safetensors"
    assert nnapp("train", "--limit", 500, "--drawn", 0, "--validation", 0, "--epochs", 1, "--out", out).returncode == 0
    (info,) = lines(nnapp("info", "--json", out))
    assert info["training"]["validation_accuracy"] is None
    text = nnapp("info", out, columns=120).stdout
    assert "nnapp train --epochs 1 --examples 500 --drawn 0 --validation 0" in text
    assert "nan" not in text
    assert text.splitlines()[-1].split() == ["Validation", "none"]


def test_the_version_is_told():
    from nnapp import __version__

    assert nnapp("--version").stdout.strip() == f"nnapp {__version__}"


def test_lessons_check_names_the_line_of_a_fault(tmp_path):
    for number in (1, 2):
        (tmp_path / f"{number}.toml").write_text('title = "T"\ntext = "T."\nactivity = "no such"\n')
    told = nnapp("lessons", "check", tmp_path)
    assert told.stdout.startswith("1.toml, line 3: there is no activity “no such”; write one of ")
    assert (told.returncode, told.stderr) == (2, "2 of 2 lessons cannot be read.\n")
    line, _ = map(json.loads, nnapp("lessons", "check", "--json", tmp_path).stdout.splitlines())
    fault = told.stdout.splitlines()[0]
    assert line == {"file": str(tmp_path / "1.toml"), "title": None, "line": 3, "fault": fault}


def test_lessons_check_passes_what_can_be_read(tmp_path, monkeypatch):
    monkeypatch.setitem(ACTIVITIES, "nothing", ActivityDeclaration("Nothing to move.", {}, {}))
    (tmp_path / "1.toml").write_text('title = "T"\ntext = "T."\nactivity = "nothing"\n')
    assert nnapp("lessons", "check", tmp_path).stdout == "1.toml: “T” is valid.\n"
    (line,) = lines(nnapp("lessons", "check", "--json", tmp_path))
    assert line == {"file": str(tmp_path / "1.toml"), "title": "T", "line": None, "fault": None}
