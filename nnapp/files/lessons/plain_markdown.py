"""Markdown that only formats: no link, no picture, no HTML, whichever dialect it is shown in.

What could begin one of them is refused, even where a dialect would take it as text: that is short to say and to prove.
A test shows what passes with Qt, in each of its dialects.
"""

import re
from typing import Final

_REFUSED: Final = (
    (r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]", "a character here cannot be shown; delete it"),
    (r"<(?=[A-Za-z/!?]|[\w.+-]+:)", "HTML is not shown; write a space after <, or **bold** and *italic* for emphasis"),
    (r"!\[", "pictures are not shown; write what this one would show"),
    (r"\][(:]", "links lead nowhere here; write a space after ], or leave the link out"),
    (r"://|www\.|\S@\S", "addresses lead nowhere here; write what this one is about"),
    (r"&(?=[#A-Za-z])", "character codes are not shown; write the character itself, or a space after &"),
)


def markdown_fault(text: str) -> str:
    """Return what ``text`` may not hold and what would be right, without a full stop; "" when all is well."""
    return next((fault for pattern, fault in _REFUSED if re.search(pattern, text, re.IGNORECASE)), "")
