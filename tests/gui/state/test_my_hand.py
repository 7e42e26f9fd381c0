"""What is kept of the drawings on the canvas, and how it is taken back."""

import json

import numpy as np
import pytest
from PySide6.QtCore import QObject

from nnapp.gui.state.history import History
from nnapp.gui.state.my_hand import NOT_DRAWN_HERE, NOTHING_DRAWN, MyHand
from nnapp.gui.state.sketch import Sketch


class Desk(QObject):
    """A canvas, a history and a collection, and what was told of it."""

    def __init__(self, folder, parent=None):
        super().__init__(parent)
        self.history = History(self)
        self.sketch = Sketch(self.history, self)
        self.hand = MyHand(folder, self.sketch, self.history, self)
        self.told, self.notice = [], ""
        self.hand.told.connect(self._on_told)

    def draw(self, x=14.0):
        self.sketch.clear()
        self.sketch.begin_stroke(x, 5)
        self.sketch.extend_stroke(x, 23)
        self.sketch.end_stroke()

    def keep(self, *digits):
        for place, digit in enumerate(digits):
            self.draw(5.0 + place)
            self.hand.keep(digit)

    @property
    def labels(self):
        return [kept.label for kept in self.hand.drawings]

    def _on_told(self, words):
        self.notice = words
        if words:
            self.told.append(words)


@pytest.fixture
def owner(qapp):
    owner = QObject()
    yield owner
    owner.deleteLater()


@pytest.fixture
def desk(owner, tmp_path):
    return Desk(tmp_path / "my-hand", owner)


def test_one_key_keeps_the_drawing_on_the_canvas_and_undo_takes_it_back(desk):
    desk.draw()
    assert desk.hand.kept_as is None
    desk.hand.keep(7)
    assert (desk.labels, desk.hand.kept_as) == ([7], 7)
    assert desk.told == ["Kept as 7. Ctrl+Z takes it back."]
    assert desk.notice == desk.told[0]
    assert desk.history.undoText() == "keep as 7"
    desk.history.undo()
    assert (desk.labels, desk.hand.kept_as, desk.notice) == ([], None, "")
    assert not desk.sketch.drawing.is_empty
    desk.history.redo()
    assert (desk.labels, desk.hand.kept_as) == ([7], 7)


def test_another_key_relabels_the_same_drawing(desk):
    desk.draw()
    desk.hand.keep(7)
    desk.hand.keep(1)
    assert (desk.labels, desk.hand.kept_as, desk.told[-1]) == ([1], 1, "Kept as 1. Ctrl+Z takes it back.")
    desk.hand.keep(1)
    assert (desk.labels, desk.told[-1]) == ([1], "This drawing is kept as 1 already.")
    desk.history.undo()
    assert (desk.labels, desk.hand.kept_as) == ([7], 7)
    desk.history.undo()
    assert desk.labels == []


def test_a_drawing_that_is_changed_is_another_one_until_the_change_is_undone(desk):
    desk.draw()
    desk.hand.keep(7)
    desk.sketch.begin_stroke(10, 14)
    desk.sketch.end_stroke()
    assert desk.hand.kept_as is None
    desk.hand.keep(4)
    assert desk.labels == [7, 4]
    desk.history.undo()
    desk.history.undo()
    assert desk.hand.kept_as == 7


def test_a_drawing_that_was_taken_back_can_be_kept_again(desk):
    desk.draw()
    desk.hand.keep(7)
    desk.history.undo()
    desk.hand.keep(1)
    assert (desk.labels, desk.hand.kept_as) == ([1], 1)


def test_a_kept_drawing_that_is_put_on_the_canvas_again_is_known_by_its_strokes(desk, owner, tmp_path):
    desk.keep(3, 5)
    later = Desk(tmp_path / "my-hand", owner)
    three, _ = later.hand.drawings
    later.sketch.show_drawing(three.drawing)
    assert later.hand.kept_as == 3
    later.hand.keep(8)
    assert later.labels == [8, 5]


def test_only_finished_drawings_by_hand_are_kept(desk):
    def refusal():
        desk.told.clear()
        desk.hand.keep(7)
        assert (desk.hand.can_keep, desk.labels) == (False, [])
        return desk.told

    assert refusal() == [NOTHING_DRAWN]
    desk.sketch.show_picture(np.eye(28, dtype=np.float32))
    assert refusal() == [NOT_DRAWN_HERE]
    desk.sketch.begin_stroke(14, 5)
    desk.sketch.end_stroke()
    assert refusal() == [NOT_DRAWN_HERE]
    desk.sketch.clear()
    desk.sketch.begin_stroke(14, 5)
    assert refusal() == []
    desk.sketch.end_stroke()
    assert desk.hand.can_keep


def test_what_changes_is_told_and_drawing_is_not(desk, qtbot):
    changes = []
    desk.hand.changed.connect(lambda: changes.append(desk.hand.kept_as))
    desk.draw()
    assert changes == []
    desk.hand.keep(7)
    desk.sketch.clear()
    desk.history.undo()
    assert changes == [7, None, 7]


def test_relabelling_and_deleting_are_steps(desk):
    desk.keep(1, 2, 3)
    keys = [kept.key for kept in desk.hand.drawings]
    desk.hand.relabel(keys[:2], 9)
    desk.hand.delete(keys[1:])
    assert desk.labels == [9]
    assert desk.history.undoText() == "delete"
    desk.history.undo()
    assert desk.labels == [9, 9, 3]
    desk.history.undo()
    assert desk.labels == [1, 2, 3]
    desk.history.redo()
    desk.history.redo()
    assert desk.labels == [9]


def test_to_say_again_what_a_drawing_is_is_no_step_and_leaves_what_can_be_redone(desk):
    desk.keep(1, 2)
    desk.history.undo()
    (kept,) = desk.hand.drawings
    desk.hand.relabel([kept.key], 1)
    desk.hand.delete(["0123456789abcdef"])
    assert (desk.labels, desk.history.redoText()) == ([1], "keep as 2")


def test_keeping_reads_nothing_and_the_first_use_finds_what_was_kept_before(desk, owner, tmp_path):
    desk.keep(1, 2)
    later = Desk(tmp_path / "my-hand", owner)
    with (tmp_path / "my-hand" / "drawings.jsonl").open("ab") as file:
        file.write(b"damaged\n")
    later.draw(20.0)
    later.hand.keep(3)
    later.hand.refresh()
    assert later.told == ["Kept as 3. Ctrl+Z takes it back."]
    assert later.labels == [1, 2, 3]
    assert "1 damaged line of" in later.told[-1]
    assert later.hand.kept_as == 3


def test_what_another_window_changes_is_taken_in(desk, owner, tmp_path, qtbot):
    other = Desk(tmp_path / "my-hand", owner)
    assert other.labels == []
    desk.keep(7)
    with qtbot.waitSignal(other.hand.changed):
        other.hand.refresh()
    assert other.labels == [7]
    with qtbot.assertNotEmitted(other.hand.changed):
        other.hand.refresh()


def test_steps_after_another_window_has_erased_everything_bring_nothing_back(desk, owner, tmp_path):
    desk.keep(7)
    assert desk.labels == [7]
    Desk(tmp_path / "my-hand", owner).hand.delete_all()
    desk.history.undo()
    desk.history.redo()
    desk.hand.refresh()
    assert (desk.labels, desk.hand.kept_as) == ([], None)


def test_a_drawing_that_another_window_has_erased_is_kept_when_it_is_said_what_it_is(desk, owner, tmp_path):
    desk.keep(7)
    Desk(tmp_path / "my-hand", owner).hand.delete_all()
    desk.hand.keep(1)
    assert Desk(tmp_path / "my-hand", owner).labels == [1]
    desk.hand.refresh()
    assert (desk.labels, desk.hand.kept_as) == ([1], 1)


def test_deleting_all_cannot_be_undone(desk, tmp_path):
    desk.keep(7)
    desk.hand.snapshot()
    desk.hand.delete_all()
    assert (desk.labels, desk.hand.kept_as, desk.told[-1]) == ([], None, "All drawings are deleted.")
    assert b"strokes" not in b"".join(path.read_bytes() for path in (tmp_path / "my-hand").iterdir())
    while desk.history.canUndo():
        desk.history.undo()
    while desk.history.canRedo():
        desk.history.redo()
    assert desk.labels == []


def test_what_is_exported_can_be_imported_elsewhere_and_changes_nothing_here(desk, owner, tmp_path):
    desk.keep(1, 2)
    path = tmp_path / "mine.jsonl"
    desk.hand.export_file(path)
    assert desk.told[-1] == "2 drawings exported to mine.jsonl."
    desk.hand.import_file(path)
    assert desk.told[-1] == "mine.jsonl holds no drawings but those that are kept already."
    other = Desk(tmp_path / "other", owner)
    other.hand.import_file(path)
    other.hand.import_file(path)
    assert other.told[0] == "2 drawings imported from mine.jsonl."
    assert other.labels == desk.labels == [1, 2]
    assert other.history.undoText() == "import"
    other.history.undo()
    assert other.labels == []
    other.hand.import_file(path)
    assert other.labels == [1, 2]


def test_an_import_says_what_it_leaves_out(desk, tmp_path):
    path = tmp_path / "mixed.jsonl"
    stroke = [[[14, 5], [14, 23]]]
    lines = [{"label": 1, "strokes": stroke}, {"strokes": stroke}, {"label": 1, "strokes": stroke}, {"label": 1}]
    path.write_text("\n".join(map(json.dumps, lines)))
    desk.hand.import_file(path)
    assert desk.labels == [1]
    assert desk.told == [
        "1 drawing imported from mixed.jsonl. 2 lines were left out: 1 without a label and 1 damaged."
    ]  # fmt: skip
    path.write_text("no drawing")
    desk.hand.import_file(path)
    assert desk.told[-1] == "mixed.jsonl holds no labelled drawings. 1 line was left out: 1 damaged."
    desk.hand.import_file(tmp_path)
    assert "is a folder, not a file of drawings." in desk.told[-1]


def test_why_something_cannot_be_written_is_told_and_nothing_is_changed(desk, tmp_path):
    desk.keep(7)
    (kept,) = desk.hand.drawings
    file = tmp_path / "my-hand" / "drawings.jsonl"
    file.rename(tmp_path / "moved")
    file.mkdir()
    steps = desk.history.count()
    desk.hand.relabel([kept.key], 1)
    desk.hand.delete([kept.key])
    desk.hand.export_file(tmp_path)
    desk.hand.refresh()
    desk.draw(20.0)
    desk.hand.keep(3)
    assert desk.history.count() == steps + 2  # the canvas was cleared and drawn on
    assert desk.labels == [7]
    assert desk.told[1:3] == [f"{file} cannot be written: is a directory."] * 2
    assert desk.told[-2:] == [f"{file} is a folder, not a collection of drawings.", f"Not kept: {desk.told[1]}"]
