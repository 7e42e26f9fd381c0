"""A network with the edits made to it by hand, each of which can be undone."""

from dataclasses import replace

from nnapp.digits.recogniser import Recogniser
from nnapp.files.weight_file import WeightFile
from nnapp.gui.state.history import History
from nnapp.nn.inspect.edits import Edit, Target, edited

MOST_STEPS = 1_000
"""Edits that can be undone."""


class EditedNetwork:
    """A network as it was trained or opened, the edits made to it, and the result."""

    def __init__(self, original: WeightFile) -> None:
        """Begin without edits."""
        self.original = original
        """The network before anything was edited."""
        self._steps: History[tuple[Edit, ...]] = History((), limit=MOST_STEPS)
        self._made: tuple[tuple[Edit, ...], WeightFile] = ((), original)
        self._gesture: Target | None = None

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits in force."""
        return self._steps.current

    @property
    def weights(self) -> WeightFile:
        """The network with its edits; the original itself where there are none."""
        if self._made[0] != self.edits:
            self._made = (self.edits, self._with(self.edits))
        return self._made[1]

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to undo."""
        return self._steps.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is an edit to redo."""
        return self._steps.can_redo

    def preview(self, edits: tuple[Edit, ...]) -> Recogniser:
        """Return the original with ``edits``, which are not kept.

        Raises:
            ValueError: it cannot be computed with; the message says why.
        """
        return self._with(edits).recogniser

    def edit(self, edits: tuple[Edit, ...], gesture: Target | None = None) -> None:
        """Replace the edits by ``edits``; the small steps of one ``gesture`` are undone together.

        Raises:
            ValueError: the network cannot be computed with; it stays as it is.
        """
        self._made = (edits, self._with(edits))
        if gesture is None or gesture != self._gesture:
            self._steps.push(edits)
        elif edits == self._steps.before:
            # Back where the gesture began: there is nothing left to undo.
            self._steps.drop()
            gesture = None
        else:
            self._steps.replace(edits)
        self._gesture = gesture

    def undo(self) -> None:
        """Undo the last edit."""
        self._gesture = None
        self._steps.undo()

    def redo(self) -> None:
        """Redo the edit that was undone last."""
        self._gesture = None
        self._steps.redo()

    def _with(self, edits: tuple[Edit, ...]) -> WeightFile:
        if not edits:
            return self.original
        recogniser = self.original.recogniser
        return WeightFile(replace(recogniser, network=edited(recogniser.network, edits)))
