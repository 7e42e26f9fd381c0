"""Undo and redo: past states, and those that were undone."""

from collections.abc import Iterator
from typing import Generic, TypeVar

State = TypeVar("State")


class History(Generic[State]):
    """A sequence of immutable states, and the position of the current one."""

    def __init__(self, first: State, limit: int) -> None:
        """Begin with one state; keep at most the newest ``limit`` states."""
        self._states = [first]
        self._limit = limit
        self._place = 0

    @property
    def current(self) -> State:
        """The current state."""
        return self._states[self._place]

    @property
    def can_undo(self) -> bool:
        """Whether there is a previous state."""
        return self._place > 0

    @property
    def can_redo(self) -> bool:
        """Whether a state was undone."""
        return self._place + 1 < len(self._states)

    @property
    def before(self) -> State | None:
        """The state that undo would go back to."""
        return self._states[self._place - 1] if self.can_undo else None

    def newest_first(self) -> Iterator[State]:
        """Yield the current state, then the earlier ones, then those undone, each from the newest."""
        yield from reversed(self._states[: self._place + 1])
        yield from reversed(self._states[self._place + 1 :])

    def push(self, state: State) -> None:
        """Add a new state; those that were undone are forgotten."""
        self._states[self._place + 1 :] = [state]
        del self._states[: -self._limit]
        self._place = len(self._states) - 1

    def replace(self, state: State) -> None:
        """Replace the current state; those that were undone are forgotten."""
        self._states[self._place :] = [state]

    def drop(self) -> None:
        """Forget the current state and those undone, and go back to the previous one; there must be one."""
        del self._states[self._place :]
        self._place -= 1

    def undo(self) -> None:
        """Go back one state, if there is one."""
        self._place = max(self._place - 1, 0)

    def redo(self) -> None:
        """Go forward one state, if there is one."""
        self._place = min(self._place + 1, len(self._states) - 1)
