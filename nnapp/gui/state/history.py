"""Undo and redo: the states that were, and those that were taken back."""

from collections.abc import Iterator
from typing import Generic, TypeVar

State = TypeVar("State")


class History(Generic[State]):
    """A line of states that never change, and the place in it where the user is."""

    def __init__(self, first: State, limit: int) -> None:
        """Begin with one state, before which there is none; keep at most ``limit``, the newest."""
        self._states = [first]
        self._limit = limit
        self._place = 0

    @property
    def current(self) -> State:
        """The state now."""
        return self._states[self._place]

    @property
    def can_undo(self) -> bool:
        """Whether there is a state before."""
        return self._place > 0

    @property
    def can_redo(self) -> bool:
        """Whether a state was taken back."""
        return self._place + 1 < len(self._states)

    @property
    def before(self) -> State | None:
        """The state that undo would go to."""
        return self._states[self._place - 1] if self.can_undo else None

    def newest_first(self) -> Iterator[State]:
        """Yield the current state, then those before it, then those taken back, each from the newest."""
        yield from reversed(self._states[: self._place + 1])
        yield from reversed(self._states[self._place + 1 :])

    def push(self, state: State) -> None:
        """Go on to a new state; what had been taken back is forgotten."""
        self._states[self._place + 1 :] = [state]
        del self._states[: -self._limit]
        self._place = len(self._states) - 1

    def replace(self, state: State) -> None:
        """Take another state in the place of the current one; what had been taken back is forgotten."""
        self._states[self._place :] = [state]

    def drop(self) -> None:
        """Forget the current state and what had been taken back, and go to the one before; there must be one."""
        del self._states[self._place :]
        self._place -= 1

    def undo(self) -> None:
        """Go one state back, if there is one."""
        self._place = max(self._place - 1, 0)

    def redo(self) -> None:
        """Go one state forward again, if there is one."""
        self._place = min(self._place + 1, len(self._states) - 1)
