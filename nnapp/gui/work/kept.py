"""What was made last is kept, so that it need not be made again."""

from collections.abc import Callable, Generator, Hashable
from typing import Any, TypeVar

Made = TypeVar("Made")
Steps = Generator[float, None, Made]
"""Yields the share that is done, 0..1, and returns what is made."""


class Kept:
    """Keeps what was used last, up to a number of bytes; the newest is kept whatever its size."""

    def __init__(self, most_bytes: int) -> None:
        """Begin with nothing."""
        self._most = most_bytes
        self._kept: dict[Hashable, tuple[Any, int]] = {}
        """With their sizes; what was used last comes last."""

    def __contains__(self, key: Hashable) -> bool:
        """Whether what belongs to ``key`` is kept."""
        return key in self._kept

    def get(self, key: Hashable, making: Steps[Made], size: Callable[[Made], int]) -> Steps[Made]:
        """Return what belongs to ``key``: what is kept, or else what ``making`` makes, whose bytes ``size`` tells."""
        if key in self._kept:
            entry = self._kept.pop(key)
        else:
            made = yield from making
            entry = made, size(made)
        self._kept[key] = entry
        total = 0
        for old, (_, bytes_) in reversed(list(self._kept.items())):
            total += bytes_
            if total > self._most and old != key:
                del self._kept[old]
        result: Made = entry[0]
        return result
