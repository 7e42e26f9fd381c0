"""Values on their way from one layer of a network to the next, or back."""

from dataclasses import dataclass

from nnapp.nn.arrays import Array


@dataclass(frozen=True, eq=False)
class Travel:
    """What runs along the connections between two layers, at one moment."""

    layer: int
    """The left one of the two layers, counted from 0; -1 stands for the inputs."""
    is_forward: bool
    """Whether it runs from the left layer to the right one, as activations do, or back, as errors do."""
    share: float
    """How much of the way is behind it, 0..1."""
    values: Array | None = None
    """What runs along each connection, (neurons of the right layer, neurons of the left one); None: w a."""
