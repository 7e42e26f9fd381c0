"""The networks of the session: the current one with its edits, and the others in the order in which they came."""

from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal

from nnapp.digits.recogniser import Recogniser
from nnapp.files.weight_file import WeightFile
from nnapp.gui.state.edited_network import EditedNetwork
from nnapp.gui.state.history import History, Step
from nnapp.nn.inspect.edits import Edit, Target

MOST_NETWORKS: Final = 30
"""Networks that are kept; a large one takes some megabytes."""


class EditStep(Step):
    """An edit of a network, or of its firing threshold."""


class Networks(QObject):
    """Keeps the current network, which can be edited by hand, and the way to the others.

    To go to another network changes nothing, so it is no step of the history; edits are. One that was made in
    another network is undone there, and that network becomes the current one.
    """

    changed = Signal()
    """The current network, an edit of it, or its firing threshold has changed."""
    named = Signal()
    """The current network was saved, and is called after its file now."""
    previewed = Signal()
    """An edit that is still being made has changed."""

    def __init__(self, weights: WeightFile, name: str, history: History, parent: QObject | None = None) -> None:
        """Begin with one network, called ``name``, which a file holds; edits become steps of ``history``."""
        super().__init__(parent)
        self._history = history
        self._kept = [EditedNetwork(weights, name, is_saved=True)]
        self._place = 0
        self._preview: Recogniser | None = None

    @property
    def current(self) -> EditedNetwork:
        """The current network; change it through the methods below."""
        return self._kept[self._place]

    @property
    def recogniser(self) -> Recogniser:
        """The current network ready for use, with the edit that is being made, if there is one."""
        return self._preview or self.current.weights.recogniser

    @property
    def can_go_back(self) -> bool:
        """Whether there is a network before the current one."""
        return self._place > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a network after the current one."""
        return self._place + 1 < len(self._kept)

    def use(self, weights: WeightFile, name: str = "A network", *, is_saved: bool = False) -> None:
        """Make ``weights``, which is new, the current network, after all others.

        ``name`` is what people call it; ``is_saved`` says that a file holds it already.
        """
        self._go_to(EditedNetwork(weights, name, is_saved=is_saved))

    def mark_saved(self, name: str) -> None:
        """Note that the current network was saved under ``name``."""
        self.current.mark_saved(name)
        self.named.emit()

    def go_back(self) -> None:
        """Make the network before the current one the current one, if there is one."""
        self._go_to(self._kept[max(self._place - 1, 0)])

    def go_forward(self) -> None:
        """Make the network after the current one the current one, if there is one."""
        self._go_to(self._kept[min(self._place + 1, len(self._kept) - 1)])

    def open(self, network: EditedNetwork) -> None:
        """Make ``network``, which was the current one before, the current one again."""
        if network is not self.current or self._preview is not None:
            self._go_to(network)

    def preview(self, edits: tuple[Edit, ...]) -> None:
        """Let the original network with ``edits`` answer while they are being made; any other change ends it.

        Raises:
            ValueError: it cannot be computed with; the message says why.
        """
        self._preview = self.current.with_edits(edits).recogniser
        self.previewed.emit()

    def end_preview(self) -> None:
        """Let the current network answer again."""
        if self._preview is not None:
            self._go_to(self.current)

    def edit(self, edits: tuple[Edit, ...], name: str = "edit", gesture: Target | None = None) -> None:
        """Replace the edits of the current network by ``edits``: a step of the history that is called ``name``.

        The small steps of one ``gesture`` are undone together.

        Raises:
            ValueError: it cannot be computed with; the current network stays.
        """
        network, before = self.current, self.current.edits
        network.edit(edits)
        key = None if gesture is None else (network, gesture)
        self._history.add(EditStep(name, partial(self._show_edits, network), before, edits, key))

    def set_threshold(self, threshold: float) -> None:
        """Let the outputs of the current network fire from ``threshold``, 0..1: a step of the history.

        Raises:
            ValueError: it is no such number; the current network stays.
        """
        network, before = self.current, self.current.threshold
        network.set_threshold(threshold)
        self._history.add(EditStep("firing threshold", partial(self._show_threshold, network), before, threshold))

    def newest_edited(self) -> WeightFile | None:
        """Return the current network if it was edited, or else the newest one that was."""
        networks = (self.current, *reversed(self._kept))
        return next((network.weights for network in networks if network.is_edited), None)

    def _show_edits(self, network: EditedNetwork, edits: tuple[Edit, ...]) -> None:
        network.edit(edits)
        self._go_to(network)

    def _show_threshold(self, network: EditedNetwork, threshold: float) -> None:
        network.set_threshold(threshold)
        self._go_to(network)

    def _go_to(self, network: EditedNetwork) -> None:
        """Make ``network`` the current one; it comes after all others if it is not among those that are kept."""
        if network is not self.current:
            self.current.rest()
        if network not in self._kept:
            self._kept = [*self._kept, network][-MOST_NETWORKS:]
        self._place = self._kept.index(network)
        self._preview = None
        self.changed.emit()
