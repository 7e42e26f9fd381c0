"""Which digits a training run learns from, and how they are prepared: checked and frozen."""

from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path
from typing import Final

from nnapp.digits.preprocessing import DEFAULT_PREPARATION, Preparation, preparation_named
from nnapp.nn.settings import SettingsError

MNIST_SIZE: Final = 60_000
MOST_DRAWN: Final = 200_000
NONSENSE_SHARE: Final = 0.15
"""For each drawing of a digit, this many of things that are no digit, at which all outputs shall be silent."""

LONGEST_CLASS: Final = 40

LARGEST_SHIFT: Final = 8.0
LARGEST_ROTATION: Final = 45.0
LARGEST_NOISE: Final = 0.5


@dataclass(frozen=True)
class Augmentation:
    """How digits are changed each time that training meets them, so that none is met twice alike."""

    shift: float = 0.0
    """At most so many pixels in each direction, 0..8."""
    rotation: float = 0.0
    """At most so many degrees to either side, 0..45."""
    noise: float = 0.0
    """The standard deviation of what is added to each pixel, 0..0.5 of ink."""

    def __post_init__(self) -> None:
        """Refuse changes that would leave nothing to recognise."""
        limits = (
            ("shift", self.shift, LARGEST_SHIFT, "pixels"),
            ("rotation", self.rotation, LARGEST_ROTATION, "degrees"),
            ("noise", self.noise, LARGEST_NOISE, "of full ink"),
        )
        for name, value, most, unit in limits:
            if not (isfinite(value) and 0 <= value <= most):
                raise SettingsError(name, f"The {name} of digits is from 0 to {most:g} {unit}, not {value:g}.")

    @property
    def is_none(self) -> bool:
        """Whether digits stay as they are."""
        return not (self.shift or self.rotation or self.noise)


@dataclass(frozen=True)
class DataSettings:
    """What to learn from.

    Raises:
        SettingsError: a number that cannot be.
    """

    mnist: int = 55_000
    """How many of MNIST's 60,000 training digits to learn from, or at most so many of ``source``."""
    drawn: int = 40_000
    """How many synthetic drawings beside them, 0..200,000. To each hundred come 15 of things that are no digit."""
    validation: int = 5_000
    """How many of MNIST's training digits, or of ``source``, to keep for validation; nothing is learnt from them."""
    preparation: str = DEFAULT_PREPARATION.name
    augmentation: Augmentation = field(default_factory=Augmentation)
    source: str = ""
    """A file or folder of other data to learn from instead of MNIST; no drawings come to those."""
    class_names: tuple[str, ...] = ()
    """What the classes of ``source`` are called, in order; as in the data when there are none."""

    def __post_init__(self) -> None:
        """Refuse what the data cannot give."""
        if self.mnist < 0:
            raise SettingsError("mnist", f"The number of MNIST digits is from 0 up, not {self.mnist}.")
        if self.validation < 0:
            raise SettingsError("validation", f"The number of validation digits is from 0 up, not {self.validation}.")
        if not self.source and self.mnist + self.validation > MNIST_SIZE:
            raise SettingsError(
                "validation",
                f"MNIST has {MNIST_SIZE:,} training digits, not {self.mnist:,} to learn from and "
                f"{self.validation:,} for validation; use at most {MNIST_SIZE - self.mnist:,} for validation."
                if self.mnist <= MNIST_SIZE
                else f"MNIST has {MNIST_SIZE:,} training digits, not {self.mnist:,}.",
            )
        if not 0 <= self.drawn <= MOST_DRAWN:
            raise SettingsError("drawn", f"The number of drawings is from 0 to {MOST_DRAWN:,}, not {self.drawn:,}.")
        if len(set(self.class_names)) < len(self.class_names) or not all(
            0 < len(name) <= LONGEST_CLASS for name in self.class_names
        ):
            raise SettingsError("class_names", f"Class names should differ and have 1 to {LONGEST_CLASS} letters each.")
        try:
            preparation_named(self.preparation)
        except ValueError as error:
            raise SettingsError("preparation", str(error)) from error

    @property
    def nonsense(self) -> int:
        """How many things that are no digit come with the drawings."""
        return 0 if self.source else round(self.drawn * NONSENSE_SHARE)

    @property
    def total(self) -> int:
        """How many examples there are to learn from."""
        return self.mnist if self.source else self.mnist + self.drawn + self.nonsense

    @property
    def prepared_by(self) -> Preparation:
        """How the network wants its input."""
        return preparation_named(self.preparation)

    @property
    def description(self) -> str:
        """What is learnt from, for people."""
        if self.source:
            return Path(self.source).name
        words = f"{self.mnist:,} of MNIST"
        if self.drawn:
            words += f", {self.drawn:,} drawn and {self.nonsense:,} that are no digit"
        return words


def limited(settings: DataSettings, limit: int) -> tuple[int, int]:
    """Return how many of MNIST and how many drawings make about ``limit`` examples in the same proportion."""
    share = min(1.0, limit / max(settings.total, 1))
    drawn = round(share * settings.drawn)
    return limit - drawn - round(drawn * NONSENSE_SHARE) if share < 1 else settings.mnist, drawn
