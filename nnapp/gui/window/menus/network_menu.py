"""The Network menu: the networks of the session, those kept by the program, and those that ship."""

from functools import partial
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from nnapp.gui.state.session import Session
from nnapp.gui.window.menus.actions import action, fill_menu
from nnapp.gui.window.weights_dialogs import WeightsDialogs
from nnapp.gui.work.run_library import RunLibrary
from nnapp.locations import SHIPPED_NETWORKS, shipped_weights


class NetworkMenu(QMenu):
    """Makes another network the current one."""

    def __init__(
        self, session: Session, weights: WeightsDialogs, library: RunLibrary, edited: Path, window: QWidget
    ) -> None:
        """Change the network of ``session``; ``edited`` is where the last edited one was kept, if there is one."""
        super().__init__("&Network", window)
        self._networks, self._weights, self._library = session.networks, weights, library
        back, forward = (partial(weights.when_no_run, go) for go in (self._networks.go_back, self._networks.go_forward))
        self._previous = action(self, "actionPreviousNetwork", "Previous network", back, "Alt+Left")
        self._next = action(self, "actionNextNetwork", "Next network", forward, "Alt+Right")
        self._last_trained = action(
            self,
            "actionLastTrained",
            "Last trained network",
            self._open_last_trained,
            explanation="The most recently trained network, kept even if you closed the window without saving",
        )
        last_edited = action(
            self,
            "actionLastEdited",
            "Last edited network",
            partial(weights.open_file, edited, name="Last edited network"),
            explanation="The edited network as it was when the window was last closed",
        )
        last_edited.setEnabled(edited.is_file())
        self._shipped = self._shipped_actions()
        fill_menu(self, (self._previous, self._next, self._last_trained, last_edited), self._shipped)
        session.network_changed.connect(self._show_what_can_be_done)
        session.networks.named.connect(self._show_what_can_be_done)
        # Looking for the last network reads the disk, so it is not done with every change.
        library.changed.connect(self._show_last_trained)
        self._show_what_can_be_done()
        self._show_last_trained()

    def _shipped_actions(self) -> list[QAction]:
        shipped = []
        for name, called, what in SHIPPED_NETWORKS:
            open_it = partial(self._weights.open_file, shipped_weights(name), name=called)
            one = action(self, f"actionShipped-{name}", f"{called}: {what}", open_it)
            one.setCheckable(True)
            one.setData(called)
            shipped.append(one)
        return shipped

    def _open_last_trained(self) -> None:
        path = self._library.newest_network()
        if path is not None:
            self._weights.open_file(path, name="Last trained network")

    def _show_last_trained(self) -> None:
        self._last_trained.setEnabled(self._library.newest_network() is not None)

    def _show_what_can_be_done(self) -> None:
        self._previous.setEnabled(self._networks.can_go_back)
        self._next.setEnabled(self._networks.can_go_forward)
        for shipped in self._shipped:
            shipped.setChecked(shipped.data() == self._networks.current.name)
