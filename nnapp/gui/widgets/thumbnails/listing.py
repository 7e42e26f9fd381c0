"""What a view of thumbnails lists."""

from collections.abc import Hashable, Iterator, Sequence
from typing import Final, Protocol

from nnapp.digits.drawing import Ink

ARROW: Final = " → "
"""Stands between a class and what was read in its place."""

Caption = tuple[str, str]
"""Words, and a number behind them: 8 → 2, 0.99."""


class Listing(Protocol):
    """Pictures in the order in which they are listed, each in a row of its own, with what is said of it."""

    @property
    def scale(self) -> int:
        """The width and height of each pixel of ink, in pixels of the window."""
        ...

    @property
    def lines(self) -> int:
        """How many captions there is room for below each picture."""
        ...

    @property
    def longest_words(self) -> Sequence[str]:
        """Words of captions among which the longest ones are."""
        ...

    @property
    def longest_numbers(self) -> Sequence[str]:
        """Numbers of captions among which the longest ones are."""
        ...

    @property
    def dash_colour(self) -> str:
        """The colour, of the theme, of dashed frames."""
        ...

    def __len__(self) -> int:
        """The number of rows."""
        ...

    def has_picture(self, row: int) -> bool:
        """Whether there is a picture in a row; otherwise its place stays empty, and it cannot be selected."""
        ...

    def ink(self, row: int) -> Ink:
        """Return the picture in a row, ink (28, 28)."""
        ...

    def captions(self, row: int) -> Sequence[Caption]:
        """Return what stands below the picture in a row, the most important caption first."""
        ...

    def is_dashed(self, row: int) -> bool:
        """Whether the frame of a picture is dashed."""
        ...

    def look(self, row: int) -> Hashable:
        """Return what the picture and its captions follow from: where it is equal, they are."""
        ...

    def sentence(self, row: int) -> str:
        """Return what is said of a row, as a tooltip and to assistive tools."""
        ...

    def rows(self) -> Iterator[Sequence[object]]:
        """Yield the table of what is listed, the names of its columns first."""
        ...
