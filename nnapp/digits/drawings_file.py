"""Files of drawings: one JSON object per line, ``{"label": 7, "strokes": [[[x, y], ...], ...]}``."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from nnapp.digits.drawing import CANVAS, Drawing, Stroke
from nnapp.digits.errors import DataError
from nnapp.digits.opening import open_data
from nnapp.digits.strict_json import parse_strictly

LONGEST_LINE: Final = 1 << 20
"""Bytes of one drawing; a line of a thousand strokes is far shorter."""

FARTHEST: Final = 28.0
"""Points further than this outside the canvas are an error in the file."""

MOST_POINTS: Final = 10_000
"""Points of one drawing: 50 seconds of a pen that is sampled 200 times a second."""


@dataclass(frozen=True)
class LabelledDrawing:
    """A drawing from a file, with its label if it has one."""

    line: int
    """Its line in the file, counted from 1."""
    drawing: Drawing
    label: int | None


@dataclass(frozen=True)
class DamagedLine:
    """A line that is not a drawing."""

    line: int
    """Counted from 1."""
    error: DataError


def is_drawings_file(path: Path) -> bool:
    """Whether ``path`` has the suffix of a file of drawings: .jsonl or .jsonl.gz."""
    return path.name.lower().endswith((".jsonl", ".jsonl.gz"))


def read_drawings(path: Path) -> Iterator[LabelledDrawing]:
    """Yield the drawings in ``path``, plain or gzipped; blank lines are skipped.

    Raises:
        DataError: the file cannot be read, or a line is not a drawing.
    """
    for entry in read_what_is_valid(path):
        if isinstance(entry, DamagedLine):
            raise entry.error
        yield entry


def read_what_is_valid(path: Path) -> Iterator[LabelledDrawing | DamagedLine]:
    """Yield the drawings in ``path`` as ``read_drawings`` does, and go on after a line that is none.

    Raises:
        DataError: the file cannot be read, or not to its end.
    """
    with open_data(path, "a file of drawings") as file:
        number = 0
        while line := file.readline(LONGEST_LINE + 1):
            number += 1
            if len(line) > LONGEST_LINE:
                raise DataError(f"{path}, line {number}, is longer than a drawing can be (1 MB).")
            if line.strip():
                try:
                    entry: LabelledDrawing | DamagedLine = _parse(line, path, number)
                except DataError as error:
                    entry = DamagedLine(number, error)
                yield entry


def _parse(line: bytes, path: Path, number: int) -> LabelledDrawing:
    where = f"{path}, line {number}"
    try:
        content = parse_strictly(line)
    except (ValueError, RecursionError) as error:
        raise DataError(f"{where}, is not valid JSON.") from error
    if not isinstance(content, dict) or not isinstance(content.get("strokes"), list):
        raise DataError(f'{where}, is not a drawing: it needs "strokes", a list of lists of [x, y].')
    label = content.get("label")
    if label is not None and (type(label) is not int or not 0 <= label <= 9):
        raise DataError(f"{where}, has the label {json.dumps(label)[:40]}; a label is a digit from 0 to 9.")
    strokes = tuple(_stroke(points, where) for points in content["strokes"])
    if sum(len(stroke) for stroke in strokes) > MOST_POINTS:
        raise DataError(f"{where}, has more than {MOST_POINTS:,} points, too many for a drawing of a digit.")
    return LabelledDrawing(number, Drawing(strokes), label)


def _stroke(points: object, where: str) -> Stroke:
    if not isinstance(points, list) or not points:
        raise DataError(f"{where}, has a stroke without points; a stroke is a list of one or more [x, y].")
    if not all(isinstance(point, list) and len(point) == 2 for point in points):
        raise DataError(f"{where}, has a stroke that is not a list of [x, y].")
    values = [value for point in points for value in point]
    if not all(type(value) in (int, float) for value in values):
        raise DataError(f"{where}, has a point that is not two numbers.")
    if not all(-FARTHEST <= value <= CANVAS + FARTHEST for value in values):
        raise DataError(f"{where}, has a point far outside the canvas; x and y run from 0 to 28.")
    return np.array(points, np.float32)
