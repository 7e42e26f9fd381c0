import gzip
import json
import tracemalloc
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from nnapp.digits.drawing import Drawing
from nnapp.digits.drawings_file import as_line, read_drawings, strokes_as_json
from nnapp.digits.errors import DataError

GOOD = {"label": 7, "strokes": [[[1, 2.5], [3, 4]], [[5, 6]]]}


def write(path, *lines):
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines))
    return path


def test_drawings_are_read_with_their_lines_and_labels(tmp_path):
    one, two = read_drawings(write(tmp_path / "d.jsonl", GOOD, "", {"strokes": []}))
    assert (one.line, one.label) == (1, 7)
    assert [stroke.tolist() for stroke in one.drawing.strokes] == [[[1, 2.5], [3, 4]], [[5, 6]]]
    assert (two.line, two.label) == (3, None)
    assert two.drawing.is_empty


def test_gzipped_drawings_are_read_too(tmp_path):
    path = tmp_path / "d.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(GOOD).encode()))
    assert [labelled.label for labelled in read_drawings(path)] == [7]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{broken", "not valid JSON"),
        ("[" * 100_000, "not valid JSON"),
        ('{"strokes": [[[NaN, 1]]]}', "not valid JSON"),
        ('{"label": 1, "label": 7, "strokes": []}', "not valid JSON"),
        ('"text"', "needs .strokes."),
        ({"label": 3}, "needs .strokes."),
        ({"strokes": "no"}, "needs .strokes."),
        ({"strokes": [[]]}, "stroke without points"),
        ({"strokes": [5]}, "stroke without points"),
        ({"strokes": [[[1, 2, 3]]]}, r"not a list of \[x, y\]"),
        ({"strokes": [[["1", 2]]]}, "not two numbers"),
        ({"strokes": [[[True, 2]]]}, "not two numbers"),
        ({"strokes": [[[57, 2]]]}, "far outside the canvas"),
        ({"strokes": [[[1, 2]] * 10_001]}, "more than 10,000 points"),
        ('{"strokes": [[[1e999, 2]]]}', "far outside the canvas"),
        ({"label": 11, "strokes": []}, "label 11; a label is a digit from 0 to 9"),
        ({"label": "7", "strokes": []}, 'label "7"'),
        ({"label": True, "strokes": []}, "label true"),
        ({"label": -1, "strokes": []}, "label -1"),
    ],
)
def test_a_bad_line_is_named_with_its_fault(tmp_path, line, fault):
    path = write(tmp_path / "bad.jsonl", GOOD, line)
    with pytest.raises(DataError, match=rf"bad\.jsonl, line 2, .*{fault}"):
        list(read_drawings(path))


def test_files_that_cannot_be_read_are_explained(tmp_path):
    with pytest.raises(DataError, match="does not exist"):
        list(read_drawings(tmp_path / "none.jsonl"))
    with pytest.raises(DataError, match="is a folder"):
        list(read_drawings(tmp_path))
    for name, content in (
        ("a", b"text"),
        ("b", gzip.compress(b"{}" * 999)[:-9]),
        ("c", b"\x1f\x8b\x08" + b"\xff" * 60),
    ):
        path = tmp_path / f"{name}.jsonl.gz"
        path.write_bytes(content)
        with pytest.raises(DataError, match="not a valid gzip file, or is incomplete"):
            list(read_drawings(path))


def test_a_line_without_end_does_not_fill_the_memory(tmp_path):
    path = tmp_path / "long.jsonl.gz"
    path.write_bytes(gzip.compress(b" " * (1 << 24)))
    tracemalloc.start()
    with pytest.raises(DataError, match="longer than a drawing can be"):
        list(read_drawings(path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1 << 23


@given(st.binary(max_size=200))
def test_whatever_the_bytes_there_is_a_drawing_or_one_error(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("bytes") / "x.jsonl"
    path.write_bytes(content)
    drawings = []
    with suppress(DataError):
        drawings = list(read_drawings(path))
    assert all(np.isfinite(stroke).all() for labelled in drawings for stroke in labelled.drawing.strokes)


@given(arrays(np.float32, (5, 2), elements=st.floats(-28, 56, width=32)))
def test_the_very_same_points_are_read_as_were_written(tmp_path_factory, stroke):
    path = tmp_path_factory.mktemp("points") / "d.jsonl"
    path.write_bytes(as_line(strokes_as_json(Drawing((stroke, stroke[:1]))), 3))
    (read,) = read_drawings(path)
    assert [points.tobytes() for points in read.drawing.strokes] == [stroke.tobytes(), stroke[:1].tobytes()]
    assert read.label == 3


def test_points_on_the_canvas_are_written_with_few_decimals():
    points = np.array([(4 / 3, 2.5), (14, 20 / 3)], np.float32)
    assert strokes_as_json(Drawing((points,))) == b"[[[1.3333334,2.5],[14.0,6.6666665]]]"
