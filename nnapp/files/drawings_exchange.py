"""Drawings that go from one computer to another: files of labelled drawings."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from nnapp.digits.drawing import Drawing
from nnapp.digits.drawings_file import DamagedLine, read_what_is_valid
from nnapp.digits.errors import DataError
from nnapp.files.atomic import explained, replace_file
from nnapp.files.errors import CollectionError
from nnapp.wording import count, listed

MOST_DRAWINGS: Final = 50_000
"""Drawings that are read from one file; few people draw as many in their lives."""


def read_labelled(path: Path) -> tuple[list[tuple[Drawing, int]], str]:
    """Return the labelled drawings in ``path`` with their labels, and a sentence on what was left out, if anything.

    Raises:
        DataError: the file cannot be read, or holds too much.
    """
    drawings: list[tuple[Drawing, int]] = []
    left_out: Counter[str] = Counter()
    for entry in read_what_is_valid(path):
        if isinstance(entry, DamagedLine):
            left_out["damaged"] += 1
        elif entry.label is None:
            left_out["without a label"] += 1
        elif entry.drawing.is_empty:
            left_out["without strokes"] += 1
        else:
            drawings.append((entry.drawing, entry.label))
        if len(drawings) > MOST_DRAWINGS:
            raise DataError(f"{path} holds more than {MOST_DRAWINGS:,} drawings; divide it into smaller files.")
    if not left_out:
        return drawings, ""
    reasons = listed(f"{number:,} {fault}" for fault, number in left_out.items())
    total = left_out.total()
    return drawings, f"{count(total, 'line')} {'was' if total == 1 else 'were'} left out: {reasons}."


def write_lines(path: Path, lines: Iterable[bytes]) -> None:
    """Write drawings, each a line with its label, to ``path``, whose name ends in .jsonl.

    Raises:
        CollectionError: it cannot be written, or has another name.
    """
    if path.suffix.lower() != ".jsonl":
        raise CollectionError(f"{path.name} is no name for a file of drawings, which should end in .jsonl.")
    with explained(path, CollectionError):
        replace_file(path, b"".join(lines))
