"""The text of a lesson file: opened, decoded, read as TOML; what is not TOML is told by its line."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from nnapp.files.errors import LessonError
from nnapp.files.lessons.source_lines import Place, line_of
from nnapp.files.limited_reading import read_file

LARGEST_LESSON: Final = 64 * 1024
"""Bytes of a lesson file."""

_PART: Final = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')"""
_DEEP_KEY: Final = re.compile(rf"(?:^|[\[{{,])[ \t]*(?:{_PART}[ \t]*\.[ \t]*){{16}}", re.MULTILINE)
"""Time and memory of ``tomllib`` grow with the square of the parts of such keys."""

_FAULTS: Final = (
    ("Cannot overwrite", "this appears a second time; write each once, [[step]] and [[challenge]] in two brackets"),
    ("Duplicate inline", "a key appears twice between { and }; write each once"),
    ("Cannot declare", "this table appears here for the second time; write [[step]] and [[challenge]] in two brackets"),
    ("Cannot mutate", "this adds to what was complete; write each key once"),
    ("Unescaped", "a \\ in a text begins a special character; write \\\\ for the backslash itself"),
    ("Escaped character", "this \\u is not a character; write the character itself"),
    ("Invalid hex", "this \\u is not a character; write the character itself"),
    ("Unterminated string", 'a text has no end; write " after it, or """ after several lines'),
    ("Illegal character '\\n'", 'a text has no end on its line; write " after it, or """ around several lines'),
    ("Expected \"'", "a text has no end; write ' after it, or ''' after several lines"),
    ("Illegal character", "a character here cannot be shown; delete it"),
    ("Expected '='", "a key has no value; write key = value"),
    ("Expected newline", "something is left after a value; write one key = value on a line, texts in quotation marks"),
    ("Expected ']", "a table has no closing bracket; write it as [values] or [[step]]"),
    ("Unclosed array", "a list has no end; write ] after it"),
    ("Unclosed inline table", "a table has no end on its line; write } after it"),
    ("Invalid value", 'a value is missing or is not valid; write a number, a text in "quotation marks" or a [list]'),
    ("Invalid initial", "a key is expected here; write { key = value, key = value } on one line, no comma at its end"),
    ("Invalid statement", "a key or a table is expected here; write key = value, or [[step]]"),
)  # fmt: skip
"""How messages of ``tomllib`` begin, and what they mean to an author."""


@dataclass(frozen=True)
class LessonText:
    """The name of a lesson file, and its text, whose lines end in a newline character."""

    name: str
    source: str

    @classmethod
    def read(cls, path: Path) -> "LessonText":
        """Return the text of ``path``.

        Raises:
            LessonError: it cannot be opened, is too large, or is not UTF-8.
        """
        content = read_file(path, LARGEST_LESSON, "a lesson", LessonError)
        name = "".join(sign if sign.isprintable() else "?" for sign in path.name)
        try:
            # Some editors begin a file with a mark of its encoding.
            return cls(name, content.decode("utf-8-sig").replace("\r\n", "\n"))
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            raise cls(name, "").fault_on(line, "this is not text in UTF-8; save it with the encoding UTF-8") from error

    def parse(self) -> dict[str, Any]:
        """Return the content, as ``tomllib`` gives it.

        Raises:
            LessonError: it is not valid TOML.
        """
        deep = _DEEP_KEY.search(self.source)
        if deep:
            raise self.fault_on(self._line(deep.end()), "a key has too many parts; write one or two, as in values.w1")
        try:
            return tomllib.loads(self.source)
        except tomllib.TOMLDecodeError as error:
            at = re.search(r"\(at line (\d+)", str(error))
            line = int(at[1]) if at else self._line(len(self.source.rstrip()))
            raise self.fault_on(line, _meaning(str(error))) from error
        except RecursionError as error:
            lines = self.source.split("\n")
            line = max(range(len(lines)), key=lambda number: lines[number].count("[") + lines[number].count("{")) + 1
            raise self.fault_on(line, "lists are nested too deeply; write lists of texts or of numbers") from error
        except ValueError as error:
            # The one other error that tomllib lets through: a whole number of thousands of digits.
            long = re.search(r"[\d_]{4000}", self.source)
            line = self._line(long.start()) if long else 1
            raise self.fault_on(line, "a number has too many digits; write at most 15") from error

    def fault(self, place: Place, sentence: str) -> LessonError:
        """Return the error that says ``sentence``, which has no full stop, about ``place``."""
        return self.fault_on(line_of(self.source, place), sentence)

    def fault_on(self, line: int, sentence: str) -> LessonError:
        """Return the error that says ``sentence``, which has no full stop, about ``line``, from 1."""
        return LessonError(f"{self.name}, line {line}: {sentence}.", line)

    def _line(self, position: int) -> int:
        return self.source.count("\n", 0, position) + 1


def _meaning(message: str) -> str:
    for beginning, meaning in _FAULTS:
        if message.startswith(beginning):
            return meaning
    return "this is not valid TOML; compare it with the example in README.md"
