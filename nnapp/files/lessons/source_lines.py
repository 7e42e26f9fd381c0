"""On which line of a TOML text a key stands, which ``tomllib`` does not tell."""

import re
import tomllib
from collections.abc import Iterator
from typing import Final, TypeAlias

Place: TypeAlias = tuple[str | int, ...]
"""Names of keys and numbers of elements, from the outermost on: ("challenge", 0, "hints", 1)."""

_SPACE: Final = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_KEY_PART: Final = re.compile(r"""[ \t]*("(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[A-Za-z0-9_-]+)[ \t]*""")
_SCALAR: Final = re.compile(
    r'''"""(?:[^"\\]|\\.|"(?!""))*"{3,5}'''  # A text over several lines may end in two quotation marks of its own.
    r"""|'''(?:[^']|'(?!''))*'{3,5}"""
    r"""|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^\s,\]}#]+(?: \d[^\s,\]}#]*)?""",
    re.DOTALL,
)


def line_of(source: str, place: Place) -> int:
    """Return the line, from 1, of ``place`` in ``source``, or else of what it is a part of.

    ``source`` is valid TOML whose lines end in a newline character alone.
    """
    while place:
        for found, position in _Scan(source).places():
            if found[: len(place)] == place:
                return source.count("\n", 0, position) + 1
        place = place[:-1]
    return 1


class _Scan:
    """One pass over a text that ``tomllib`` has read, so that nothing in it needs to be checked again."""

    def __init__(self, source: str) -> None:
        self._source, self._position = source, 0

    def places(self) -> Iterator[tuple[Place, int]]:
        """Yield the place and the position of every table, key and element, in the order of the text."""
        table: Place = ()
        counts: dict[Place, int] = {}
        while self._next():
            start = self._position
            if self._take("[["):
                table = self._within(self._key(), counts)
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
                self._take("]]")
                yield table, start
            elif self._take("["):
                table = self._within(self._key(), counts)
                self._take("]")
                yield table, start
            else:
                yield from self._pair(table)

    def _within(self, key: Place, counts: dict[Place, int]) -> Place:
        """A header names arrays of tables without a number; their last element so far is meant."""
        table: Place = ()
        for name in key:
            table = (*table, counts[table], name) if table in counts else (*table, name)
        return table

    def _pair(self, table: Place) -> Iterator[tuple[Place, int]]:
        start = self._position
        place = (*table, *self._key())
        yield place, start
        self._take("=")
        yield from self._value(place)

    def _value(self, place: Place) -> Iterator[tuple[Place, int]]:
        self._next()
        if self._take("["):
            number = 0
            while self._next() and not self._take("]"):
                yield (*place, number), self._position
                yield from self._value((*place, number))
                number += 1
                self._next()
                self._take(",")
        elif self._take("{"):
            while self._next() and not self._take("}"):
                yield from self._pair(place)
                self._next()
                self._take(",")
        else:
            self._match(_SCALAR)

    def _key(self) -> Place:
        parts = []
        while True:
            part = self._match(_KEY_PART)[1]
            # Quotation marks and what is escaped within them are left to tomllib.
            parts.append(tomllib.loads(f"k = {part}")["k"] if part[0] in "\"'" else part)
            if not self._take("."):
                return tuple(parts)

    def _next(self) -> bool:
        """Go on to what is neither space nor comment, and return whether there is such."""
        self._match(_SPACE)
        return self._position < len(self._source)

    def _take(self, sign: str) -> bool:
        if not self._source.startswith(sign, self._position):
            return False
        self._position += len(sign)
        return True

    def _match(self, pattern: re.Pattern[str]) -> re.Match[str]:
        found = pattern.match(self._source, self._position)
        if not found:
            raise ValueError(f"This is not TOML: {self._source[self._position :][:20]!r}.")
        self._position = found.end()
        return found
