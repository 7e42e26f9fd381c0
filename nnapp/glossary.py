"""The glossary: one plain sentence for each technical term, and the terms that occur in a text.

The sentences are in resources/glossary.toml; those of the symbols follow from their table.
"""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from nnapp.locations import resources_folder
from nnapp.nn.symbols import SYMBOLS

AMBIGUOUS: Final = ("a",)
"""Symbols that are also words of English, and so are found in no text."""
LESSON_KEY: Final = re.compile("[0-9]{2}-[a-z0-9-]+(:[1-9])?")
"""Places in the course: the names of the files of lessons, without .toml; after a colon, the number of a step."""


class GlossaryError(ValueError):
    """A glossary that says something twice, or not at all; the message says where."""


@dataclass(frozen=True)
class Entry:
    """A term and its sentence."""

    term: str
    sentence: str
    also: tuple[str, ...] = ()
    """Other forms of the term: its plural, a second name."""
    lesson: str = ""
    """The lesson of the course that shows it best, if there is one, and the step: 09-gradient-descent:4."""


class Glossary:
    """All entries, by their terms."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        """Hold ``entries``, sorted.

        Raises:
            GlossaryError: two of them have a form in common.
        """
        self.entries = tuple(sorted(entries, key=lambda entry: entry.term.lower()))
        self._by_form: dict[str, Entry] = {}
        for entry in self.entries:
            for form in (entry.term, *entry.also):
                if self._by_form.setdefault(_key(form), entry) is not entry:
                    raise GlossaryError(f"“{form}” is explained by two entries.")
        # The longest form that fits is meant: "learning rate" and not "rate".
        forms = sorted(set(self._by_form) - set(AMBIGUOUS), key=len, reverse=True)
        words = "|".join(re.escape(form) for form in forms if len(form) > 1)
        symbols = "|".join(re.escape(form) for form in forms if len(form) == 1)
        # A symbol may be one of several: w₁, w₂.
        self._pattern = re.compile(rf"(?<!\w)((?i:{words})|{symbols})[₀-₉]*(?!\w)")

    @classmethod
    def shipped(cls) -> "Glossary":
        """Return the glossary that comes with nnapp.

        Raises:
            GlossaryError: it is not as it should be.
        """
        symbols = (Entry(symbol.symbol, f"{symbol.symbol} is {symbol.meaning}.") for symbol in SYMBOLS)
        return cls((*_read(resources_folder() / "glossary.toml"), *symbols))

    def find(self, text: str) -> tuple[Entry, ...]:
        """Return the entries of the terms in ``text``, each once, in the order in which they occur."""
        return tuple(dict.fromkeys(self._by_form[_key(found[1])] for found in self._pattern.finditer(_apart(text))))

    def lesson_of(self, text: str) -> str:
        """Return the key of the lesson of the first term in ``text`` that has one; empty where none has."""
        return next((entry.lesson for entry in self.find(text) if entry.lesson), "")

    def without_terms(self, text: str) -> str:
        """Return what is left of ``text`` when its terms are left out."""
        return self._pattern.sub(" ", _apart(text))


def lesson_name(key: str) -> str:
    """Return what the lesson of that ``key``, which begins with its number, is called in a link: Lesson 9."""
    return f"Lesson {int(key[:2])}"


def _apart(text: str) -> str:
    """Return ``text`` with each Δ, which stands directly before its symbol, as a symbol of its own."""
    return text.replace("Δ", "Δ ")


def _key(form: str) -> str:
    """Symbols differ by their case; words do not."""
    return form if len(form) == 1 else form.lower()


def _read(path: Path) -> list[Entry]:
    entries = []
    for term, content in tomllib.loads(path.read_text(encoding="utf-8")).items():
        if not isinstance(content, dict) or not {"sentence"} <= content.keys() <= {"sentence", "also", "lesson"}:
            raise GlossaryError(f"“{term}” needs a sentence, and besides that can only have also and lesson.")
        sentence, also, lesson = content["sentence"], content.get("also", []), content.get("lesson", "")
        if not isinstance(sentence, str) or not sentence.endswith("."):
            raise GlossaryError(f"The sentence of “{term}” must be a text that ends in a full stop.")
        if not isinstance(also, list) or not all(isinstance(form, str) and form for form in also):
            raise GlossaryError(f"The other forms of “{term}” must be a list of texts.")
        if "lesson" in content and not (isinstance(lesson, str) and LESSON_KEY.fullmatch(lesson)):
            raise GlossaryError(f"The lesson of “{term}” must be the name of its file, such as 09-gradient-descent.")
        entries.append(Entry(term, sentence, tuple(also), lesson))
    return entries
