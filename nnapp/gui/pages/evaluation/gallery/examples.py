"""The examples that a gallery lists: what each shows, and what is said of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nnapp.digits.drawing import Ink
from nnapp.gui.pages.evaluation.gallery.listing import Answers, Numbers
from nnapp.gui.widgets.thumbnails.listing import ARROW, Caption
from nnapp.gui.work.evaluation import Evaluation
from nnapp.wording import decimals

PLACES: Final = 2
"""Decimals of an activation."""


@dataclass(frozen=True, eq=False)
class ListedExamples:
    """Examples of an evaluation, in the order in which they are listed."""

    scale = 2
    dash_colour = "muted"
    evaluation: Evaluation
    answers: Answers
    """Of the first network."""
    numbers: Numbers
    """The examples that are listed."""

    shows_rival: bool = False
    """Whether the rival of each answer stands below it."""
    mark: object = field(default_factory=object)
    """Tells the pictures and captions from those of another list; another firing threshold changes none of them."""

    def __len__(self) -> int:
        """The number of examples that are listed."""
        return len(self.numbers)

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

    @property
    def longest_words(self) -> tuple[str, ...]:
        """Each class read as itself, in full, before an activation."""
        return tuple(f"{name}{ARROW}{name} " for name in self.evaluation.class_names)

    @cached_property
    def longest_numbers(self) -> tuple[str, ...]:
        """The activations that are furthest from 0, as they are displayed."""
        shown = [one.predictions.strongest for one in self.evaluation.judged]
        if self.shows_rival:
            shown.append(self.answers.rival_activations)
        return tuple(decimals(end, PLACES) for values in shown for end in (values.min(), values.max()))

    def has_picture(self, _row: int) -> bool:
        """Every row has one."""
        return True

    def ink(self, row: int) -> Ink:
        """Return the picture of an example, ink (28, 28)."""
        return self.evaluation.ink(int(self.numbers[row]))

    def is_dashed(self, row: int) -> bool:
        """Whether the network is silent."""
        return bool(self.is_silent[row])

    def look(self, row: int) -> tuple[object, int]:
        """Return what tells an example from all others that are or were listed."""
        return self.mark, row

    def row_of(self, number: int) -> int | None:
        """Return the row of an example, None where it is not listed."""
        rows = np.flatnonzero(self.numbers == number).tolist()
        return rows[0] if rows else None

    def captions(self, row: int) -> list[Caption]:
        """Return readings and activations, 8 → 2 and 0.99: its own, its rival's if shown, and the other network's."""
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
