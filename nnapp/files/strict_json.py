"""JSON from untrusted files: no duplicate names, no NaN, and a limit on how much there is."""

import json
import re
from math import isfinite
from typing import Any, Final

from nnapp.digits.strict_json import parse_strictly
from nnapp.files.errors import WeightFileError
from nnapp.nn.errors import InputError

MOST_VALUES: Final = 1_900_000
"""Numbers in one text; each takes 32 bytes of memory."""


def without_nan(content: dict[str, Any]) -> dict[str, Any]:
    """Return ``content`` with None for what is infinite or NaN, which JSON does not have."""
    return {name: None if isinstance(part, float) and not isfinite(part) else part for name, part in content.items()}


def parse_json(text: bytes, what: str) -> Any:  # noqa: ANN401 - JSON can be anything
    """Parse ``text``; error messages call it ``what``.

    Raises:
        WeightFileError: it is not valid JSON, repeats a name, holds NaN or holds too much.
    """
    if text.count(b",") + text.count(b"[") + text.count(b"{") > MOST_VALUES:
        raise WeightFileError(f"{what} holds more than {MOST_VALUES:,} numbers.")
    try:
        content = parse_strictly(text.decode())
        if re.search(rb"\\u[dD][89a-fA-F]", text):
            # Half of a surrogate pair cannot be encoded; a whole pair is an ordinary character.
            json.dumps(content, ensure_ascii=False).encode()
    except InputError as error:
        raise WeightFileError(f"{what} {error}") from error
    except UnicodeError as error:
        raise WeightFileError(f"{what} is not valid Unicode text.") from error
    except (ValueError, RecursionError) as error:
        raise WeightFileError(f"{what} is not valid JSON.") from error
    return content
