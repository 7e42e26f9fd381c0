"""JSON without duplicate names and without NaN."""

import json
from codecs import BOM_UTF8
from typing import Any, Final, NoReturn

from nnapp.nn.errors import InputError


def parse_strictly(text: str | bytes) -> Any:  # noqa: ANN401 - JSON can be anything
    """Parse ``text``; bytes are UTF-8.

    Raises:
        InputError: it repeats a name or holds NaN; the message lacks a subject.
        ValueError: it is not valid JSON.
    """
    return DECODER.decode(text.removeprefix(BOM_UTF8).decode() if isinstance(text, bytes) else text)


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for name, value in pairs:
        if name in result:
            raise InputError(f"has the name “{name[:40]}” twice.")
        result[name] = value
    return result


def _refuse_constant(name: str) -> NoReturn:
    raise InputError(f"holds {name}, which is not a finite number.")


DECODER: Final = json.JSONDecoder(object_pairs_hook=_without_duplicates, parse_constant=_refuse_constant)
"""Made once, as ``json.loads`` would make one for every line of a file of drawings."""
