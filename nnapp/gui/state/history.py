"""One history of what was done, in its order: drawing and editing the network alike."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoCommand, QUndoStack  # noqa: TID251 - it paints nothing

MOST_STEPS: Final = 1_000
"""Steps that can be undone."""

State = TypeVar("State")


class Step(QUndoCommand):
    """A change from one immutable state to another."""

    def __init__(
        self, name: str, show: Callable[[State], object], before: State, after: State, gesture: object = None
    ) -> None:
        """Lead from ``before`` to ``after``, each of which ``show`` brings about.

        ``name`` is what the menu calls it, after "Undo". Steps with an equal ``gesture`` are undone together; None
        belongs to no gesture.
        """
        super().__init__(name)
        self.show: Callable[[Any], object] = show
        self.before: object = before
        self.after: object = after
        self.gesture = gesture

    def redo(self) -> None:
        """Bring about the state after the step."""
        self.show(self.after)

    def undo(self) -> None:
        """Bring about the state before the step."""
        self.show(self.before)


class History(QUndoStack):
    """The steps that can be undone and redone."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin without steps."""
        super().__init__(parent)
        self.setUndoLimit(MOST_STEPS)

    # Qt's own way, ``mergeWith``, is not taken: PySide keeps each step that was merged as long as the stack.
    def add(self, step: Step) -> None:
        """Do ``step``; those of one gesture that follow each other become one, or none where they end as they began."""
        last = self.command(self.index() - 1)
        if step.gesture is not None and isinstance(last, Step) and last.gesture == step.gesture:
            step.before = last.before
            self._drop(last)
        self.push(step)
        if step.after == step.before:
            self._drop(step)

    @contextmanager
    def together(self, name: str) -> Iterator[None]:
        """Let all steps that are added within be undone as one, which is called ``name``."""
        self.beginMacro(name)
        try:
            yield
        finally:
            self.endMacro()
            made = self.command(self.index() - 1)
            if not made.childCount():
                # Nothing was done.
                made.setObsolete(True)
                self.undo()

    def _drop(self, newest: Step) -> None:
        """Forget the newest step, and leave what it did."""
        newest.show = lambda _state: None
        newest.setObsolete(True)
        self.undo()
