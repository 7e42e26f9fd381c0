"""The figures of a network before and after it learnt a hand, without all that is needed to find them."""

from dataclasses import dataclass

from nnapp.digits.drawing import Drawing


@dataclass(frozen=True)
class Score:
    """How many of some drawings are read correctly, before and after learning."""

    before: int
    after: int
    number: int
    """How many there are in all."""


@dataclass(frozen=True)
class Change:
    """One of the drawings that were learnt, which is read differently after learning."""

    label: int
    """The digit that it shows."""
    drawing: Drawing
    before: int
    """The digit that it was read as ..."""
    after: int
    """... and the one that it is read as."""


@dataclass(frozen=True)
class HandComparison:
    """A network before and after it learnt a hand."""

    hand: Score
    """The user's own drawings, cross-validated: "after" are the answers of networks that learnt from the others."""
    mnist: Score
    """MNIST's test digits."""
    synthetic: Score
    """Synthetic drawings that nothing was learnt from."""
    changes: tuple[Change, ...]
    """Those of the user's own drawings that are read differently."""
