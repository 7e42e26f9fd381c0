"""A table of a lesson file, read strictly: each value has its type and its limits, and each fault its line."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any, Final

from nnapp.files.errors import LessonError
from nnapp.files.lessons.lesson_text import LessonText
from nnapp.files.lessons.plain_markdown import markdown_fault
from nnapp.files.lessons.source_lines import Place
from nnapp.wording import count, plain

OUTSIDE: Final = ("title", "rows", "formula", "activity")
"""Keys of a lesson itself, which a line in brackets above them puts into a table."""


@dataclass(frozen=True)
class Table:
    """What one table holds, and where it stands in its file."""

    text: LessonText
    content: Mapping[str, Any]
    place: Place = ()
    what: str = "a lesson"
    """What it is, for messages."""

    def fault(self, sentence: str, *key: str | int) -> LessonError:
        """Return the error that says ``sentence``, without a full stop, about ``key``, or about the whole table."""
        return self.text.fault((*self.place, *key), sentence)

    def check_keys(self, required: Sequence[str], optional: Sequence[str] = ()) -> None:
        """Hold that all of ``required`` are there, and nothing but these and ``optional``.

        Raises:
            LessonError: one is missing, or is not known.
        """
        known = (*required, *optional)
        for key in self.content:
            if key not in known:
                raise self.unknown(key, known)
        for key in required:
            if key not in self.content:
                raise self.fault(f"{self.what} needs {key}; write {key} = and its value")

    def unknown(self, key: str, known: Collection[str]) -> LessonError:
        """Return the error that ``key`` is none of the ``known``."""
        if self.place and key in OUTSIDE:
            return self.fault(f"{key} stands within a table; write it above the first line that begins with [", key)
        return self.fault(f"{self.what} has no {shown(key)}; write {one_of(known)}", key)

    def words(self, key: str, longest: int) -> str:
        """Return the text ``key``, of at most ``longest`` characters, without space around it; "" when not there.

        Raises:
            LessonError: it is not a text, is empty or too long, or holds what is not shown.
        """
        return self._words(self.content[key], longest, key) if key in self.content else ""

    def list_of_words(self, key: str, longest: int, fewest: int, most: int) -> tuple[str, ...]:
        """Return the texts in the list ``key``, as ``words`` does; () when it is not there.

        Raises:
            LessonError: it is not a list of ``fewest`` to ``most`` different texts.
        """
        if key not in self.content:
            return ()
        found = self._list(key, f'write {key} = ["…", "…"]')
        if not fewest <= len(found) <= most:
            raise self.fault(f"{key} has {count(len(found), 'text')}; write {fewest} to {most}", key)
        texts = tuple(self._words(text, longest, key, number) for number, text in enumerate(found))
        for number, text in enumerate(texts):
            if text in texts[:number]:
                raise self.fault(f"{shown(text)} appears twice in {key}; write each once", key, number)
        return texts

    def number(self, key: str, low: float, high: float) -> float:
        """Return the number ``key``, from ``low`` to ``high``.

        Raises:
            LessonError: it is no such number.
        """
        number = as_number(self.content[key])
        if number is None or not low <= number <= high:
            wanted = f"a number from {plain(low)} to {plain(high)}"
            raise self.fault(f"{key} is {shown(self.content[key])}; write {wanted}", key)
        return number

    def whole_numbers(self, key: str, low: int, high: int) -> tuple[int, ...]:
        """Return the whole numbers in the list ``key``, which rise, from ``low`` to ``high``; () when not there.

        Raises:
            LessonError: it is no such list.
        """
        if key not in self.content:
            return ()
        wanted = f"write whole numbers from {low} to {high}, each once and in their order, as in {key} = [1, 2]"
        found = self._list(key, wanted)
        for number, value in enumerate(found):
            is_right = type(value) is int and low <= value <= high and (number == 0 or found[number - 1] < value)
            if not is_right:
                raise self.fault(f"{shown(value)} does not fit in {key}; {wanted}", key, number)
        return tuple(found)

    def table(self, key: str, what: str) -> "Table | None":
        """Return the table ``key``, which is ``what``; None when it is not there.

        Raises:
            LessonError: it is not a table.
        """
        if key not in self.content:
            return None
        if not isinstance(self.content[key], dict):
            raise self.fault(f"{key} is {shown(self.content[key])}; write {key} = {{ name = value }}", key)
        return Table(self.text, self.content[key], (*self.place, key), what)

    def tables(self, key: str, what: str, most: int) -> tuple["Table", ...]:
        """Return the tables ``key``, each ``what``; () when there are none.

        Raises:
            LessonError: they are not tables, or are more than ``most``.
        """
        if key not in self.content:
            return ()
        found = self._list(key, f"write [[{key}]] on a line of its own before each")
        if len(found) > most:
            raise self.fault(f"there are {len(found)} of [[{key}]]; write at most {most}", key, most)
        for number, table in enumerate(found):
            if not isinstance(table, dict):
                raise self.fault(f"{key} holds {shown(table)}; write [[{key}]] before each", key, number)
        return tuple(Table(self.text, table, (*self.place, key, number), what) for number, table in enumerate(found))

    def _list(self, key: str, cure: str) -> list[Any]:
        found = self.content[key]
        if not isinstance(found, list):
            raise self.fault(f"{key} is {shown(found)}; {cure}", key)
        return found

    def _words(self, found: object, longest: int, *key: str | int) -> str:
        if not isinstance(found, str):
            raise self.fault(f'{key[0]} is {shown(found)}; write a text in "quotation marks"', *key)
        text = found.strip()
        if not text:
            raise self.fault(f"{key[0]} is empty; write a text, or leave the line out if it is optional", *key)
        if len(text) > longest:
            raise self.fault(f"{key[0]} has {len(text):,} characters; write at most {longest:,}", *key)
        fault = markdown_fault(text)
        if fault:
            raise self.fault(f"in {key[0]}, {fault}", *key)
        return text


def as_number(value: object) -> float | None:
    """Return ``value`` as a number, if it is one and finite."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if isfinite(number) else None


def one_of(names: Collection[str]) -> str:
    """Return what a message advises where one of ``names`` is needed."""
    return f"one of {', '.join(names)}" if names else "none, as there are none"


def shown(value: object) -> str:
    """Return ``value`` as a message shows it: on one line, and short whatever it is."""
    if isinstance(value, str):
        text = " ".join("".join(sign if sign.isprintable() else " " for sign in value).split())
        return f"“{text[:40]}…”" if len(text) > 40 else f"“{text}”"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "a table"
    number = as_number(value)
    if number is not None:
        return plain(number)
    return "not a finite number" if isinstance(value, int | float) else "a date or a time"
