"""JSON without duplicate names and without NaN."""

import json
from typing import Any, NoReturn

from nnapp.nn.errors import InputError


def parse_strictly(text: str | bytes) -> Any:  # noqa: ANN401 - JSON can be anything
    """Parse ``text``.

    Raises:
        InputError: it repeats a name or holds NaN; the message lacks a subject.
        ValueError: it is not valid JSON.
    """
    return json.loads(text, object_pairs_hook=_without_duplicates, parse_constant=_refuse_constant)


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for name, value in pairs:
        if name in result:
            raise InputError(f"has the name “{name[:40]}” twice.")
        result[name] = value
    return result


def _refuse_constant(name: str) -> NoReturn:
    raise InputError(f"holds {name}, which is not a finite number.")
