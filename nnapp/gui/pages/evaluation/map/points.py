"""The points of a map: what each of them is, and where it lies on the screen."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF

from nnapp.digits.drawing import Ink
from nnapp.gui.widgets.table_export import Rows
from nnapp.gui.work.evaluation import Evaluation
from nnapp.gui.work.mapping import ActivationMap
from nnapp.nn.arrays import Indices, Labels, Reals
from nnapp.wording import decimals

LETTERS: Final = 3
"""Of a name, that stand for its class."""


@dataclass(frozen=True, eq=False)
class MapPoints:
    """The examples of an evaluation that lie on a map, and what its first network made of them."""

    made: ActivationMap
    evaluation: Evaluation

    def __len__(self) -> int:
        """The number of points."""
        return len(self.made.numbers)

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """What each class is marked by: the first letters of its name, or its last ones if they tell more apart."""
        names = self.evaluation.class_names
        first = tuple(name[:LETTERS] for name in names)
        last = tuple(name.rpartition(" ")[2][-LETTERS:] for name in names)
        return max(first, last, key=lambda marks: len({*marks}))

    @cached_property
    def labels(self) -> Labels:
        """The class of each point, (points,)."""
        return self.evaluation.first.predictions.labels[self.made.numbers]

    @cached_property
    def answers(self) -> Indices:
        """What each point was read as, (points,)."""
        answers: Indices = self.evaluation.first.predictions.answers[self.made.numbers]
        return answers

    @property
    def is_wrong(self) -> NDArray[np.bool_]:
        """Whether it was read as another class, (points,)."""
        wrong: NDArray[np.bool_] = self.answers != self.labels
        return wrong

    def words(self, point: int) -> str:
        """Return what a point is, and how it was read."""
        label, answer = (self.evaluation.class_names[part[point]] for part in (self.labels, self.answers))
        activation = self.evaluation.first.predictions.strongest[self.made.numbers[point]]
        return f"{label} read as {answer}: {decimals(activation, 2)}"

    def ink(self, point: int) -> Ink:
        """Return the picture of a point, ink (28, 28)."""
        return self.evaluation.ink(int(self.made.numbers[point]))

    def rows(self) -> Rows:
        """Return the figures of all points, as a table."""
        yield "index", "class", "answer", "1st component", "2nd component"
        names = self.evaluation.class_names
        for point, (x, y) in enumerate(self.made.places):
            number, label, answer = self.made.numbers[point], self.labels[point], self.answers[point]
            yield int(number), names[label], names[answer], float(x), float(y)


@dataclass(frozen=True)
class MapFrame:
    """Which part of the plane is shown, and where on the screen."""

    inside: QRectF
    middle: tuple[float, float]
    """What lies in the middle of ``inside``."""
    scale: float
    """Pixels for a distance of 1, along both axes."""

    def pixels(self, places: Reals) -> Reals:
        """Return the pixel of each place, both (points, 2)."""
        centre = self.inside.center()
        pixels: Reals = (places - self.middle) * (self.scale, -self.scale) + (centre.x(), centre.y())
        return pixels

    def place_at(self, pixel: QPointF) -> tuple[float, float]:
        """Return what lies at a pixel."""
        away = (pixel - self.inside.center()) / self.scale
        return self.middle[0] + away.x(), self.middle[1] - away.y()
