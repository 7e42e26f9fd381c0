"""What a lesson holds: text, an activity, steps, and challenges that the program checks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isclose
from typing import Final, TypeAlias

Value: TypeAlias = float | str
"""A value that an activity is given, or a quantity that it tells."""
Values: TypeAlias = Mapping[str, Value]

RELATIONS: Final = ("=", "≠", "<", "≤", ">", "≥")


@dataclass(frozen=True)
class Condition:
    """A comparison of a quantity of the activity with a value."""

    quantity: str
    relation: str
    """One of ``RELATIONS``; texts are only equal or not."""
    value: Value

    def holds(self, quantities: Values) -> bool:
        """Return whether it holds; a quantity that is not there, or is of the other kind, meets no condition."""
        found, value = quantities.get(self.quantity), self.value
        if isinstance(found, str) or isinstance(value, str) or found is None:
            is_equal = found == value
            return is_equal if self.relation == "=" else self.relation == "≠" and found is not None and not is_equal
        is_equal = isclose(found, value, rel_tol=1e-9, abs_tol=1e-9)
        holding = {
            "=": is_equal, "≠": not is_equal, "<": found < value and not is_equal, "≤": found < value or is_equal,
            ">": found > value and not is_equal, "≥": found > value or is_equal,
        }  # fmt: skip
        return holding[self.relation]


@dataclass(frozen=True)
class Visit:
    """A look at a page of the program, with a task; "Back to the lesson" returns from it."""

    page: str
    """The key of the page, as in ``Page``."""
    task: str
    point_at: str = ""
    """The object name of a part of the window to be marked, if there is one."""


@dataclass(frozen=True)
class Step:
    """One of the steps that lead through a lesson."""

    text: str
    """Markdown."""
    values: Values = field(default_factory=dict)
    """What the activity is given when the step is reached."""
    visit: Visit | None = None


@dataclass(frozen=True)
class Challenge:
    """Something to do or to find out; ``MeetConditions``, ``EnterNumber`` and ``ChooseOne`` are its kinds."""

    text: str
    """Markdown."""
    hints: tuple[str, ...] = ()
    """Shown one at a time."""


@dataclass(frozen=True)
class MeetConditions(Challenge):
    """Bring the activity to where all conditions hold."""

    conditions: tuple[Condition, ...] = ()
    progress: str = ""
    """The quantity that says how far one is, out of ``total``; empty where there is none."""
    total: float = 0.0
    solution: Values = field(default_factory=dict)
    """The values that meet it."""


@dataclass(frozen=True)
class EnterNumber(Challenge):
    """Find a number."""

    answer: float = 0.0
    tolerance: float = 0.0


@dataclass(frozen=True)
class ChooseOne(Challenge):
    """Choose the right one of several answers."""

    options: tuple[str, ...] = ()
    answer: int = 0
    """Counted from 0."""
    reason: str = ""
    """Why it is right, shown once it was chosen."""


@dataclass(frozen=True)
class Lesson:
    """One lesson."""

    key: str
    """What it is kept under: the name of its file without the suffix."""
    title: str
    rows: tuple[int, ...]
    """The rows of the course that it teaches, 0 to 18; a lesson of a teacher may have none."""
    text: str
    """Two or three sentences, in Markdown."""
    formula: str
    """In the course's notation; empty where there is none."""
    activity: str
    """The name of the activity, as in ``ACTIVITIES``."""
    values: Values = field(default_factory=dict)
    steps: tuple[Step, ...] = ()
    challenges: tuple[Challenge, ...] = ()
