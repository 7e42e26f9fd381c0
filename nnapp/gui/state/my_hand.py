"""The drawings that the user keeps, so that a network can learn them: each one says what was drawn."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from nnapp.digits.drawing import Drawing
from nnapp.digits.drawings_file import strokes_as_json
from nnapp.digits.errors import DataError
from nnapp.files.collection import Collection
from nnapp.files.collection_lines import KeptDrawing
from nnapp.files.drawings_exchange import read_labelled, write_lines
from nnapp.files.errors import CollectionError
from nnapp.gui.state.history import History, Step
from nnapp.gui.state.sketch import Sketch
from nnapp.wording import count

NOTHING_DRAWN: Final = "Nothing is drawn yet; draw a digit to keep it."
NOT_DRAWN_HERE: Final = "Only what is drawn here can be kept; clear the canvas and draw the digit."

Labels = Mapping[str, int | None]
"""What drawings are, by their keys: a digit, or None for one that is not kept."""


class MyHand(QObject):
    """The collection of this user, and what the drawing on the canvas is kept as in it.

    To keep, to relabel, to delete and to import are steps of the history. The file is read at the first use of
    ``drawings``, and not before, so that keeping one more costs little.
    """

    changed = Signal()
    """The kept drawings, or which of them the canvas shows, have changed."""
    told = Signal(str)
    """One sentence for the user: what was done, or why something was not; empty where the last one is out of date."""

    def __init__(self, folder: Path, sketch: Sketch, history: History, parent: QObject | None = None) -> None:
        """Keep drawings in ``folder``; what is done becomes steps of ``history``."""
        super().__init__(parent)
        self._collection = Collection(folder)
        self._is_read = False
        self._sketch = sketch
        self._history = history
        self._on_canvas: KeptDrawing | None = None
        sketch.changed.connect(self._on_sketch)

    @property
    def drawings(self) -> tuple[KeptDrawing, ...]:
        """The kept drawings, in the order in which they were kept."""
        if not self._is_read:
            self._read()
        return tuple(self._collection.drawings.values())

    @property
    def can_keep(self) -> bool:
        """Whether there is a drawing on the canvas that can be kept: by hand, and finished."""
        drawing = self._sketch.drawing
        return bool(drawing.strokes) and drawing.picture is None and not self._sketch.stroke_name

    @property
    def kept_as(self) -> int | None:
        """The digit that the drawing on the canvas is kept as; None if it is not kept."""
        return None if self._on_canvas is None else self._on_canvas.label

    def refresh(self) -> None:
        """Take in what another window has changed."""
        if self._is_read:
            self._take_in()

    def keep(self, digit: int) -> None:
        """Keep the drawing on the canvas as ``digit``, 0..9, unless it is still being drawn.

        One that is kept already is relabelled.
        """
        if self._sketch.stroke_name:
            return
        if not self.can_keep:
            self.told.emit(NOTHING_DRAWN if self._sketch.drawing.is_empty else NOT_DRAWN_HERE)
            return
        if self.kept_as == digit:
            self.told.emit(f"This drawing is kept as {digit} already.")
            return
        # One that is kept already is written once more, as another window may have erased it in the meantime.
        if self._add([(self._sketch.drawing, digit)], f"keep as {digit}", self.kept_as):
            self.told.emit(f"Kept as {digit}. Ctrl+Z takes it back.")

    def show(self, drawing: Drawing, label: int) -> None:
        """Put ``drawing``, which shows ``label``, on the canvas, unless its very strokes are there already."""
        if strokes_as_json(drawing) != strokes_as_json(self._sketch.drawing):
            self._sketch.show_drawing(replace(drawing, class_name=str(label)))

    def relabel(self, keys: Iterable[str], digit: int) -> None:
        """Say that the drawings of these ``keys`` show ``digit``, 0..9."""
        self._change(keys, digit, f"relabel as {digit}")

    def delete(self, keys: Iterable[str]) -> None:
        """Delete the drawings of these ``keys``."""
        self._change(keys, None, "delete")

    def import_file(self, path: Path) -> None:
        """Keep the labelled drawings in ``path``; those whose very strokes are kept already stay as they are."""
        self._take_in()
        try:
            found, left_out = read_labelled(path)
        except DataError as error:
            self.told.emit(str(error))
            return
        new = [(drawing, label) for drawing, label in found if self._collection.find(drawing) is None]
        if not new:
            nothing = "holds no drawings but those that are kept already" if found else "holds no labelled drawings"
            self.told.emit(f"{path.name} {nothing}. {left_out}".strip())
        elif number := self._add(new, "import"):
            self.told.emit(f"{count(number, 'drawing')} imported from {path.name}. {left_out}".strip())

    def export_file(self, path: Path) -> None:
        """Write the kept drawings to ``path``."""
        drawings = self.drawings
        try:
            write_lines(path, (kept.exported for kept in drawings))
        except CollectionError as error:
            self.told.emit(str(error))
        else:
            self.told.emit(f"{count(len(drawings), 'drawing')} exported to {path.name}.")

    def delete_all(self) -> None:
        """Erase the drawings for good, with all files that hold some of them; it cannot be undone."""
        try:
            self._collection.erase()
        except CollectionError as error:
            self.told.emit(str(error))
        else:
            self.told.emit("All drawings are deleted.")
        self._on_changed()

    def snapshot(self) -> Path:
        """Write what is kept now to a file that a run can learn from again at any time, and return its path.

        Raises:
            CollectionError: it cannot be written.
        """
        self._take_in()
        return self._collection.snapshot()

    def _take_in(self) -> None:
        if self._read():
            self._on_changed()

    def _read(self) -> bool:
        """Read what is new in the file; return whether the drawings have changed."""
        self._is_read = True
        try:
            has_changed = self._collection.refresh()
        except CollectionError as error:
            self.told.emit(str(error))
            return False
        if notice := self._collection.take_notice():
            self.told.emit(notice)
        return has_changed

    def _add(self, drawings: Sequence[tuple[Drawing, int]], name: str, earlier: int | None = None) -> int:
        """Keep ``drawings``, all of which were kept as ``earlier``, or not at all: a step called ``name``.

        Return their number, 0 if that failed.
        """
        try:
            keys = self._collection.keep(drawings)
        except CollectionError as error:
            self.told.emit(f"Not kept: {error}")
            return 0
        after: Labels = dict(zip(keys, (label for _, label in drawings), strict=True))
        before: Labels = dict.fromkeys(keys, earlier)
        self._history.add(Step(name, self._show, before, after))
        return len(after)

    def _change(self, keys: Iterable[str], label: int | None, name: str) -> None:
        """Give the drawings of these ``keys`` the ``label``: a step called ``name``, unless nothing changes."""
        kept = self._collection.drawings
        before: Labels = {key: kept[key].label for key in keys if key in kept}
        after: Labels = dict.fromkeys(before, label)
        if after == before:
            return
        try:
            self._collection.set_labels(after)
        except CollectionError as error:
            self.told.emit(str(error))
        else:
            self._history.add(Step(name, self._show, before, after))

    def _show(self, labels: Labels) -> None:
        # What was said of a step is not so any more when it is undone.
        self.told.emit("")
        try:
            self._collection.set_labels(labels)
        except CollectionError as error:
            self.told.emit(str(error))
        self._on_changed()

    def _on_changed(self) -> None:
        self._on_canvas = self._find()
        self.changed.emit()

    def _on_sketch(self) -> None:
        found = self._find()
        if found is not self._on_canvas:
            self._on_canvas = found
            self.changed.emit()

    def _find(self) -> KeptDrawing | None:
        return self._collection.find(self._sketch.drawing) if self.can_keep else None
