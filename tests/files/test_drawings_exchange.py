"""Drawings that go from one computer to another."""

import gzip

import numpy as np
import pytest

from nnapp.digits.drawing import Drawing
from nnapp.digits.errors import DataError
from nnapp.files import drawings_exchange
from nnapp.files.drawings_exchange import read_labelled, write_lines
from nnapp.files.errors import CollectionError
from tests.files.full_disk import files_of_at_most
from tests.hands import write_jsonl

GOOD = '{"label": 7, "strokes": [[[1, 2], [3, 4]]]}\n'


def test_what_is_written_is_read_again(tmp_path):
    path = tmp_path / "mine.jsonl"
    strokes = tuple(np.random.default_rng(seed).uniform(0, 28, (20, 2)).astype(np.float32) for seed in range(2))
    write_jsonl(path, [(Drawing(strokes), 4), (Drawing(strokes[:1]), 1)])
    drawings, left_out = read_labelled(path)
    assert [(len(drawing.strokes), label) for drawing, label in drawings] == [(2, 4), (1, 1)]
    assert all(np.array_equal(*pair) for pair in zip(drawings[0][0].strokes, strokes, strict=True))
    assert left_out == ""


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (['{"strokes": [[[1, 2]]]}'], "1 line was left out: 1 without a label."),
        (["{", '{"key": "0123456789abcdef", "label": null}'], "2 lines were left out: 2 damaged."),
        (
            ['{"strokes": []}', '{"label": 1, "strokes": []}', "1", "2"],
            "4 lines were left out: 1 without a label, 1 without strokes and 2 damaged.",
        ),
    ],
)
def test_what_cannot_be_learnt_from_is_left_out_and_counted(tmp_path, lines, sentence):
    path = tmp_path / "mixed.jsonl.gz"
    path.write_bytes(gzip.compress((GOOD + "\n".join([*lines, GOOD])).encode()))
    drawings, left_out = read_labelled(path)
    assert [label for _, label in drawings] == [7, 7]
    assert left_out == sentence


def test_a_file_that_cannot_be_read_or_holds_too_much_is_refused(tmp_path, monkeypatch):
    with pytest.raises(DataError, match="does not exist"):
        read_labelled(tmp_path / "none.jsonl")
    path = tmp_path / "many.jsonl"
    path.write_text(GOOD * 3)
    monkeypatch.setattr(drawings_exchange, "MOST_DRAWINGS", 2)
    with pytest.raises(DataError, match=r"holds more than 2 drawings; divide it into smaller files\."):
        read_labelled(path)


def test_where_nothing_can_be_written_is_said_and_what_was_there_stays(tmp_path):
    path = tmp_path / "mine.jsonl"
    path.write_text("before")
    for bad in (tmp_path / "mine.txt", tmp_path / "mine"):
        with pytest.raises(CollectionError, match=r"is no name for a file of drawings, which should end in \.jsonl\."):
            write_lines(bad, [])
    (tmp_path / "folder.jsonl").mkdir()
    with pytest.raises(CollectionError, match="is a folder; add a file name"):
        write_lines(tmp_path / "folder.jsonl", [])
    with pytest.raises(CollectionError, match=r"the folder .* does not exist"):
        write_lines(tmp_path / "none" / "mine.jsonl", [])
    with files_of_at_most(20), pytest.raises(CollectionError, match=r"mine\.jsonl cannot be written: "):
        write_lines(path, [GOOD.encode()])
    assert path.read_text() == "before"
    assert {entry.name for entry in tmp_path.iterdir()} == {"mine.jsonl", "folder.jsonl"}
