"""One history of what was done, in its order: drawing and editing the network alike."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoCommand, QUndoStack  # noqa: TID251 - it paints nothing

MOST_STEPS: Final = 1_000
"""Steps that can be undone."""

State = TypeVar("State")


class Step(QUndoCommand):
    """A change from one immutable state to another; small steps of one gesture become one."""

    def __init__(
        self, name: str, show: Callable[[State], object], before: State, after: State, gesture: object = None
    ) -> None:
        """Lead from ``before`` to ``after``, each of which ``show`` brings about.

        ``name`` is what the menu calls it, after "Undo". Steps one after the other with an equal ``gesture`` are
        undone together; None belongs to no gesture.
        """
        super().__init__(name)
        self._show: Callable[[Any], object] = show
        self._before, self._after, self._gesture = before, after, gesture

    def redo(self) -> None:
        """Bring about the state after the step."""
        self._show(self._after)

    def undo(self) -> None:
        """Bring about the state before the step."""
        self._show(self._before)

    def id(self) -> int:
        """Return what Qt compares before it asks whether two steps are one; -1 is never equal."""
        return -1 if self._gesture is None else 1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take in the step that was made after this one, if it belongs to the same gesture."""
        if not isinstance(other, Step) or other._gesture != self._gesture:
            return False
        self._after = other._after
        self.setText(other.text())
        # Back where the gesture began, there is nothing left to undo, and Qt drops the step.
        self.setObsolete(self._after == self._before)
        return True


class History(QUndoStack):
    """The steps that can be undone and redone."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin without steps."""
        super().__init__(parent)
        self.setUndoLimit(MOST_STEPS)
