"""The examples of a gallery, as a list for Qt: what each shows, and what is said of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt

from nnapp.gui.pages.evaluation.gallery.listing import Answers, Numbers
from nnapp.gui.widgets.layouts import as_tooltip
from nnapp.gui.work.evaluation import Evaluation
from nnapp.wording import decimals

PLACES: Final = 2
"""Decimals of an activation."""

Index = QModelIndex | QPersistentModelIndex


ARROW: Final = " → "
"""Stands between a class and what was read in its place."""

Caption = tuple[str, str]
"""What was read, and the activation: 8 → 2, 0.99."""


@dataclass(frozen=True, eq=False)
class Listing:
    """Examples of an evaluation, in the order in which they are listed."""

    evaluation: Evaluation
    answers: Answers
    """Of the first network."""
    numbers: Numbers
    """The examples that are listed."""

    shows_rival: bool = False
    """Whether the rival of each answer stands below it."""

    @property
    def lines(self) -> int:
        """How many captions an example has."""
        return len(self.evaluation.judged) + self.shows_rival

    @cached_property
    def is_silent(self) -> NDArray[np.bool_]:
        """Whether no output of the first network fires, for each row, (rows,)."""
        first = self.evaluation.first
        silent: NDArray[np.bool_] = first.predictions.strongest[self.numbers] < first.recogniser.firing_threshold
        return silent

    @cached_property
    def longest_numbers(self) -> tuple[str, ...]:
        """The activations that are furthest from 0, as they are displayed."""
        shown = [one.predictions.strongest for one in self.evaluation.judged]
        if self.shows_rival:
            shown.append(self.answers.rival_activations)
        return tuple(decimals(end, PLACES) for values in shown for end in (values.min(), values.max()))

    def captions(self, row: int) -> list[Caption]:
        """Return what stands below an example: its reading, its rival if that is shown, and the other reading."""
        number = int(self.numbers[row])
        name, readings = self._readings(number)
        captions = [(caption(name, answer), decimals(activation, PLACES)) for answer, activation in readings]
        if self.shows_rival:
            captions.insert(1, self._rival(number))
        return captions

    def sentence(self, row: int) -> str:
        """Return what is said of the example in a row."""
        number = int(self.numbers[row])
        name, ((answer, activation), *others) = self._readings(number)
        words = f"{name} read as {answer}, activation {decimals(activation, PLACES)}; {', '.join(self._rival(number))}."
        if self.is_silent[row]:
            words += " Silent: no output fires."
        for judged, (answer, activation) in zip(self.evaluation.judged[1:], others, strict=True):
            words += f" {judged.name} reads it as {answer}, activation {decimals(activation, PLACES)}."
        return words

    def rows(self) -> Iterator[Sequence[object]]:
        """Yield the table of the listed examples, the names of its columns first."""
        header = ["index", "class", "answer", "activation", "rival", "rival activation", "fires"]
        second = self.evaluation.second
        yield header + ([] if second is None else [f"answer of {second.name}", f"activation of {second.name}"])
        names, answers = self.evaluation.class_names, self.answers
        for number, is_silent in zip(self.numbers.tolist(), self.is_silent, strict=True):
            name, (answer, *others) = self._readings(number)
            rival = (names[answers.rivals[number]], answers.rival_activations[number])
            yield [number, name, *answer, *rival, "no" if is_silent else "yes", *chain(*others)]

    def _readings(self, number: int) -> tuple[str, list[tuple[str, float]]]:
        """Return the class of an example, and what each network reads it as, with the activation."""
        names, each = self.evaluation.class_names, [judged.predictions for judged in self.evaluation.judged]
        readings = [(names[one.answers[number]], one.strongest[number]) for one in each]
        return names[self.evaluation.data.labels[number]], readings

    def _rival(self, number: int) -> Caption:
        name = self.evaluation.class_names[self.answers.rivals[number]]
        return f"rival {name}", decimals(self.answers.rival_activations[number], PLACES)


def caption(name: str, answer: str) -> str:
    """Return what an example of the class ``name`` is read as: 8 → 2, or 8 ✓."""
    return f"{name} ✓" if answer == name else f"{name}{ARROW}{answer}"


class GalleryModel(QStringListModel):
    """The rows of a listing, each with its sentence, for assistive tools and as a tooltip.

    A list of Qt's own, as a view asks 100,000 times how long it is when it lays out 100,000 examples.
    """

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.listing: Listing | None = None

    def show_listing(self, listing: Listing) -> None:
        """List other examples."""
        self.listing = listing
        self.setStringList([""] * len(listing.numbers))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what is said of an example."""
        if self.listing is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        sentence = self.listing.sentence(index.row())
        return sentence if role == Qt.ItemDataRole.DisplayRole else as_tooltip(sentence)

    def place_of(self, number: int) -> QModelIndex:
        """Return where an example is listed; an index that is not valid where it is not."""
        rows = [] if self.listing is None else np.flatnonzero(self.listing.numbers == number).tolist()
        return self.index(rows[0]) if rows else QModelIndex()

    def rows(self) -> Iterator[Sequence[object]]:
        """Yield the table of the listed examples."""
        return iter(()) if self.listing is None else self.listing.rows()
