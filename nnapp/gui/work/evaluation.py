"""What a network makes of labelled data: the predictions, and the examples behind them."""

from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from pathlib import Path

import numpy as np

from nnapp.digits.data_settings import DataSettings
from nnapp.digits.drawing import CANVAS, Drawing, Ink
from nnapp.digits.preprocessing import canvas_ink
from nnapp.digits.recogniser import Recogniser
from nnapp.files.data_files import LoadedData
from nnapp.files.weight_file import WeightFile
from nnapp.nn.arrays import Indices, Labels
from nnapp.nn.examples import Examples
from nnapp.nn.inspect.pairing import Pairing
from nnapp.nn.predictions import Predictions

Cell = tuple[int, int]
"""Of a confusion matrix: the class of examples, and the class that they were read as."""


class Source(Enum):
    """Where the examples come from that a network is evaluated on."""

    MNIST = "MNIST test"
    HELD_OUT = "Held out from training"
    WRITTEN = "Synthetic drawings"
    FILE = "Opened data"


@dataclass(frozen=True)
class DataChoice:
    """Which data a network is evaluated on."""

    source: Source = Source.MNIST
    path: Path | None = None
    """Of opened data."""

    @property
    def words(self) -> str:
        """What they are called: "MNIST test", or the name of the file or folder that was opened."""
        return self.source.value if self.path is None else self.path.name


@dataclass(frozen=True, eq=False)
class Contender:
    """A network to evaluate."""

    name: str
    """What people call it."""
    recogniser: Recogniser
    data: DataSettings | None = None
    """What it was trained on, if that is known."""

    @classmethod
    def of(cls, weights: WeightFile, name: str) -> "Contender":
        """Return the network in ``weights``, which people call ``name``."""
        recorded = None if weights.record is None else weights.record.data_settings
        return cls(name, weights.recogniser, weights.data or recorded)

    def may_have_met(self, held_out: DataSettings) -> bool:
        """Return whether it may have learnt from what training with these settings ``held_out``."""
        if self.data is None:
            return True
        if not (self.data.source or held_out.source):
            # Of MNIST, fewer digits for validation are always some of more.
            return self.data.validation < held_out.validation
        both = (self.data, held_out)
        splits = {(data.source, data.validation, data.validation_share) for data in both}
        return all(data.source for data in both) and len(splits) > 1


@dataclass(frozen=True, eq=False)
class Judged:
    """A network, and what it makes of the data."""

    name: str
    """What people call the network."""
    recogniser: Recogniser
    examples: Examples
    """What it sees of the data."""
    predictions: Predictions


@dataclass(frozen=True, eq=False)
class Evaluation:
    """What one network, or two, make of the same data."""

    words: str
    """What the data are: "MNIST test, 10,000 digits"."""
    data: LoadedData
    """The examples as they were drawn; labels are numbered as the network numbers its classes."""
    first: Judged
    second: Judged | None = None
    non_digits: Predictions | None = None
    """What the first network makes of letters, shapes and scribbles; None if its classes are not the ten digits."""
    is_second_familiar: bool = False
    """Whether the second network may have learnt from some of the examples, which were held out from the first."""

    @property
    def class_names(self) -> tuple[str, ...]:
        """The classes that the network knows."""
        return self.first.recogniser.class_names

    @property
    def judged(self) -> tuple[Judged, ...]:
        """The one network that is evaluated, or both."""
        return (self.first,) if self.second is None else (self.first, self.second)

    @cached_property
    def pairing(self) -> Pairing | None:
        """The two networks compared, if there are two."""
        return None if self.second is None else Pairing(self.first.predictions, self.second.predictions)

    def is_like(self, other: "Evaluation") -> bool:
        """Return whether nothing but names and firing thresholds differ: the predictions are the same ones."""
        return [one.predictions for one in self.judged] == [one.predictions for one in other.judged]

    def drawing(self, number: int) -> Drawing:
        """Return an example as it goes on the canvas, with the name of its class."""
        name = self.class_names[int(self.data.labels[number])]
        if self.data.images is None:
            return replace(self.data.drawings[number], class_name=name)
        return Drawing(picture=self.ink(number), class_name=name)

    def ink(self, number: int) -> Ink:
        """Return a picture of an example, ink (28, 28)."""
        if self.data.images is None:
            return canvas_ink(self.data.drawings[number])
        ink: Ink = (self.data.images[number].reshape(CANVAS, CANVAS) / 255).astype(np.float32)
        return ink


def evenly_chosen(labels: Labels, most: int) -> Indices:
    """Return the numbers of ``most`` examples at most, rising: of each class about the same share."""
    if len(labels) <= most:
        return np.arange(len(labels))
    # By class, as a step through examples that take turns would meet the same classes again and again.
    by_class = np.argsort(labels, kind="stable")
    chosen: Indices = np.sort(by_class[np.arange(most) * len(labels) // most])
    return chosen
