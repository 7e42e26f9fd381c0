"""What a gallery says of the examples that it lists, and why there are none."""

from typing import Final

from nnapp.gui.pages.evaluation.gallery.listing import CLOSE, Kind
from nnapp.gui.work.evaluation import Cell, Evaluation
from nnapp.nn.inspect.pairing import Group
from nnapp.wording import count, decimals, whole

NOUNS: Final = {
    Kind.MISTAKES: ("mistake", "mistakes"),
    Kind.CLOSE: ("right answer that was close", "right answers that were close"),
    Kind.ALL: ("example", "examples"),
}
"""What is listed: one, and many."""


def heading(evaluation: Evaluation, kind: Kind, cell: Cell | None, group: Group | None, number: int) -> str:
    """Return what is listed, and how many: "8 read as 2: 7 examples"."""
    scope = _scope(evaluation, cell, group)
    if not scope and evaluation.second is not None and kind is not Kind.ALL:
        scope = evaluation.first.name
    counted = count(number, *NOUNS[kind])
    return f"{scope}: {counted}" if scope else counted


def empty_words(evaluation: Evaluation, kind: Kind, cell: Cell | None, group: Group | None) -> str:
    """Return why nothing is listed."""
    if scope := _scope(evaluation, cell, group):
        return f"{scope}: there are no such {NOUNS[kind][1]}."
    number = len(evaluation.first.predictions)
    if kind is Kind.MISTAKES:
        were = "the only example was" if number == 1 else f"all {whole(number)} examples were"
        return f"No mistakes: {were} read correctly."
    if not evaluation.first.predictions.is_correct.any():
        return "No example was read correctly."
    return f"No right answer was close: all lead by {decimals(CLOSE, 1)} or more."


def group_words(evaluation: Evaluation, group: Group) -> str:
    """Return which network is right: "Both right", "Only 784-15-10"."""
    if group is Group.BOTH:
        return "Both right"
    if group is Group.NEITHER or evaluation.second is None:
        return "Neither"
    return f"Only {(evaluation.first if group is Group.FIRST else evaluation.second).name}"


def _scope(evaluation: Evaluation, cell: Cell | None, group: Group | None) -> str:
    """Return which cell and group the list is narrowed to, empty where it is not."""
    parts = []
    if cell is not None:
        label, answer = (evaluation.class_names[number] for number in cell)
        by = "" if evaluation.second is None else f" by {evaluation.first.name}"
        parts.append(f"{label} read as {answer}{by}")
    if group is not None:
        right = group_words(evaluation, group)
        parts.append(right if group is Group.BOTH else f"{right} right")
    return " · ".join(parts)
