"""Which digits a training run learns from, and how they are prepared: checked and frozen."""

from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Final

from nnapp.digits.class_names import check_class_names
from nnapp.digits.preparations import DEFAULT_PREPARATION, PREPARATIONS, Preparation, preparation_named
from nnapp.nn.setting_declarations import Range, SettingsError, check_declared, setting

MNIST_SIZE: Final = 60_000
MOST_DRAWN: Final = 200_000
MOST_HELD_OUT: Final = 0.15
"""The share of the user's own data that is held out for validation at most."""


@dataclass(frozen=True)
class Augmentation:
    """How digits are changed each time that training uses them, so that none is used twice alike.

    Raises:
        SettingsError: a value that would leave nothing to recognise.
    """

    shift: float = setting(
        0.0,
        "Shift",
        "Each time a digit is used, it is moved by up to this number of pixels.",
        unit="pixels",
        at_low="none",
        numbers=Range(0.0, 8.0, step=0.5, decimals=1),
    )
    rotation: float = setting(
        0.0,
        "Rotation",
        "Each time a digit is used, it is rotated by up to this angle in either direction.",
        unit="°",
        at_low="none",
        numbers=Range(0.0, 45.0, step=5.0),
    )
    noise: float = setting(
        0.0,
        "Noise",
        "Each time a digit is used, random noise with this standard deviation is added to its pixels; 1 is full ink.",
        at_low="none",
        numbers=Range(0.0, 0.5, step=0.05, decimals=2),
    )

    def __post_init__(self) -> None:
        """Refuse what is out of range."""
        check_declared(self)

    @property
    def is_none(self) -> bool:
        """Whether digits stay as they are."""
        return not (self.shift or self.rotation or self.noise)


@dataclass(frozen=True)
class DataSettings:
    """What to learn from.

    Raises:
        SettingsError: a value that is invalid, or more than MNIST holds.
    """

    examples: int = setting(
        55_000,
        "Digits",
        "The number of examples to learn from. MNIST has 60,000, including those held out for validation.",
        formerly="mnist",
        numbers=Range(0, step=1_000),
    )
    drawn: int = setting(
        20_000,
        "Drawings",
        "The number of synthetic drawings, which imitate drawing with a mouse, to learn from in addition to MNIST.",
        numbers=Range(0, MOST_DRAWN, step=1_000),
    )
    nonsense_share: float = setting(
        0.6,
        "Non-digits",
        "The number of letters, shapes and scribbles, as a share of the drawings. Every output neuron should stay "
        "silent for them.",
        unit="%",
        at_low="none",
        numbers=Range(0.0, 3.0, step=0.1, decimals=2),
    )
    validation: int = setting(
        5_000,
        "Validation",
        "The number of examples held out: they are not used for training, so they show whether the network "
        "recognises digits or has only memorised its examples. Of your own data, at most 15 %.",
        numbers=Range(0, step=500),
    )
    preparation: str = setting(
        DEFAULT_PREPARATION.name,
        "Preparation",
        "How each digit is centred and made upright before the network sees it, as pixels or as directions.",
        choices=tuple((entry.name, entry.label) for entry in PREPARATIONS),
    )
    augmentation: Augmentation = field(default_factory=Augmentation)
    source: str = ""
    """A file or folder of other data to learn from instead of MNIST, without synthetic drawings."""
    validation_share: float = MOST_HELD_OUT
    """The share of ``source`` that is held out at most, 0..0.5."""
    class_names: tuple[str, ...] = ()
    """What the classes of ``source`` are called, in order; as in the data when empty."""
    hand: str = ""
    """A file of the user's own drawings to learn from beside MNIST."""
    warps: int = 0
    """The number of examples that are made from the drawings of ``hand``, each a little different."""

    def __post_init__(self) -> None:
        """Refuse what the data cannot provide."""
        check_declared(self)
        # A file name that is no UTF-8 has surrogates in Python, which no file of settings can hold.
        if any("\ud800" <= letter <= "\udfff" for letter in self.source + self.hand):
            raise SettingsError("source", "The name of the data is not valid Unicode; rename the file.")
        if self.prepared_by.directions and not self.augmentation.is_none:
            raise SettingsError(
                "preparation", "Shift, rotation and noise change pixels, not directions; set all three to 0."
            )
        if not 0 <= self.validation_share <= 0.5:
            raise SettingsError("validation", "The share held out for validation should be from 0 to 0.5.")
        if not self.source and self.examples + self.validation > MNIST_SIZE:
            raise SettingsError(
                "validation" if self.examples <= MNIST_SIZE else "examples",
                f"{self.examples:,} digits to learn from and {self.validation:,} for validation are more than "
                f"MNIST's {MNIST_SIZE:,} training digits; use at most {MNIST_SIZE:,} in all.",
            )
        self._check_hand()
        check_class_names(self.class_names, partial(SettingsError, "class_names"))

    def _check_hand(self) -> None:
        if self.hand and self.source:
            raise SettingsError("source", "Your own drawings are learnt beside MNIST, not beside other data.")
        if not 0 <= self.warps <= MOST_DRAWN or (self.warps and not self.hand):
            raise SettingsError(
                "hand", f"From 0 to {MOST_DRAWN:,} examples are made from a file of drawings, and none without a file."
            )

    @property
    def nonsense(self) -> int:
        """The number of non-digits that come with the synthetic drawings."""
        return 0 if self.source else round(self.drawn * self.nonsense_share)

    @property
    def total(self) -> int:
        """The number of examples to learn from."""
        return self.examples if self.source else self.examples + self.drawn + self.nonsense + self.warps

    @property
    def rehearsal(self) -> "DataSettings":
        """What is learnt beside the drawings of ``hand``, so that nothing is forgotten; all, where there is none."""
        return replace(self, hand="", warps=0)

    def split(self, found: int) -> tuple[int, int]:
        """Return how many of ``found`` examples of ``source`` are learnt from, and how many are held out."""
        return split_sizes(found, self.examples, self.validation, self.validation_share)

    def split_note(self, found: int) -> str:
        """Return in words how ``found`` examples of ``source`` are divided."""
        learnt, held_out = self.split(found)
        most = f" (at most {self.validation_share:.0%})".replace("%", " %") if held_out < self.validation else ""
        name = Path(self.source).name
        return f"{learnt:,} of {found:,} examples in {name} for training, {held_out:,}{most} held out for validation"

    @property
    def prepared_by(self) -> Preparation:
        """How the input of the network is prepared."""
        return preparation_named(self.preparation)

    @property
    def description(self) -> str:
        """What is learnt from, in words."""
        if self.source:
            return Path(self.source).name
        words = f"{self.examples:,} from MNIST"
        if self.drawn:
            words += f", {self.drawn:,} drawings and {self.nonsense:,} non-digits"
        if self.warps:
            words += f", {self.warps:,} variations of your drawings"
        return words


def limited(settings: DataSettings, limit: int) -> tuple[int, int]:
    """Return how many digits and synthetic drawings make ``limit`` examples, or all, in the same proportion."""
    if settings.source or limit >= settings.total:
        return min(limit, settings.examples), settings.drawn
    # Rounded up, they could bring more non-digits than there is room for.
    drawn = min(round(limit / settings.total * settings.drawn), int(limit / (1 + settings.nonsense_share)))
    return limit - drawn - round(drawn * settings.nonsense_share), drawn


def split_sizes(found: int, examples: int, validation: int, share: float = MOST_HELD_OUT) -> tuple[int, int]:
    """Return how many of the ``found`` examples of the user's data are for training, and how many are held out.

    ``examples`` and ``validation`` are wanted; at most the ``share``, 0..1, is held out.
    """
    held_out = min(validation, int(share * found))
    return min(examples, found - held_out), held_out
