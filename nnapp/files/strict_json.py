"""JSON from strangers: no names twice, no NaN, no more numbers than memory is set aside for."""

import json
import re
from typing import Any, Final, NoReturn

from nnapp.files.errors import WeightFileError

MOST_VALUES: Final = 1_900_000
"""Numbers in one text; each takes 32 bytes of memory."""


def parse_json(text: bytes, what: str) -> Any:  # noqa: ANN401 - JSON from a stranger
    """Return what ``text`` says; ``what`` names it in the sentence of an error.

    Raises:
        WeightFileError: it is no valid JSON, names something twice, holds NaN or too much.
    """
    if text.count(b",") + text.count(b"[") + text.count(b"{") > MOST_VALUES:
        raise WeightFileError(f"{what} holds more than {MOST_VALUES:,} numbers.")
    if re.search(rb"\\u[dD][89a-fA-F]", text):
        raise WeightFileError(f"{what} holds half a character, which is no text.")
    try:
        return json.loads(text.decode(), object_pairs_hook=_without_repetition, parse_constant=_refuse_constant)
    except WeightFileError as error:
        raise WeightFileError(f"{what} {error}") from error
    except (ValueError, RecursionError) as error:
        raise WeightFileError(f"{what} is no valid JSON.") from error


def _without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) < len(pairs):
        seen: set[str] = set()
        twice = next(name for name, _ in pairs if name in seen or seen.add(name))  # type: ignore[func-returns-value]
        raise WeightFileError(f"names “{twice[:40]}” twice.")
    return result


def _refuse_constant(name: str) -> NoReturn:
    raise WeightFileError(f"holds {name}, which is not a finite number.")
