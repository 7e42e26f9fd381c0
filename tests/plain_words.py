"""Plain English: the words that the window may use without explaining them; all others need an entry of the glossary.

A word belongs in plain_words.txt when a pupil who has never heard of neural networks knows what it means.
"""

import re
from pathlib import Path

WORD = re.compile(r"(?<!\w)[^\W\d_]+(?:['’-][^\W\d_]+)*(?!\w)")
ENDINGS = ("'s", "s", "es", "ed", "er", "est", "ing", "ly")
PLAIN = frozenset((Path(__file__).parent / "plain_words.txt").read_text(encoding="utf-8").split())


def unexplained(glossary, text):
    """Return the words of ``text``, single letters left out, that neither are plain nor have a sentence."""
    words = {word.lower().replace("’", "'") for word in WORD.findall(glossary.without_terms(text))}
    return sorted(word for word in words if len(word) > 1 and not is_plain(word))


def is_plain(word):
    """Return whether ``word``, or one that it is a form of, is plain."""
    stems = {word, *(word.removesuffix(ending) for ending in ENDINGS)}
    stems |= {f"{stem}e" for stem in stems}
    return not stems.isdisjoint(PLAIN)
