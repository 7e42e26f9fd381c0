"""The drawings that are kept: none is lost, whoever writes at the same time and whatever goes wrong."""

import json
import os
import stat
import subprocess
import sys
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from nnapp.digits.drawing import Drawing
from nnapp.files.collection import Collection
from nnapp.files.errors import CollectionError
from tests.files.full_disk import files_of_at_most

CONTENT = b'{"key":"0123456789abcdef","label":7,"strokes":[[[1,2],[3,4.5]]]'


def with_check(content):
    return b'%b,"check":"%08x"}' % (content, zlib.crc32(content))


LINE = with_check(CONTENT)

WRITER = """
import sys
from pathlib import Path
import numpy as np
from nnapp.digits.drawing import Drawing
from nnapp.files.collection import Collection
collection = Collection(Path(sys.argv[1]))
for number in range(100):
    collection.keep([(Drawing((np.full((30, 2), number / 8 + int(sys.argv[2]), np.float32),)), number % 10)])
"""


def drawing(*numbers):
    """Return a drawing of one stroke through the points (n, n)."""
    return Drawing((np.array([(number, number) for number in numbers], np.float32),))


def labels(collection):
    return [kept.label for kept in collection.drawings.values()]


def reread(folder):
    collection = Collection(folder)
    collection.refresh()
    return collection


def file_of(folder):
    return folder / "drawings.jsonl"


def add_bytes(folder, content):
    folder.mkdir(exist_ok=True)
    with file_of(folder).open("ab") as file:
        file.write(content)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "my-hand"


@pytest.fixture
def collection(folder):
    return Collection(folder)


def test_nothing_is_on_the_disk_before_the_first_drawing(collection, folder):
    assert not collection.refresh()
    assert (len(collection.drawings), folder.exists()) == (0, False)


def test_what_is_kept_is_there_at_the_next_start_in_its_order(collection, folder):
    (first,) = collection.keep([(drawing(1, 2), 7)])
    second, third = collection.keep([(drawing(3), 1), (drawing(4), 2)])
    later = reread(folder)
    assert list(later.drawings) == list(collection.drawings) == [first, second, third]
    assert labels(later) == labels(collection) == [7, 1, 2]
    assert [kept.key for kept in later.drawings.values()] == [first, second, third]


@given(st.lists(arrays(np.float32, (3, 2), elements=st.floats(-28, 56, width=32)), min_size=1, max_size=3))
def test_the_very_same_points_come_back(tmp_path_factory, strokes):
    folder = tmp_path_factory.mktemp("kept")
    Collection(folder).keep([(Drawing(tuple(strokes)), 0)])
    (kept,) = reread(folder).drawings.values()
    assert [stroke.tobytes() for stroke in kept.drawing.strokes] == [stroke.tobytes() for stroke in strokes]
    assert all(stroke.dtype == np.float32 for stroke in kept.drawing.strokes)


def test_the_last_label_counts_and_a_deleted_drawing_comes_back_to_its_place(collection, folder):
    first, second = collection.keep([(drawing(1), 7), (drawing(2), 8)])
    collection.set_labels({first: 1})
    collection.set_labels({first: None, second: 3})
    assert labels(collection) == labels(reread(folder)) == [3]
    collection.set_labels({first: 1})
    assert labels(collection) == labels(reread(folder)) == [1, 3]


def test_labels_that_say_nothing_new_write_nothing(collection, folder):
    (key,) = collection.keep([(drawing(1), 7)])
    size = file_of(folder).stat().st_size
    collection.set_labels({key: 7, "0123456789abcdef": 3})
    assert file_of(folder).stat().st_size == size


def test_the_very_same_strokes_are_one_drawing(collection, folder):
    first, second = collection.keep([(drawing(1), 7), (drawing(1), 1)])
    assert first == second
    assert labels(collection) == labels(reread(folder)) == [1]
    assert collection.find(drawing(1)) is collection.drawings[first]
    assert collection.find(drawing(1, 1)) is None
    collection.set_labels({first: None})
    assert collection.find(drawing(1)) is None
    assert collection.keep([(drawing(1), 4)]) == (first,)
    assert labels(collection) == labels(reread(folder)) == [4]


def test_two_windows_lose_nothing(collection, folder):
    other = Collection(folder)
    for number in range(5):
        collection.keep([(drawing(number), 1)])
        other.keep([(drawing(number + 10), 2)])
    (key,) = other.keep([(drawing(20), 3)])
    assert other.refresh()
    assert collection.refresh()
    collection.set_labels({key: 4})
    assert other.refresh()
    assert not other.refresh()
    expected = sorted([1, 2] * 5 + [4])
    assert sorted(labels(collection)) == sorted(labels(other)) == sorted(labels(reread(folder))) == expected


def test_two_programs_that_keep_at_the_same_time_lose_nothing(folder):
    commands = [[sys.executable, "-c", WRITER, str(folder), offset] for offset in ("0", "14")]
    programs = [subprocess.Popen(command) for command in commands]
    assert [program.wait() for program in programs] == [0, 0]
    assert sorted(labels(reread(folder))) == sorted(list(range(10)) * 20)


def test_a_line_that_another_window_is_writing_is_left_for_later(collection, folder):
    add_bytes(folder, LINE[:20])
    assert not collection.refresh()
    add_bytes(folder, LINE[20:] + b"\n")
    assert collection.refresh()
    assert (labels(collection), collection.take_notice()) == ([7], "")


@pytest.mark.parametrize("size", range(1, len(LINE), 9))
def test_a_line_that_was_never_finished_costs_no_other(collection, folder, size):
    collection.keep([(drawing(1), 1)])
    add_bytes(folder, LINE[:size])
    later = reread(folder)
    assert (labels(later), later.take_notice()) == ([1], "")
    later.keep([(drawing(2), 2)])
    later.refresh()
    assert labels(later) == labels(reread(folder)) == [1, 2]
    assert later.take_notice().startswith("1 damaged line of ")


@pytest.mark.parametrize(
    "damaged",
    [b"{", b"\0" * 40, b"\xff\xfe", b"[1]", CONTENT, CONTENT + b"}", LINE[1:], LINE + b"}", b"1" * (2 << 20),
     LINE.replace(b"4.5", b"4.6"), LINE.replace(b'"label":7', b'"label":1'), LINE.replace(b'check":"', b'check":"0'),
     with_check(CONTENT.replace(b":7", b":70")), with_check(CONTENT.replace(b":7", b":null")),
     with_check(CONTENT.replace(b":7", b":true")), with_check(CONTENT.replace(b"0123456789abcdef", b"no key")),
     with_check(b'{"key":"0123456789abcdef"'), with_check(b'{"label":7,"strokes":[[[1,2]]]')],
    ids=range(18),
)  # fmt: skip
def test_a_damaged_line_is_copied_once_and_told_once(collection, folder, damaged):
    collection.keep([(drawing(1), 1)])
    add_bytes(folder, damaged + b"\n")
    collection.keep([(drawing(2), 2)])
    assert collection.refresh() is False
    notice = collection.take_notice()
    assert notice == (f"1 damaged line of {file_of(folder)} is left out, and copied to {folder / 'damaged.jsonl'}.")
    assert collection.take_notice() == ""
    later = reread(folder)
    assert (labels(later), later.take_notice()) == ([1, 2], "")
    assert damaged + b"\n" in file_of(folder).read_bytes()
    assert (folder / "damaged.jsonl").read_bytes() == damaged + b"\n"


def test_only_the_damaged_lines_that_are_new_are_told(folder):
    add_bytes(folder, b"one\ntwo\n" + LINE + b"\n")
    (folder / "damaged.jsonl").write_bytes(b"two\n")
    collection = reread(folder)
    assert labels(collection) == [7]
    assert collection.take_notice().startswith("1 damaged line of ")
    add_bytes(folder, b"three\nfour\n")
    collection.refresh()
    assert collection.take_notice() == (
        f"2 damaged lines of {file_of(folder)} are left out, and copied to {folder / 'damaged.jsonl'}."
    )
    assert (folder / "damaged.jsonl").read_bytes() == b"two\none\nthree\nfour\n"


def test_damaged_lines_that_cannot_be_copied_are_told_all_the_same(folder):
    add_bytes(folder, b"one\n" + LINE + b"\n")
    (folder / "damaged.jsonl").mkdir()
    collection = reread(folder)
    assert labels(collection) == [7]
    assert collection.take_notice() == f"1 damaged line of {file_of(folder)} is left out."


@given(st.binary(max_size=200))
def test_whatever_else_the_file_holds_what_was_kept_is_there(tmp_path_factory, content):
    folder = tmp_path_factory.mktemp("bytes")
    keys = Collection(folder).keep([(drawing(1), 1)])
    add_bytes(folder, content)
    keys += reread(folder).keep([(drawing(2), 2)])
    assert tuple(reread(folder).drawings) == keys


def test_strokes_are_parsed_when_they_are_asked_for(collection, folder):
    collection.keep([(drawing(1), 1), (drawing(2), 2)])
    first, second = reread(folder).drawings.values()
    assert np.array_equal(first.drawing.strokes[0], [(1, 1)])
    assert first.drawing is first.drawing
    assert "drawing" in vars(first)
    assert "drawing" not in vars(second)


@pytest.mark.parametrize("strokes", ["", "[[1,2],[3]]", "[[1,450]]", "NaN", "[[1,2]", '1],"a":[', "[" * 5_000])
def test_a_line_with_a_right_check_that_is_no_drawing_has_no_strokes(collection, folder, strokes):
    collection.keep([(drawing(1), 1)])
    add_bytes(folder, with_check(CONTENT.replace(b"[[1,2],[3,4.5]]", strokes.encode())) + b"\n")
    later = reread(folder)
    assert [len(kept.drawing.strokes) for kept in later.drawings.values()] == [1, 0]
    later.set_labels({"0123456789abcdef": None})
    assert labels(later) == labels(reread(folder)) == [1]


def test_erasing_leaves_no_stroke_on_the_disk(collection, folder):
    (key,) = collection.keep([(drawing(1), 1)])
    add_bytes(folder, b"damaged\n")
    collection.refresh()
    collection.snapshot()
    collection.erase()
    assert [path.name for path in folder.iterdir()] == ["drawings.jsonl"]
    assert file_of(folder).read_bytes() == b""
    assert labels(collection) == []
    collection.set_labels({key: 1})
    collection.keep([(drawing(2), 2)])
    assert labels(collection) == labels(reread(folder)) == [2]


@pytest.mark.parametrize("after", [0, 1, 9])
def test_a_window_notices_that_another_has_erased(collection, folder, after):
    collection.keep([(drawing(number), 1) for number in range(4)])
    other = reread(folder)
    collection.erase()
    collection.keep([(drawing(number), 2) for number in range(20, 20 + after)])
    assert other.refresh()
    assert labels(other) == [2] * after


def test_what_is_kept_after_another_window_has_erased_is_not_lost(collection, folder):
    (old,) = collection.keep([(drawing(1), 1)])
    other = reread(folder)
    collection.erase()
    other.set_labels({old: 5})
    other.keep([(drawing(2), 2)])
    other.keep([(drawing(1), 3)])
    assert labels(other) == [3, 2]
    assert other.refresh()
    assert sorted(labels(other)) == sorted(labels(reread(folder))) == [2, 3]


def test_a_snapshot_holds_what_is_kept_now_and_is_named_after_it(collection):
    first, _ = collection.keep([(drawing(1), 1), (drawing(2), 2)])
    both = collection.snapshot()
    written = both.stat().st_mtime_ns
    collection.set_labels({first: None})
    one = collection.snapshot()
    assert [json.loads(line) for line in one.read_text().splitlines()] == [{"label": 2, "strokes": [[[2.0, 2.0]]]}]
    collection.set_labels({first: 1})
    assert collection.snapshot() == both != one
    assert both.stat().st_mtime_ns == written


def test_a_full_disk_is_said_and_the_file_stays_as_it_was(collection, folder):
    collection.keep([(drawing(1), 1)])
    before = file_of(folder).read_bytes()
    with (
        files_of_at_most(len(before) + 30),
        pytest.raises(CollectionError, match=r"written: no space left on device\.$"),
    ):
        collection.keep([(drawing(2), 2), (drawing(3), 3)])
    with files_of_at_most(len(before)), pytest.raises(CollectionError, match=r"cannot be written: "):
        collection.keep([(drawing(2), 2)])
    assert file_of(folder).read_bytes() == before
    assert labels(collection) == [1]
    collection.keep([(drawing(2), 2)])
    assert labels(reread(folder)) == [1, 2]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_read_only_folder_is_said_and_what_is_there_can_be_read(collection, folder):
    collection.keep([(drawing(1), 1)])
    file_of(folder).chmod(0o400)
    folder.chmod(0o500)
    later = reread(folder)
    for change in (lambda: later.keep([(drawing(2), 2)]), later.erase, later.snapshot):
        with pytest.raises(CollectionError, match=r"cannot be written: permission denied\.$"):
            change()
    assert labels(later) == [1]
    folder.chmod(0o700)


def test_a_folder_in_the_place_of_the_file_is_said(collection, folder):
    file_of(folder).mkdir(parents=True)
    with pytest.raises(CollectionError, match=r"drawings\.jsonl is a folder, not a collection of drawings\."):
        collection.refresh()
    with pytest.raises(CollectionError, match=r"drawings\.jsonl cannot be written: is a directory\."):
        collection.keep([(drawing(1), 1)])
    assert labels(collection) == []


def test_a_file_in_the_place_of_the_folder_is_said(collection, folder):
    folder.write_text("not a folder")
    assert not collection.refresh()
    with pytest.raises(CollectionError, match=r"cannot be written: file exists\."):
        collection.keep([(drawing(1), 1)])


def test_a_pipe_in_the_place_of_the_file_does_not_block(collection, folder):
    folder.mkdir()
    os.mkfifo(file_of(folder))
    with pytest.raises(CollectionError, match="is a device or a pipe"):
        collection.refresh()


def test_what_could_not_be_read_again_is_not_kept(collection, folder):
    with pytest.raises(CollectionError, match=r"A drawing has more than 10,000 points"):
        collection.keep([(drawing(1), 1), (drawing(*[1] * 10_001), 1)])
    with pytest.raises(CollectionError, match=r"A drawing has a point far outside"):
        collection.keep([(drawing(99), 1)])
    assert (labels(collection), folder.exists()) == ([], False)


def test_only_its_user_can_look_into_the_folder(collection, folder):
    collection.keep([(drawing(1), 1)])
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
