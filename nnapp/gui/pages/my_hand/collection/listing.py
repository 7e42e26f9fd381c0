"""The kept drawings as thumbnails: each digit begins a new line, with its heading."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
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
    """The places in a line."""

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
    def places(self) -> tuple[Place, ...]:
        """What stands in each row of the list; rows without a drawing fill up the lines."""
        places: list[Place] = []
        room = max(self.columns - HEADING, 1)
        for digit, group in enumerate(self.groups):
            for start in range(0, max(len(group), 1), room):
                line = group[start : start + room]
                places += [None if start else digit, *[None] * (HEADING - 1), *line, *[None] * (room - len(line))]
        return tuple(places)

    @cached_property
    def rows_by_key(self) -> dict[str, int]:
        """The row of each drawing, by its key, in their order."""
        return {kept.key: row for row, kept in enumerate(self.places) if isinstance(kept, KeptDrawing)}

    def __len__(self) -> int:
        """The number of rows."""
        return len(self.places)

    def drawing(self, row: int) -> KeptDrawing | None:
        """Return the drawing in a row, if there is one."""
        place = self.places[row]
        return place if isinstance(place, KeptDrawing) else None

    def heading(self, row: int) -> int | None:
        """Return the digit whose heading begins in a row, if one does."""
        place = self.places[row]
        return place if isinstance(place, int) else None

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
        return (None,) if kept is None else (kept.key, *self.captions(row))

    def sentence(self, row: int) -> str:
        """Return what a drawing is, and what it is read as; or how those of a digit are read."""
        place = self.places[row]
        if place is None:
            return ""
        if isinstance(place, int):
            return f"{place}: {self.words(place)}"
        answer = self.answers.get(place.key)
        return f"{place.label}, not read yet." if answer is None else f"{place.label} read as {answer}."

    def rows(self) -> Iterator[Sequence[object]]:
        """Yield the table of the drawings: what each is, and what it is read as."""
        yield ["digit", "read as"]
        for kept in self.drawings:
            yield [kept.label, self.answers.get(kept.key, "")]

    def _is_wrong(self, kept: KeptDrawing) -> bool:
        return self.answers.get(kept.key, str(kept.label)) != str(kept.label)
