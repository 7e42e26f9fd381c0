"""The networks of the session: the current one with its edits, and those before and after it."""

from typing import Final

from PySide6.QtCore import QObject, Signal

from nnapp.digits.recogniser import Recogniser
from nnapp.files.weight_file import WeightFile
from nnapp.gui.state.edited_network import EditedNetwork
from nnapp.gui.state.history import History
from nnapp.nn.inspect.edits import Edit, Target

MOST_NETWORKS: Final = 30
"""Networks that can be gone back to; a large one takes some megabytes."""


class Networks(QObject):
    """Keeps the current network, which can be edited by hand, and the way back to others."""

    changed = Signal()
    """The current network, or an edit of it, has changed."""
    previewed = Signal()
    """An edit that is still being made has changed."""

    def __init__(self, weights: WeightFile, parent: QObject | None = None) -> None:
        """Begin with one network."""
        super().__init__(parent)
        self._history = History(EditedNetwork(weights), limit=MOST_NETWORKS)
        self._preview: Recogniser | None = None

    @property
    def current(self) -> EditedNetwork:
        """The current network; change it through the methods below."""
        return self._history.current

    @property
    def recogniser(self) -> Recogniser:
        """The current network ready for use, with the edit that is being made, if there is one."""
        return self._preview or self.current.weights.recogniser

    @property
    def can_go_back(self) -> bool:
        """Whether there is a previous network."""
        return self._history.can_undo

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a next network."""
        return self._history.can_redo

    def use(self, weights: WeightFile) -> None:
        """Make ``weights`` the current network."""
        self._history.push(EditedNetwork(weights))
        self._on_changed()

    def go_back(self) -> None:
        """Make the previous network the current one."""
        self._history.undo()
        self._on_changed()

    def go_forward(self) -> None:
        """Make the next network the current one."""
        self._history.redo()
        self._on_changed()

    def preview(self, edits: tuple[Edit, ...]) -> None:
        """Let the original network with ``edits`` answer while they are being made; any other change ends it.

        Raises:
            ValueError: it cannot be computed with; the message says why.
        """
        self._preview = self.current.preview(edits)
        self.previewed.emit()

    def end_preview(self) -> None:
        """Let the current network answer again."""
        if self._preview is not None:
            self._on_changed()

    def edit(self, edits: tuple[Edit, ...], gesture: Target | None = None) -> None:
        """Replace the edits of the current network by ``edits``; see ``EditedNetwork.edit``.

        Raises:
            ValueError: it cannot be computed with; the current network stays.
        """
        self.current.edit(edits, gesture)
        self._on_changed()

    def undo_edit(self) -> None:
        """Undo the last edit of the current network."""
        self.current.undo()
        self._on_changed()

    def redo_edit(self) -> None:
        """Redo the edit that was undone last."""
        self.current.redo()
        self._on_changed()

    def newest_edited(self) -> WeightFile | None:
        """Return the current network if it was edited, or else the newest one that was."""
        return next((network.weights for network in self._history.newest_first() if network.edits), None)

    def _on_changed(self) -> None:
        self._preview = None
        self.changed.emit()
