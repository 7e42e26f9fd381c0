"""What the user looks at: a neuron, one of its inputs, and the part of the network that is being explained."""

import numpy as np
from PySide6.QtCore import QObject, Signal

from nnapp.digits.recogniser import Recogniser, Recognition
from nnapp.nn.inspect.spotlight import Spotlight


class Attention(QObject):
    """Keeps what the user chose; whatever it answers is in the network that is asked about."""

    selection_changed = Signal()
    """Another neuron is chosen."""
    followed_changed = Signal()
    """Another input is followed."""
    changed = Signal()
    """Another neuron is chosen or under the mouse, another input followed, or something else explained."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Choose the first neuron of the first layer."""
        super().__init__(parent)
        self._selection = (0, 0)
        self._hovered: tuple[int, int] | None = None
        self._followed: dict[int, int] = {}
        self._spotlight: Spotlight | None = None

    @property
    def spotlight(self) -> Spotlight | None:
        """What is being explained, if anything is."""
        return self._spotlight

    @property
    def is_hovering(self) -> bool:
        """Whether a neuron is under the mouse."""
        return self._hovered is not None

    def selection(self, recogniser: Recogniser) -> tuple[int, int]:
        """Return the layer, from 0, and the neuron that are chosen; always one that there is."""
        return _within(recogniser, self._selection)

    def watched(self, recogniser: Recogniser) -> tuple[int, int]:
        """Return the neuron under the mouse, or else the chosen one."""
        return _within(recogniser, self._hovered or self._selection)

    def followed(self, recogniser: Recogniser, recognition: Recognition, neuron: tuple[int, int]) -> int:
        """Return the input of ``neuron`` that is followed: the chosen one, or else the one that says most."""
        layer, number = neuron
        weights = recogniser.network.layers[layer].weights[number]
        if layer in self._followed:
            return min(self._followed[layer], len(weights) - 1)
        return int(np.abs(weights * recognition.forward.passed_on(layer - 1)[0]).argmax())

    def is_following(self, neuron: tuple[int, int]) -> bool:
        """Return whether an input of the layer of ``neuron`` was chosen to be followed."""
        return neuron[0] in self._followed

    def select(self, layer: int, neuron: int) -> None:
        """Choose a neuron."""
        if (layer, neuron) != self._selection:
            self._selection = (layer, neuron)
            self.selection_changed.emit()
            self.changed.emit()

    def hover(self, neuron: tuple[int, int] | None) -> None:
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

    def followed_pixel(self, otherwise: int) -> int:
        """Return the pixel that is followed, or ``otherwise`` if none was chosen."""
        return self._followed.get(0, otherwise)

    def explain(self, spotlight: Spotlight | None) -> None:
        """Show which part of the network is being explained."""
        if spotlight != self._spotlight:
            self._spotlight = spotlight
            self.changed.emit()


def _within(recogniser: Recogniser, neuron: tuple[int, int]) -> tuple[int, int]:
    layers = recogniser.network.layers
    layer = min(neuron[0], len(layers) - 1)
    return layer, min(neuron[1], layers[layer].neurons - 1)
