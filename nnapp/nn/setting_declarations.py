"""Settings declared once: each field of a dataclass with its label, explanation, range, step and unit.

Whatever asks for a setting, a form, the command line or a file, takes all of it from the declaration.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from math import inf, isfinite
from typing import Any, Final

from nnapp.nn.errors import InputError
from nnapp.wording import plain

LARGEST: Final = 2**127
"""No number of a setting is larger: the end of float32."""


class SettingsError(InputError):
    """A setting that is invalid, or that conflicts with another; the message says why."""

    def __init__(self, field: str, message: str) -> None:
        """``field`` is the name of the setting that has to change."""
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Range:
    """The numbers that a setting can have, and how they are typed in."""

    low: float
    high: float = inf
    step: float = 1.0
    """How far one press of an arrow changes the number; 0 changes its leading digit."""
    decimals: int = 0
    """Decimal places that can be typed in."""
    above_low: bool = False
    """Whether the number must be greater than ``low``, not just equal to it."""
    below_high: bool = False

    def __contains__(self, value: float) -> bool:
        """Whether ``value`` is within the range, and not so large that nothing can be computed with it."""
        inside = self.low < value if self.above_low else self.low <= value
        return abs(value) <= LARGEST and inside and (value < self.high if self.below_high else value <= self.high)

    def __str__(self) -> str:
        """The numbers that are allowed, as people say it."""
        if not isfinite(self.high):
            return f"above {plain(self.low)}" if self.above_low else f"{plain(self.low)} or more"
        ending = "but not including " if self.below_high else ""
        return f"from {plain(self.low)} {'up ' if ending else ''}to {ending}{plain(self.high)}"


@dataclass(frozen=True)
class Declaration:
    """What is known about a setting besides its value."""

    label: str
    """What it is called on the screen."""
    explanation: str
    """One sentence or two."""
    numbers: Range = Range(0.0)
    """The values of a number."""
    choices: tuple[tuple[str, str], ...] = ()
    """The values of a word, each with its label."""
    former: tuple[str, ...] = ()
    """Words that older files have, and that cannot be chosen any more."""
    unit: str = ""
    """What follows the number on the screen; "%" shows a share, 0..1, as a percentage."""
    at_low: str = ""
    """What the lowest value means, where it is special: "none", "no limit"."""
    is_live: bool = False
    """Whether it may change while training runs."""
    formerly: str = ""
    """An older name, which files still have and the command line still takes."""

    def check(self, name: str, value: Any) -> None:  # noqa: ANN401 - of whatever type the setting has
        """Raise SettingsError when ``value`` is not allowed for the setting called ``name``."""
        if self.choices:
            keys = [key for key, _ in self.choices]
            if value not in (*keys, *self.former):
                raise SettingsError(name, f"{self.label}: there is no “{value}”; there are {', '.join(keys)}.")
        elif value not in self.numbers:
            given = "and at most 2^127 in size" if abs(value) > LARGEST else f"not {plain(value)}"
            raise SettingsError(name, f"{self.label} must be {self.numbers}, {given}.")


KEY: Final = "declaration"


def setting(default: Any, label: str, explanation: str, **more: Any) -> Any:  # noqa: ANN401 - a field of any type
    """Return a dataclass field with this default, declared by the rest; see ``Declaration``."""
    return field(default=default, metadata={KEY: Declaration(label, explanation, **more)})


def declarations(settings: Any) -> Mapping[str, Declaration]:  # noqa: ANN401 - any dataclass, or an instance of one
    """Return the declarations of a dataclass by the names of its fields, in their order."""
    return {entry.name: entry.metadata[KEY] for entry in fields(settings) if KEY in entry.metadata}


def check_declared(settings: Any) -> None:  # noqa: ANN401 - any dataclass
    """Raise SettingsError when a value of ``settings`` is not one that its declaration allows."""
    for name, declaration in declarations(settings).items():
        declaration.check(name, getattr(settings, name))
