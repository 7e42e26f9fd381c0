"""How well each class is recognised: precision and recall."""

from dataclasses import dataclass

import numpy as np

from nnapp.nn.inspect.proportions import shares
from nnapp.nn.predictions import Predictions


@dataclass(frozen=True)
class ClassFigures:
    """The figures of one class."""

    label: int
    precision: float
    """Of the examples taken for this class, the share that are of it, 0..1; NaN if none were taken for it."""
    recall: float
    """Of the examples of this class, the share taken for it, 0..1; NaN if there are none."""
    examples: int
    """How many examples there are of it."""


def class_figures(predictions: Predictions) -> tuple[ClassFigures, ...]:
    """Return the figures of each class, in order. Examples of no class lower the precision of what they are taken for.

    The answer is the strongest output, whether it fires or not.
    """
    classes = predictions.outputs.shape[1]
    right = predictions.confusion.diagonal()
    taken_for = np.bincount(predictions.answers, minlength=classes)
    examples = np.bincount(predictions.labels, minlength=classes)[:classes]
    figures = zip(shares(right, taken_for), shares(right, examples), examples, strict=True)
    return tuple(
        ClassFigures(label, float(precision), float(recall), int(count))
        for label, (precision, recall, count) in enumerate(figures)
    )
