"""A collection of drawings by hand, in a file that is only ever appended to: a program that is killed loses none.

Two windows may use one collection at once. Each appends its own lines, and takes in those of the other.
"""

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from nnapp.digits.drawing import Drawing
from nnapp.digits.drawings_file import parse_drawing, strokes_as_json
from nnapp.digits.errors import DataError, reason
from nnapp.digits.opening import explained
from nnapp.files.appending import append
from nnapp.files.atomic import replace_file
from nnapp.files.collection_lines import KeptDrawing, LabelChange, line_of, parse_line
from nnapp.files.errors import CollectionError
from nnapp.files.limited_reading import MEGABYTE, read_file
from nnapp.wording import count

LARGEST: Final = 256 * MEGABYTE
"""Bytes of a collection: some 200,000 drawings."""

HEAD: Final = 48
"""Bytes at the beginning of a collection that no other begins with: the random key of a drawing, and its strokes."""

DAMAGED: Final = "damaged.jsonl"
"""The file that damaged lines are copied to."""


class Collection:
    """The drawings that are kept in a folder."""

    drawings: Mapping[str, KeptDrawing]
    """By their keys, in the order in which they were kept, without those that were deleted.

    They are as ``refresh`` found them last, and as this object has changed them since.
    """
    _head: bytes
    """How the file begins."""
    _position: int
    """Up to where the file was taken in, in bytes."""

    def __init__(self, folder: Path) -> None:
        """Use the collection in ``folder``, which is created when the first drawing is kept; nothing is read yet."""
        self._folder = folder
        self._path = folder / "drawings.jsonl"
        self._notice = ""
        self._forget()

    def find(self, drawing: Drawing) -> KeptDrawing | None:
        """Return the drawing that is kept and has the very strokes of ``drawing``, if there is one."""
        return self.drawings.get(self._keys.get(strokes_as_json(drawing), ""))

    def refresh(self) -> bool:
        """Take in what this or another window has written; return whether ``drawings`` has changed.

        Raises:
            CollectionError: the file cannot be read; ``drawings`` stays as it is.
        """
        content, before = self._read(), self.drawings
        if not self._position or len(content) < self._position or not content.startswith(self._head):
            # Read for the first time, or erased by another window in the meantime.
            self._forget()
        end = content.rfind(b"\n") + 1
        damaged = []
        for line in content[self._position : end].split(b"\n"):
            if entry := parse_line(line):
                self._take(entry)
            elif line.strip():
                damaged.append(line)
        self._head, self._position = content[:HEAD], end
        self._show()
        if damaged:
            self._set_aside(damaged)
        return self.drawings != before

    def keep(self, drawings: Sequence[tuple[Drawing, int]]) -> tuple[str, ...]:
        """Keep ``drawings``, of strokes only, with their labels, 0..9, and return their keys.

        The very same strokes are one drawing: what was kept before keeps its key, and the last label counts.

        Raises:
            CollectionError: they cannot be written, or could not be read again; none is kept.
        """
        lines = [(strokes_as_json(drawing), label) for drawing, label in drawings]
        keys = {strokes: self._keys.get(strokes) or os.urandom(8).hex() for strokes in dict(lines)}
        entries = [KeptDrawing(keys[strokes], label, strokes) for strokes, label in lines]
        try:
            # As they will be when they are shown: a scribble without end, say, has too many points.
            for entry in entries:
                parse_drawing(entry.exported)
        except DataError as error:
            raise CollectionError(f"A drawing {error}") from error
        self._append(entries)
        return tuple(entry.key for entry in entries)

    def set_labels(self, labels: Mapping[str, int | None]) -> None:
        """Give drawings other labels, by their keys; None deletes a drawing, and a digit brings it back.

        Keys that are not in the collection, perhaps because it was erased, are ignored, and so are labels that change
        nothing.

        Raises:
            CollectionError: it cannot be written; nothing is changed.
        """
        changes = [LabelChange(key, label) for key, label in labels.items() if key in self._kept]
        self._append([change for change in changes if change.label != self._label(change.key)])

    def erase(self) -> None:
        """Erase all drawings, those deleted included, and everything else in the folder.

        Raises:
            CollectionError: something cannot be erased.
        """
        with self._writing():
            # Not removed: another window that has just opened it would write to what is gone.
            with self._path.open("wb") as file:
                os.fsync(file.fileno())
            self._forget()
            for path in self._folder.iterdir():
                if path != self._path:
                    path.unlink(missing_ok=True)

    def take_notice(self) -> str:
        """Return one sentence about the damaged lines found since the last call; empty if there are none."""
        notice, self._notice = self._notice, ""
        return notice

    def snapshot(self) -> Path:
        """Write what is kept now to a file that stays, named after its content, and return its path.

        Raises:
            CollectionError: it cannot be written.
        """
        content = b"".join(kept.exported for kept in self.drawings.values())
        path = self._folder / f"learnt-{hashlib.sha256(content).hexdigest()[:16]}.jsonl"
        with self._writing():
            if not path.exists():
                replace_file(path, content)
        return path

    def _forget(self) -> None:
        self.drawings = {}
        self._kept: dict[str, KeptDrawing] = {}
        """All that were ever kept; those deleted have the labels that they had before."""
        self._deleted: set[str] = set()
        self._keys: dict[bytes, str] = {}
        """The key of each drawing, by its strokes."""
        self._head, self._position = b"", 0

    def _read(self) -> bytes:
        what = "a collection of drawings"
        with explained(self._path, what, CollectionError):
            if not self._path.exists():
                return b""
        return read_file(self._path, LARGEST, what, CollectionError)

    def _take(self, entry: KeptDrawing | LabelChange) -> None:
        """Take in a line. To take one in again, with all that follow it, changes nothing."""
        if isinstance(entry, KeptDrawing) and entry.key not in self._kept:
            self._kept[entry.key] = entry
            self._keys[entry.strokes] = entry.key
        kept = self._kept.get(entry.key)
        if kept is None:
            return
        if entry.label is None:
            self._deleted.add(entry.key)
        else:
            self._deleted.discard(entry.key)
            if kept.label != entry.label:
                self._kept[entry.key] = replace(kept, label=entry.label)

    def _show(self) -> None:
        # A copy that is thinned out: many are kept and few deleted, and keeping one more should cost little.
        drawings = self._kept.copy()
        for key in self._deleted:
            del drawings[key]
        self.drawings = drawings

    def _label(self, key: str) -> int | None:
        kept = self.drawings.get(key)
        return None if kept is None else kept.label

    def _append(self, entries: Sequence[KeptDrawing | LabelChange]) -> None:
        """Write ``entries``, if there are any, and take them in."""
        if not entries:
            return
        content = b"".join(map(line_of, entries))
        with self._writing():
            start, end = append(self._path, content, LARGEST)
        if start == self._position:
            self._head, self._position = self._head or content[:HEAD], end
        elif start < self._position:
            # Another window has erased it; the next refresh begins anew.
            self._position = 0
        for entry in entries:
            self._take(entry)
        self._show()

    def _set_aside(self, damaged: Sequence[bytes]) -> None:
        """Copy the ``damaged`` lines, which stay where they are, and tell of them, unless that was done before."""
        path = self._folder / DAMAGED
        copied = f", and copied to {path}"
        try:
            before = set(path.read_bytes().split(b"\n")) if path.exists() else set()
            damaged = [line for line in damaged if line not in before]
            if damaged:
                append(path, b"".join(line + b"\n" for line in damaged), LARGEST)
        except OSError:
            copied = ""
        if damaged:
            are = "is" if len(damaged) == 1 else "are"
            self._notice = f"{count(len(damaged), 'damaged line')} of {self._path} {are} left out{copied}."

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Make the folder, which only its user may read, and explain what goes wrong in it."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            yield
        except OSError as error:
            raise CollectionError(f"{self._path} cannot be written: {reason(error)}.") from error
