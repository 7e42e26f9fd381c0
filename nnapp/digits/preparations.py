"""The ways in which a digit is prepared for a network."""

from dataclasses import dataclass
from typing import Final

from nnapp.nn.errors import named


@dataclass(frozen=True)
class Preparation:
    """A way to prepare input; weight files refer to it by its name."""

    name: str
    """In files and on the command line."""
    label: str
    """On the screen."""
    explanation: str
    """What happens to a drawing before the network sees it, as shown to users."""
    deskew: bool
    """Whether the digit is sheared upright."""
    stretch: bool
    """Whether its ink is stretched to a fixed standard deviation down and another across."""
    directions: bool = False
    """Whether the network sees the directions of the edges instead of the pixels."""

    @property
    def resamples(self) -> bool:
        """Whether it changes a digit that is already scaled and centred."""
        return self.deskew or self.stretch or self.directions


PREPARATIONS: Final = (
    Preparation("mnist", "As in MNIST", "scaled to fit 20x20 pixels, centred", deskew=False, stretch=False),
    Preparation(
        "mnist-deskew", "Upright", "scaled to fit 20x20 pixels, slant removed, centred", deskew=True, stretch=False
    ),
    Preparation(
        "mnist-moments",
        "Upright, one size",
        "slant removed, brought to one size and proportion, centred",
        deskew=True,
        stretch=True,
    ),
    Preparation(
        "mnist-directions",
        "Directions",
        "slant removed, brought to one size and proportion, centred; then the strength of its edges in each of eight "
        "directions instead of its pixels",
        deskew=True,
        stretch=True,
        directions=True,
    ),
)

DEFAULT_PREPARATION: Final = PREPARATIONS[2]
"""What new networks are trained with: of those that show pixels it leaves them the least to learn."""


def preparation_named(name: str) -> Preparation:
    """Return the preparation called ``name``.

    Raises:
        InputError: there is none.
    """
    return named(PREPARATIONS, name, "preparation")
