"""What an activation means: of the answers that a network gives with about 0.9, how many are right."""

from dataclasses import dataclass

import numpy as np

from nnapp.nn.predictions import Predictions


@dataclass(frozen=True)
class Bin:
    """The examples whose strongest output lies between two bounds."""

    low: float
    """Above this; 0 itself belongs to the first bin."""
    high: float
    """Up to and including this."""
    examples: int
    activation: float
    """The mean of their strongest output, 0..1; NaN without examples."""
    accuracy: float
    """The share of them that are right, 0..1; NaN without examples."""


@dataclass(frozen=True)
class Calibration:
    """The bins, and how far activations are from the share that is right."""

    bins: tuple[Bin, ...]
    error: float
    """The expected calibration error, 0..1; NaN without examples."""


def calibration(predictions: Predictions, bins: int = 10) -> Calibration:
    """Return the examples in ``bins`` of the same width, by their strongest output.

    The expected calibration error is the mean of |accuracy - activation| over the bins, each weighted by its examples
    (Guo et al., "On Calibration of Modern Neural Networks", 2017). An output beyond 0..1 counts as 0 or 1.
    """
    edges = np.linspace(0.0, 1.0, bins + 1)
    activations = predictions.strongest.astype(np.float64).clip(0.0, 1.0)
    places = edges[1:-1].searchsorted(activations)
    examples = np.bincount(places, minlength=bins)
    activation_sums = np.bincount(places, activations, bins)
    right = np.bincount(places, predictions.is_correct, bins)
    found = tuple(
        Bin(
            float(edges[place]),
            float(edges[place + 1]),
            int(number),
            float(activation_sums[place] / number) if number else float("nan"),
            float(right[place] / number) if number else float("nan"),
        )
        for place, number in enumerate(examples)
    )
    # Times the examples of a bin, the difference of the means is that of the sums.
    error = np.abs(right - activation_sums).sum() / len(predictions) if len(predictions) else float("nan")
    return Calibration(found, float(error))
