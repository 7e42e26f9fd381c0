"""The lines of a collection: a drawing with its key, or a change of the label of one.

``{"key": "9f…", "label": 7, "strokes": [[[x, y], ...], ...]}`` is a drawing, ``{"key": "9f…", "label": 1}`` calls it
a 1 from there on, and ``{"key": "9f…", "label": null}`` deletes it.
"""

import re
from dataclasses import dataclass
from typing import Final

from nnapp.digits.drawing import Drawing
from nnapp.digits.drawings_file import LONGEST_LINE, as_line, drawing_as_json, drawing_from_json, label_from_json
from nnapp.digits.errors import DataError
from nnapp.digits.strict_json import parse_strictly

KEY: Final = re.compile("[0-9a-f]{16}")


@dataclass(frozen=True, eq=False)
class KeptDrawing:
    """A drawing of a collection."""

    key: str
    """Random; it names the drawing for good."""
    label: int
    """The digit that it shows, 0..9."""
    drawing: Drawing
    """Strokes only."""


@dataclass(frozen=True)
class LabelChange:
    """A drawing is called something else from here on, or deleted."""

    key: str
    label: int | None
    """A digit, 0..9; None deletes the drawing."""


def parse_line(line: bytes) -> KeptDrawing | LabelChange:
    """Return what ``line`` holds.

    Raises:
        DataError: it is damaged; the message lacks a subject.
    """
    if len(line) > LONGEST_LINE:
        raise DataError("is longer than a drawing can be (1 MB).")
    try:
        content = parse_strictly(line)
    except (ValueError, RecursionError) as error:
        raise DataError("is not valid JSON.") from error
    if not isinstance(content, dict) or not _is_key(content.get("key")) or "label" not in content:
        raise DataError("is neither a drawing with a key and a label nor a change of one.")
    if "strokes" not in content:
        return LabelChange(content["key"], label_from_json(content))
    drawing, label = drawing_from_json(content)
    if label is None:
        raise DataError("is a drawing without a label.")
    return KeptDrawing(content["key"], label, drawing)


def line_of(entry: KeptDrawing | LabelChange) -> bytes:
    """Return the line that ``parse_line`` makes ``entry`` from again, with its end."""
    if isinstance(entry, LabelChange):
        return as_line({"key": entry.key, "label": entry.label})
    return as_line({"key": entry.key, **drawing_as_json(entry.drawing, entry.label)})


def _is_key(value: object) -> bool:
    return isinstance(value, str) and KEY.fullmatch(value) is not None
