"""How an activity says what a lesson can give it, and what a challenge can ask of it."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Number:
    """A value that is a number from ``low`` to ``high``."""

    low: float
    high: float
    default: float


@dataclass(frozen=True)
class OneOf:
    """A value that is one of several words."""

    words: tuple[str, ...]
    default: str


@dataclass(frozen=True)
class ActivityDeclaration:
    """The values and quantities of one activity, by their names, which lessons use."""

    explanation: str
    """One sentence for the authors of lessons."""
    values: Mapping[str, Number | OneOf]
    quantities: Mapping[str, str]
    """What each says, in a few words. A value is a quantity too, without being named here."""
