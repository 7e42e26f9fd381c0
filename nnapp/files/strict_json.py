"""JSON from untrusted files: no duplicate names, no NaN, and a limit on how much there is."""

import json
import re
from typing import Any, Final, NoReturn

from nnapp.files.errors import WeightFileError

MOST_VALUES: Final = 1_900_000
"""Numbers in one text; each takes 32 bytes of memory."""


def parse_json(text: bytes, what: str) -> Any:  # noqa: ANN401 - JSON can be anything
    """Parse ``text``; error messages call it ``what``.

    Raises:
        WeightFileError: it is not valid JSON, repeats a name, holds NaN or holds too much.
    """
    if text.count(b",") + text.count(b"[") + text.count(b"{") > MOST_VALUES:
        raise WeightFileError(f"{what} holds more than {MOST_VALUES:,} numbers.")
    try:
        content = json.loads(text.decode(), object_pairs_hook=_without_duplicates, parse_constant=_refuse_constant)
        if re.search(rb"\\u[dD][89a-fA-F]", text):
            # Half of a surrogate pair cannot be encoded; a whole pair is an ordinary character.
            json.dumps(content, ensure_ascii=False).encode()
    except WeightFileError as error:
        raise WeightFileError(f"{what} {error}") from error
    except UnicodeError as error:
        raise WeightFileError(f"{what} is not valid Unicode text.") from error
    except (ValueError, RecursionError) as error:
        raise WeightFileError(f"{what} is not valid JSON.") from error
    return content


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for name, value in pairs:
        if name in result:
            raise WeightFileError(f"has the name “{name[:40]}” twice.")
        result[name] = value
    return result


def _refuse_constant(name: str) -> NoReturn:
    raise WeightFileError(f"holds {name}, which is not a finite number.")
