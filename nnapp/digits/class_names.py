"""What the classes of a network may be called."""

from collections.abc import Callable, Sequence
from typing import Final

MOST_CLASSES: Final = 100
LONGEST_CLASS: Final = 40


def check_class_names(names: Sequence[object], error: Callable[[str], Exception]) -> None:
    """Raise ``error`` of a sentence unless ``names`` are at most 100 different names, each short and printable."""
    if len(names) > MOST_CLASSES:
        raise error(f"There are {len(names):,} classes; nnapp shows at most {MOST_CLASSES}.")
    for name in names:
        if not isinstance(name, str) or not 0 < len(name) <= LONGEST_CLASS or not name.isprintable():
            raise error(f"A class name has 1 to {LONGEST_CLASS} printable characters, unlike {ascii(name)[:60]}.")
    if len(set(names)) < len(names):
        raise error("Two classes have the same name.")
