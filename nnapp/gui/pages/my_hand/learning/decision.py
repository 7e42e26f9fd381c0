"""Keep the network that has learnt, or go back to the one before; either can be taken back."""

from PySide6.QtWidgets import QWidget

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.state.edited_network import EditedNetwork
from nnapp.gui.state.networks import Networks
from nnapp.gui.widgets.buttons import enable, push_button
from nnapp.gui.widgets.layouts import fill, paragraph, styled, vertical
from nnapp.gui.widgets.wrapping import wrapped_buttons


class Decision(QWidget):
    """Offers two networks, the one before and the one that has learnt, while one of them is the current one."""

    def __init__(self, networks: Networks, appearance: Appearance) -> None:
        """Start hidden, without anything to decide."""
        super().__init__()
        self.setObjectName("handDecision")
        self._networks = networks
        self._pair: tuple[EditedNetwork, EditedNetwork] | None = None
        """The network before, and the one that has learnt."""
        self._is_kept = self._is_training = False
        self.keep = push_button(
            "Keep the new network", "keepNetworkButton", "Go on with the network that has learnt.", self._keep
        )
        """The button that takes the focus when there is something to decide."""
        self._back = push_button("Go back", "goBackButton", "Open the network from before again.", self._go_back)
        self._words = paragraph("", "caption", "decisionWords")
        buttons = wrapped_buttons((styled(self.keep, role="primary"), self._back), appearance)
        fill(vertical(appearance, self, spacing=2 * SPACE), buttons, self._words)
        networks.changed.connect(self._show)
        networks.named.connect(self._show)
        self.hide()

    @property
    def can_keep(self) -> bool:
        """Whether the network that has learnt waits to be kept."""
        return self.keep.isVisible() and self.keep.isEnabled()

    def offer(self, before: EditedNetwork, learnt: EditedNetwork) -> None:
        """Let the person decide between ``before`` and ``learnt``, which is the current network."""
        self._pair, self._is_kept = (before, learnt), False
        self._show()
        self.show()

    def show_training(self, *, is_on: bool) -> None:
        """Wait while a network is being trained, as it is to become the current one."""
        self._is_training = is_on
        self._show()

    def _keep(self) -> None:
        if self._pair is not None:
            self._is_kept = True
            self._networks.open(self._pair[1])
            self._show()

    def _go_back(self) -> None:
        if self._pair is not None:
            self._is_kept = False
            self._networks.open(self._pair[0])

    def _show(self) -> None:
        if self._pair is None:
            return
        (before, learnt), current = self._pair, self._networks.current
        is_new, is_old = current is learnt, current is before
        if is_new and self._is_kept:
            words = f"{learnt.full_name} is kept as the current network. “Go back” opens {before.full_name} again."
        elif is_new:
            words = f"The new network, {learnt.full_name}, is the current one now; draw something to try it."
        elif is_old:
            words = f"{before.full_name} is the current network again. “Keep the new network” opens {learnt.full_name}."
        else:
            words = (
                f"{current.full_name} has been opened since. Previous network and Next network, in the Network menu, "
                f"lead back to {learnt.full_name}."
            )
        self._words.setText(words)
        can_keep, can_go_back = is_old or (is_new and not self._is_kept), is_new
        can_change = not self._is_training
        enable(((self.keep, can_change and can_keep, self._back), (self._back, can_change and can_go_back, self.keep)))
