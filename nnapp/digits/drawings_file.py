"""Files of drawings: one JSON object per line, ``{"label": 7, "strokes": [[[x, y], ...], ...]}``."""

import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NoReturn

import numpy as np

from nnapp.digits.drawing import CANVAS, Drawing, Stroke
from nnapp.digits.errors import DataError

LONGEST_LINE: Final = 1 << 20
"""Bytes in one drawing; a line of a thousand strokes is far shorter."""

FARTHEST: Final = 28.0
"""A pen that is further outside the canvas than the canvas is wide is a mistake in the file."""

MOST_POINTS: Final = 10_000
"""Points in one drawing; a pen that is sampled 200 times a second takes 50 seconds for them."""


@dataclass(frozen=True)
class LabelledDrawing:
    """A drawing of a file, and the digit it stands for, if the file says so."""

    line: int
    """Its line in the file, counted from 1."""
    drawing: Drawing
    label: int | None


def is_drawings_file(path: Path) -> bool:
    """Whether the name says that ``path`` holds drawings: .jsonl or .jsonl.gz."""
    return path.name.lower().endswith((".jsonl", ".jsonl.gz"))


def read_drawings(path: Path) -> Iterator[LabelledDrawing]:
    """Yield the drawings in ``path``, plain or gzipped; empty lines are passed over.

    Raises:
        DataError: there is no such file, or a line of it is no drawing.
    """
    opener = gzip.open if path.name.lower().endswith(".gz") else open
    try:
        with opener(path, "rb") as file:
            number = 0
            while line := file.readline(LONGEST_LINE + 1):
                number += 1
                if len(line) > LONGEST_LINE:
                    raise DataError(f"{path}, line {number}, is longer than a drawing can be (1 MiB).")
                if line.strip():
                    yield _parse(line, path, number)
    except FileNotFoundError as error:
        raise DataError(f"{path} does not exist.") from error
    except IsADirectoryError as error:
        raise DataError(f"{path} is a folder, not a file of drawings.") from error
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise DataError(f"{path} is not a whole gzip file.") from error
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror or 'the disk does not answer'}.") from error


def _parse(line: bytes, path: Path, number: int) -> LabelledDrawing:
    where = f"{path}, line {number}"
    try:
        content = json.loads(line, object_pairs_hook=_without_duplicates, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise DataError(f"{where}, is not valid JSON.") from error
    if not isinstance(content, dict) or not isinstance(content.get("strokes"), list):
        raise DataError(f'{where}, is not a drawing: it needs "strokes", a list of lists of [x, y].')
    label = content.get("label")
    if label is not None and (isinstance(label, bool) or not isinstance(label, int) or not 0 <= label <= 9):
        raise DataError(f"{where}, has the label {json.dumps(label)[:40]}; a label is a digit from 0 to 9.")
    strokes = tuple(_stroke(points, where) for points in content["strokes"])
    if sum(len(stroke) for stroke in strokes) > MOST_POINTS:
        raise DataError(f"{where}, has more than {MOST_POINTS:,} points, which is no drawing of a digit.")
    return LabelledDrawing(number, Drawing(strokes), label)


def _stroke(points: object, where: str) -> Stroke:
    if not isinstance(points, list) or not points:
        raise DataError(f"{where}, has a stroke of no points; a stroke is a list of one or more [x, y].")
    if not all(isinstance(point, list) and len(point) == 2 for point in points):
        raise DataError(f"{where}, has a stroke that is not a list of [x, y].")
    if not all(isinstance(value, int | float) and not isinstance(value, bool) for point in points for value in point):
        raise DataError(f"{where}, has a point that is not two numbers.")
    if not all(-FARTHEST <= value <= CANVAS + FARTHEST for point in points for value in point):
        raise DataError(f"{where}, has a point far outside the canvas; x and y run from 0 to 28.")
    return np.array(points, np.float32)


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(result := dict(pairs)) < len(pairs):
        raise ValueError("a name is there twice")
    return result


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
