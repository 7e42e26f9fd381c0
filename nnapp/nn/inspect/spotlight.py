"""Which part of a network is being explained."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Spotlight:
    """A layer, or one connection."""

    layer: int
    """Counted from 0; -1 stands for the inputs."""
    connection: bool = False
    """Whether only the followed connection into the selected neuron is meant, not the whole layer."""
