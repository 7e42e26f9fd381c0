"""The error of bad input, and the look-up of what people name."""

from collections.abc import Sequence
from typing import Protocol, TypeVar


class InputError(ValueError):
    """What came from outside, a file, a setting or data, cannot be used; the message is one sentence for the user."""


class Named(Protocol):
    """Anything with a name in files and on the command line."""

    @property
    def name(self) -> str:
        """The name."""
        ...


Entry = TypeVar("Entry", bound=Named)


def named(entries: Sequence[Entry], name: str, kind: str) -> Entry:
    """Return the one of ``entries``, each a ``kind``, that is called ``name``.

    Raises:
        InputError: there is none.
    """
    for entry in entries:
        if entry.name == name:
            return entry
    raise InputError(f"There is no {kind} “{name}”; there are {', '.join(entry.name for entry in entries)}.")
