"""What a confusion matrix says: in numbers, in words, and as a table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from math import isnan
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nnapp.gui.work.evaluation import Cell, Evaluation
from nnapp.nn.inspect.class_figures import ClassFigures, class_figures
from nnapp.wording import count, listed, percent, strict_percent, whole

MOST_PAIRS: Final = 3
"""More pairs that are confused equally often are only counted."""


class Content(Enum):
    """What the cells show; the values are the words for it."""

    COUNTS = "Counts"
    SHARES = "Shares"
    """Of the examples of the class, in percent."""
    PICTURES = "Pictures"
    """Of the most confident example of each cell."""


@dataclass(frozen=True, eq=False)
class MatrixContent:
    """How often the classes ``names`` were read as each other."""

    names: tuple[str, ...] = ()
    counts: NDArray[np.int64] = field(default_factory=lambda: np.zeros((0, 0), np.int64))
    """(classes, classes): row = class drawn, column = read as."""
    figures: tuple[ClassFigures, ...] = ()

    @staticmethod
    def of(evaluation: Evaluation) -> "MatrixContent":
        """Return what the first network of ``evaluation`` makes of the data."""
        predictions = evaluation.first.predictions
        return MatrixContent(evaluation.class_names, predictions.confusion, class_figures(predictions))

    @cached_property
    def mistakes(self) -> NDArray[np.int64]:
        """The counts, with 0 for what was read correctly."""
        return self.counts * ~np.eye(len(self.names), dtype=np.bool_)

    @cached_property
    def _shares(self) -> NDArray[np.float64]:
        """The counts as shares of the examples of their class, 0..1; 0 where there are none."""
        examples = np.array([figures.examples for figures in self.figures])[:, None]
        return np.asarray(self.counts / np.maximum(examples, 1))

    def most_confused(self) -> Cell:
        """Return the cell with the most mistakes; the first cell if there are none."""
        row, column = divmod(int(self.mistakes.argmax()), len(self.names)) if self.names else (0, 0)
        return row, column

    def strengths(self, content: Content) -> NDArray[np.float64]:
        """Return how strong each cell is, (classes, classes), 0..1: beside the largest mistake, or the recall."""
        shown = self._shares if content is Content.SHARES else self.counts
        off = np.eye(len(self.names), dtype=np.bool_)
        most = np.where(off, 0, shown).max(initial=0)
        return np.where(off, self._shares, shown / (most or 1))

    def numbers(self, content: Content) -> list[list[str]]:
        """Return what is written in each cell; nothing where there are no examples."""
        if content is Content.SHARES:
            return [[short_share(share) if share else "" for share in row] for row in self._shares.tolist()]
        return [[str(number or "") for number in row] for row in self.counts.tolist()]

    def widest_mistake(self, content: Content) -> str:
        """Return a number as wide as the widest of the mistakes."""
        return str(self.mistakes.max(initial=0)) if content is Content.COUNTS else "99.9"

    def words(self, cell: Cell) -> str:
        """Return what a cell says; one before the first names a class, one after the last is about its shares."""
        row, column = cell
        classes = len(self.names)
        if row in (-1, classes) and column in (-1, classes):
            return ""
        if -1 in cell:
            return self.names[max(cell)] if classes not in cell else ""
        if row == classes:
            return _precision_words(self.names[column], self.figures[column])
        name, figures = self.names[row], self.figures[row]
        if not figures.examples:
            return f"There is no example of {name}."
        examples = whole(figures.examples)
        if column == classes:
            return f"Recall of {name}: of its {examples}, {short_share(figures.recall)} % were read as {name}."
        number = int(self.counts[cell])
        share = percent(number / figures.examples, 1)
        return f"{name} read as {self.names[column]}: {whole(number)} of {examples} ({share})"

    def table(self) -> Iterable[Sequence[object]]:
        """Yield the rows of the matrix with precision and recall, its header first."""
        yield ["drawn", *(f"read as {name}" for name in self.names), "examples", "recall"]
        for name, counts, one in zip(self.names, self.counts.tolist(), self.figures, strict=True):
            yield [name, *counts, one.examples, _number(one.recall)]
        yield ["precision", *(_number(one.precision) for one in self.figures), "", ""]


def most_confused(evaluation: Evaluation) -> str:
    """Return which classes the first network confuses most often, in a sentence."""
    pairs, names = evaluation.first.predictions.confusions, evaluation.class_names
    whose = "Confused most often" + ("" if evaluation.second is None else f" by {evaluation.first.name}")
    if not pairs:
        return f"{whose}: none."
    most = max(pair.count for pair in pairs)
    found = [pair for pair in pairs if pair.count == most]
    times = ("once" if most == 1 else count(most, "time")) + (" each" if len(found) > 1 else "")
    if len(found) > MOST_PAIRS:
        return f"{whose}: {count(len(found), 'pair')} of classes, {times}."
    words = listed(f"{names[pair.label]} read as {names[pair.answer]}" for pair in found)
    return f"{whose}: {words}, {times}."


def short_share(share: float) -> str:
    """Return a share of 1 in percent, without the sign: 97.9; only all is 100, and only nothing is 0."""
    return "<0.1" if 0 < share < 0.001 else strict_percent(share, 1).removesuffix(" %")


def _precision_words(name: str, figures: ClassFigures) -> str:
    if isnan(figures.precision):
        return f"Nothing was read as {name}."
    return f"Precision of {name}: of what was read as {name}, {short_share(figures.precision)} % is {name}."


def _number(share: float) -> object:
    return "" if isnan(share) else share
