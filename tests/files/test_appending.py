"""Appending lines: all or nothing."""

import errno
import os
import re

import pytest

from nnapp.files.appending import append
from tests.files.full_disk import files_of_at_most

MOST = 1_000


def test_lines_come_at_the_end_and_where_they_lie_is_returned(tmp_path):
    path = tmp_path / "lines"
    assert append(path, b"one\n", MOST) == (0, 4)
    assert append(path, b"two\n", MOST) == (4, 8)
    assert path.read_bytes() == b"one\ntwo\n"


def test_a_line_that_was_never_finished_is_ended_first(tmp_path):
    path = tmp_path / "lines"
    path.write_bytes(b"one\ntw")
    assert append(path, b"three\n", MOST) == (6, 13)
    assert path.read_bytes() == b"one\ntw\nthree\n"


def test_a_disk_that_fills_up_in_the_middle_leaves_the_file_as_it_was(tmp_path):
    path = tmp_path / "lines"
    path.write_bytes(b"one\ntw")
    with files_of_at_most(9), pytest.raises(OSError, match=re.escape(os.strerror(errno.ENOSPC))):
        append(path, b"three\n", MOST)
    assert path.read_bytes() == b"one\ntw"


def test_a_file_that_would_become_too_large_stays_as_it_was(tmp_path):
    path = tmp_path / "lines"
    append(path, b"1234\n", 10)
    append(path, b"6789\n", 10)
    with pytest.raises(OSError, match=re.escape(os.strerror(errno.EFBIG))):
        append(path, b"\n", 10)
    assert path.read_bytes() == b"1234\n6789\n"
