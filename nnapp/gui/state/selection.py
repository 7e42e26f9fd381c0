"""What the user looks at: a neuron, one of its inputs, and the part of the network that is being explained."""

import numpy as np
from PySide6.QtCore import QObject, Signal

from nnapp.nn.inspect.spotlight import Spotlight
from nnapp.nn.inspect.travel import Travel
from nnapp.nn.network import ForwardPass, Network

Neuron = tuple[int, int]
"""A layer and a neuron in it, both counted from 0."""


class Selection(QObject):
    """Keeps what was selected; whatever it answers exists in the network that it was fitted to last."""

    neuron_changed = Signal()
    """A different neuron is selected."""
    followed_changed = Signal()
    """A different input is followed."""
    changed = Signal()
    """Either of these, or the neuron under the mouse, or what is being explained."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Select the first neuron of the first layer; ``fit`` must be called before anything is asked."""
        super().__init__(parent)
        self._network: Network
        self._forward: ForwardPass
        self._selected: Neuron = (0, 0)
        self._hovered: Neuron | None = None
        self._followed: dict[int, int] = {}
        self.spotlight: Spotlight | None = None
        """What is being explained, if anything is; ``explain`` changes it."""
        self.travel: Travel | None = None
        """What is on its way between two layers, if anything is; ``show_travel`` changes it."""

    def fit(self, network: Network, forward: ForwardPass) -> None:
        """Answer for ``network`` from now on, which computed ``forward`` of one example; nothing is signalled."""
        self._network, self._forward = network, forward

    @property
    def neuron(self) -> Neuron:
        """The selected neuron."""
        return self.neuron_in(self._network)

    def neuron_in(self, network: Network) -> Neuron:
        """Return the selected neuron as it would be in ``network``."""
        return _within(network, self._selected)

    @property
    def watched(self) -> Neuron:
        """The neuron under the mouse, or else the selected one."""
        return _within(self._network, self._hovered or self._selected)

    @property
    def hovered(self) -> Neuron | None:
        """The neuron under the mouse, if there is one."""
        return None if self._hovered is None else _within(self._network, self._hovered)

    def followed(self, neuron: Neuron) -> int:
        """Return the input of ``neuron`` that is followed: the chosen one, or else the one that contributes most."""
        layer, number = neuron
        weights = self._network.layers[layer].weights[number]
        if layer in self._followed:
            return min(self._followed[layer], len(weights) - 1)
        return int(np.abs(weights * self._forward.passed_on(layer - 1)[0]).argmax())

    def is_following(self, layer: int) -> bool:
        """Return whether an input of ``layer`` was chosen to be followed."""
        return layer in self._followed

    def select(self, layer: int, neuron: int) -> None:
        """Select a neuron."""
        if (layer, neuron) != self._selected:
            self._selected = (layer, neuron)
            self.neuron_changed.emit()
            self.changed.emit()

    def hover(self, neuron: Neuron | None) -> None:
        """Look at the neuron under the mouse; None: there is none."""
        if neuron != self._hovered:
            self._hovered = neuron
            self.changed.emit()

    def follow(self, layer: int, source: int) -> None:
        """Follow an input of the neurons of ``layer``; each layer keeps its own."""
        if self._followed.get(layer) != source:
            self._followed[layer] = source
            self.followed_changed.emit()
            self.changed.emit()

    def followed_input(self, otherwise: int) -> int:
        """Return the input of the network that is followed, or ``otherwise`` if none was chosen."""
        return self._followed.get(0, otherwise)

    def explain(self, spotlight: Spotlight | None) -> None:
        """Show which part of the network is being explained."""
        if spotlight != self.spotlight:
            self.spotlight = spotlight
            self.changed.emit()

    def show_travel(self, travel: Travel | None) -> None:
        """Show what is on its way between two layers; None: nothing is."""
        if travel is not self.travel:
            self.travel = travel
            self.changed.emit()


def _within(network: Network, neuron: Neuron) -> Neuron:
    """Return ``neuron``, or the nearest one that ``network`` has."""
    layer = min(neuron[0], len(network.layers) - 1)
    return layer, min(neuron[1], network.layers[layer].neurons - 1)
