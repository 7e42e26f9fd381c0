"""The lines of a collection: a drawing with its key, or a change of the label of one.

``{"key":"9f…","label":7,"strokes":[[[x,y],...],...],"check":"1a…"}`` is a drawing,
``{"key":"9f…","label":1,"check":"1a…"}`` calls it a 1 from there on, and the label ``null`` deletes it.
The check is the CRC-32 of all that stands before it: where it is right the line is as it was written, and its strokes
need not be parsed to know so.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from zlib import crc32

from nnapp.digits.drawing import Drawing
from nnapp.digits.drawings_file import as_line, parse_drawing
from nnapp.digits.errors import DataError

LINE: Final = re.compile(
    rb'(\{"key":"([0-9a-f]{16})","label":(?:([0-9])(?:,"strokes":(\[.*\]))?|null)),"check":"([0-9a-f]{8})"\}'
)


@dataclass(frozen=True, eq=False)
class KeptDrawing:
    """A drawing of a collection."""

    key: str
    """Random; it names the drawing for good."""
    label: int
    """The digit that it shows, 0..9."""
    strokes: bytes
    """As ``strokes_as_json`` returns them."""

    @property
    def exported(self) -> bytes:
        """Its line in a file of drawings, without the key."""
        return as_line(self.strokes, self.label)

    @cached_property
    def drawing(self) -> Drawing:
        """Strokes only, parsed when they are asked for first, as a page shows few of thousands.

        It is empty where they cannot be parsed; such a line is none that this program wrote.
        """
        try:
            return parse_drawing(self.exported)[0]
        except DataError:
            return Drawing()


@dataclass(frozen=True)
class LabelChange:
    """A drawing is called something else from here on, or deleted."""

    key: str
    label: int | None
    """A digit, 0..9; None deletes the drawing."""


def parse_line(line: bytes) -> KeptDrawing | LabelChange | None:
    """Return what ``line`` holds; None if it is damaged."""
    match = LINE.fullmatch(line)
    if match is None:
        return None
    content, key, label, strokes, check = match.groups()
    if int(check, 16) != crc32(content):
        return None
    if strokes is None:
        return LabelChange(key.decode(), None if label is None else int(label))
    return KeptDrawing(key.decode(), int(label), strokes)


def line_of(entry: KeptDrawing | LabelChange) -> bytes:
    """Return the line that ``parse_line`` makes ``entry`` from again, with its end."""
    label = b"null" if entry.label is None else b"%d" % entry.label
    strokes = b',"strokes":' + entry.strokes if isinstance(entry, KeptDrawing) else b""
    content = b'{"key":"%b","label":%b%b' % (entry.key.encode(), label, strokes)
    return b'%b,"check":"%08x"}\n' % (content, crc32(content))
