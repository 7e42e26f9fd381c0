"""What is marked in the diagram: the selected neuron, the one under the mouse, the followed input."""

from dataclasses import dataclass

from nnapp.nn.inspect.spotlight import Spotlight
from nnapp.nn.inspect.travel import Travel

Neuron = tuple[int, int]
"""A layer, counted from 0, and the number of a neuron in it."""


@dataclass(frozen=True)
class Marks:
    """The marks upon one network; every neuron named here is one that it has."""

    selected: Neuron = (0, 0)
    hovered: Neuron | None = None
    """The neuron under the mouse, if there is one."""
    followed: int = 0
    """An input of ``following``."""
    explained: Spotlight | None = None
    """The part that is being explained, if there is one."""
    travel: Travel | None = None
    """What is on its way between two layers, if anything is."""

    @property
    def watched(self) -> Neuron:
        """The neuron under the mouse, or else the selected one."""
        return self.hovered or self.selected

    @property
    def is_connection(self) -> bool:
        """Whether one connection is being explained."""
        return self.explained is not None and self.explained.connection

    @property
    def following(self) -> Neuron:
        """The neuron whose input is followed: that of an explained connection, or else the watched one."""
        return self.selected if self.is_connection else self.watched
