"""The kept drawings as thumbnails: each digit begins a new line, with its heading."""

from bisect import bisect
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Final

from nnapp.digits.drawing import Drawing, Ink
from nnapp.digits.preprocessing import canvas_ink
from nnapp.digits.recogniser import DIGIT_NAMES
from nnapp.files.collection_lines import KeptDrawing
from nnapp.gui.widgets.thumbnails.listing import Caption
from nnapp.wording import count, listed, whole

HEADING: Final = 2
"""The places at the beginning of each line, for the digit and how its drawings are read."""
FEW: Final = 2
"""Wrong answers that are named; where there are more, only how many drawings have one is said."""

Place = KeptDrawing | int | None
"""A drawing, or a digit for its heading, or nothing."""


@dataclass(frozen=True, eq=False)
class KeptListing:
    """Kept drawings, digit by digit."""

    drawings: Sequence[KeptDrawing]
    answers: Mapping[str, str]
    """What those that were read so far are read as, by their keys."""
    columns: int
    """The places in a line, three at least."""

    scale, lines, dash_colour = 1, 1, "opposes"
    longest_words, longest_numbers = ("→ 0",), ()

    @cached_property
    def groups(self) -> tuple[tuple[KeptDrawing, ...], ...]:
        """The drawings of each digit, in the order in which they were kept."""
        groups: tuple[list[KeptDrawing], ...] = tuple([] for _ in DIGIT_NAMES)
        for kept in self.drawings:
            groups[kept.label].append(kept)
        return tuple(map(tuple, groups))

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The row with which each digit begins, and then the number of rows."""
        lines = (max(-(-len(group) // self._room), 1) for group in self.groups)
        return tuple(accumulate((number * self.columns for number in lines), initial=0))

    def __len__(self) -> int:
        """The number of rows."""
        return self.starts[-1]

    def changed(self, before: "KeptListing") -> Iterator[tuple[int, int]]:
        """Yield the first and the last row of each digit that has other drawings, or other rows, than ``before``."""
        for digit, (start, end) in enumerate(pairwise(self.starts)):
            if start != before.starts[digit] or self.groups[digit] != before.groups[digit]:
                yield start, end - 1

    def rows_of(self, keys: Container[str]) -> dict[str, int]:
        """Return the row of each drawing with one of these ``keys``, by its key, in their order."""
        room = self._room
        return {
            kept.key: start + number // room * self.columns + HEADING + number % room
            for start, group in zip(self.starts, self.groups, strict=False)
            for number, kept in enumerate(group)
            if kept.key in keys
        }

    def place(self, row: int) -> Place:
        """Return what stands in a row."""
        digit = bisect(self.starts, row) - 1
        line, column = divmod(row - self.starts[digit], self.columns)
        if column < HEADING:
            return digit if line == column == 0 else None
        group, number = self.groups[digit], line * self._room + column - HEADING
        return group[number] if number < len(group) else None

    def drawing(self, row: int) -> KeptDrawing | None:
        """Return the drawing in a row, if there is one."""
        place = self.place(row)
        return place if isinstance(place, KeptDrawing) else None

    def words(self, digit: int) -> str:
        """Return how the drawings of a digit are read."""
        group = self.groups[digit]
        if not group:
            return "none yet"
        if any(kept.key not in self.answers for kept in group):
            return count(len(group), "drawing")
        wrong = [self.answers[kept.key] for kept in group if self._is_wrong(kept)]
        if not wrong:
            return "all read"
        names = tuple(dict.fromkeys(wrong))
        how = f"read as {listed(names)}" if len(names) <= FEW else "not read"
        return f"{whole(len(wrong))} of {whole(len(group))} {how}"

    def has_picture(self, row: int) -> bool:
        """Whether there is a drawing in a row."""
        return self.drawing(row) is not None

    def ink(self, row: int) -> Ink:
        """Return the picture of the drawing in a row."""
        kept = self.drawing(row)
        return canvas_ink(Drawing() if kept is None else kept.drawing)

    def captions(self, row: int) -> tuple[Caption, ...]:
        """Return what a drawing that is not read as its label is read as."""
        kept = self.drawing(row)
        return ((f"→ {self.answers[kept.key]}", ""),) if kept is not None and self._is_wrong(kept) else ()

    def is_dashed(self, row: int) -> bool:
        """Whether a drawing is not read as its label."""
        kept = self.drawing(row)
        return kept is not None and self._is_wrong(kept)

    def look(self, row: int) -> tuple[object, ...]:
        """Return which drawing it is, and its caption."""
        kept = self.drawing(row)
        return (None,) if kept is None else (kept.key, self.answers[kept.key] if self._is_wrong(kept) else None)

    def sentence(self, row: int) -> str:
        """Return what a drawing is, and what it is read as; or how those of a digit are read."""
        place = self.place(row)
        if place is None:
            return ""
        if isinstance(place, int):
            return f"{place}: {self.words(place)}"
        answer = self.answers.get(place.key)
        return f"Kept as {place.label}, {'not read yet' if answer is None else f'read as {answer}'}."

    def rows(self) -> Iterator[Sequence[object]]:
        """Yield the table of the drawings: what each is, and what it is read as."""
        yield ["digit", "read as"]
        for kept in self.drawings:
            yield [kept.label, self.answers.get(kept.key, "")]

    @property
    def _room(self) -> int:
        """How many drawings there are in a line."""
        return self.columns - HEADING

    def _is_wrong(self, kept: KeptDrawing) -> bool:
        return self.answers.get(kept.key, str(kept.label)) != str(kept.label)
