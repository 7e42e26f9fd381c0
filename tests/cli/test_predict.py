"""What ``nnapp predict`` answers, and what it does with files that it cannot read."""

import gzip
import json

import numpy as np
from PIL import Image

from nnapp.digits.datasets import load_course_digits
from nnapp.locations import best_weights
from tests.cli.commands import SEVEN, lines, nnapp


def test_predict_names_the_digit_of_pictures_and_drawings(tmp_path, drawings):
    picture = tmp_path / "five.png"
    Image.fromarray(np.rint(255 * (1 - load_course_digits()[0])).astype(np.uint8)).resize((140, 140)).save(picture)
    five, seven, blank = lines(nnapp("predict", "--json", picture, drawings))
    assert (five["input"], five["digit"], five["fired"]) == (str(picture), 5, [5])
    assert (seven["input"], seven["digit"], seven["fired"]) == (f"{drawings}:1", 7, [7])
    assert len(seven["activations"]) == 10
    assert all(0 <= value <= 1 for value in seven["activations"])
    assert np.argmax(seven["activations"]) == 7
    assert (blank["digit"], blank["fired"]) == (None, [])
    assert set(five) == {"input", "digit", "fired", "activations"}


def test_predict_names_each_of_several_digits_and_says_where_there_is_none(tmp_path):
    five, zero, four = (np.pad(np.kron(digit, np.ones((4, 4))), 20) for digit in load_course_digits()[:3])
    Image.fromarray(np.rint(255 - 255 * np.hstack([five, zero, four])).astype(np.uint8)).save(tmp_path / "page.png")
    Image.new("L", (300, 200), 250).save(tmp_path / "blank.png")
    done = nnapp("predict", "page.png", "blank.png", cwd=tmp_path)
    answers = [line.split(" (")[0] for line in done.stdout.splitlines()]
    assert answers == [f"page.png, digit {k} of 3: {digit}" for k, digit in ((1, 5), (2, 0), (3, 4))]
    assert (done.returncode, done.stderr) == (
        2, "blank.png shows no digit: nothing in it looks like handwriting.\n"
    )  # fmt: skip


def test_predict_speaks_to_people_too(drawings):
    result = nnapp("predict", drawings)
    assert f"{drawings}:1: 7 (neuron 7 fires" in result.stdout
    assert f"{drawings}:2: – (nothing is drawn)" in result.stdout


def test_predict_names_what_it_cannot_read_and_goes_on(tmp_path):
    (tmp_path / "d.jsonl").write_text(f'{json.dumps(SEVEN)}\n{{"strokes": [[]]}}\n{json.dumps(SEVEN)}')
    (tmp_path / "text.png").write_text("hello, I am not a picture")
    files = ("text.png", "d.jsonl", "none.png", "d.jsonl")
    done = nnapp("predict", *files, cwd=tmp_path)
    assert done.returncode == 2
    assert [line.split(" (")[0] for line in done.stdout.splitlines()] == 2 * ["d.jsonl:1: 7", "d.jsonl:3: 7"]
    picture, one, none, two = done.stderr.splitlines()
    assert picture.startswith("text.png is not a picture")
    assert one == two == "d.jsonl, line 2, has a stroke without points; a stroke is a list of one or more [x, y]."
    assert none == "none.png does not exist."

    as_json = nnapp("predict", "--json", *files, cwd=tmp_path)
    assert (as_json.returncode, as_json.stderr) == (2, done.stderr)
    entries = [json.loads(line) for line in as_json.stdout.splitlines()]
    inputs = ["text.png", "d.jsonl:1", "d.jsonl:2", "d.jsonl:3", "none.png", "d.jsonl:1", "d.jsonl:2", "d.jsonl:3"]
    assert [entry["input"] for entry in entries] == inputs
    errors = [entry for entry in entries if "error" in entry]
    assert [set(entry) for entry in errors] == 4 * [{"input", "error"}]
    assert [entry["error"] for entry in errors] == [picture, one, none, two]


def test_predict_keeps_what_it_read_of_a_file_that_breaks_off(tmp_path):
    # Long lines, as the first must be unpacked before the end is missed.
    whole = gzip.compress("\n".join(json.dumps(SEVEN) + 20_000 * " " for _ in range(20)).encode(), compresslevel=0)
    (tmp_path / "d.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    done = nnapp("predict", tmp_path / "d.jsonl.gz")
    assert done.returncode == 2
    assert f"{tmp_path / 'd.jsonl.gz'}:1: 7" in done.stdout
    assert done.stderr == f"{tmp_path / 'd.jsonl.gz'} is not a valid gzip file, or is incomplete.\n"


def test_predict_uses_the_shipped_network_that_reads_best(drawings):
    best = nnapp("predict", "--best", "--json", drawings)
    assert best.stdout == nnapp("predict", "--weights", best_weights(), "--json", drawings).stdout
    assert best.stdout != nnapp("predict", "--json", drawings).stdout
    both = nnapp("predict", "--best", "--weights", "n", drawings)
    assert both.returncode == 2
    assert both.stderr.startswith("nnapp predict: argument --weights: not allowed with argument --best")
