"""Files of drawings: one JSON object per line, ``{"label": 7, "strokes": [[[x, y], ...], ...]}``."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

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

DECIMALS: Final = 7
"""As many as tell every float32 from 1 to 28 from its neighbours."""


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


def parse_drawing(line: bytes) -> tuple[Drawing, int | None]:
    """Return the drawing in ``line``, and its label if it has one.

    Raises:
        DataError: it is not a drawing; the message lacks a subject.
    """
    try:
        content = parse_strictly(line)
    except (ValueError, RecursionError) as error:
        raise DataError("is not valid JSON.") from error
    if not isinstance(content, dict) or not isinstance(content.get("strokes"), list):
        raise DataError('is not a drawing: it needs "strokes", a list of lists of [x, y].')
    label = content.get("label")
    if label is not None and (type(label) is not int or not 0 <= label <= 9):
        raise DataError(f"has the label {json.dumps(label)[:40]}; a label is a digit from 0 to 9.")
    strokes = tuple(_stroke(points) for points in content["strokes"])
    if sum(len(stroke) for stroke in strokes) > MOST_POINTS:
        raise DataError(f"has more than {MOST_POINTS:,} points, too many for a drawing of a digit.")
    return Drawing(strokes), label


def strokes_as_json(drawing: Drawing) -> bytes:
    """Return the strokes of ``drawing`` as a line holds them: the same text for the very same points, and only then."""
    strokes = [_with_few_decimals(stroke).tolist() for stroke in drawing.strokes]
    return json.dumps(strokes, separators=(",", ":")).encode()


def as_line(strokes: bytes, label: int) -> bytes:
    """Return the line of a drawing: its ``strokes`` as JSON, and its ``label``."""
    return b'{"label":%d,"strokes":%b}\n' % (label, strokes)


def _parse(line: bytes, path: Path, number: int) -> LabelledDrawing:
    try:
        return LabelledDrawing(number, *parse_drawing(line))
    except DataError as error:
        raise DataError(f"{path}, line {number}, {error}") from error


def _stroke(points: object) -> Stroke:
    # Whole lists are checked at once, as there can be thousands of drawings in a file.
    if not isinstance(points, list) or not points:
        raise DataError("has a stroke without points; a stroke is a list of one or more [x, y].")
    if set(map(type, points)) != {list} or set(map(len, points)) != {2}:
        raise DataError("has a stroke that is not a list of [x, y].")
    values = list(chain.from_iterable(points))
    if not set(map(type, values)) <= {int, float}:
        raise DataError("has a point that is not two numbers.")
    if min(values) < -FARTHEST or max(values) > CANVAS + FARTHEST:
        raise DataError("has a point far outside the canvas; x and y run from 0 to 28.")
    return np.fromiter(values, np.float32, len(values)).reshape(-1, 2)


def _with_few_decimals(stroke: Stroke) -> NDArray[np.float64]:
    """Return the points of ``stroke`` with few decimals where these give the same float32, as most on a canvas do."""
    exact = stroke.astype(np.float64)
    rounded = exact.round(DECIMALS)
    return np.where(rounded.astype(np.float32) == stroke, rounded, exact)
