"""Predictions made up for tests."""

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from nnapp.nn.predictions import Predictions


def predictions_of(outputs, labels):
    outputs = np.asarray(outputs, np.float64)
    return Predictions(outputs, np.asarray(labels, np.uint8), np.zeros_like(outputs))


def random_predictions(count=2_000, classes=10, seed=0):
    """Predictions that are right more often the stronger they are; each class is confused with the next ones."""
    rng = np.random.default_rng(seed)
    outputs = rng.random((count, classes))
    right = rng.random(count) < outputs.max(axis=1) ** 3
    labels = (outputs.argmax(axis=1) + np.where(right, 0, rng.integers(1, 4, count))) % classes
    return predictions_of(outputs, labels)


@st.composite
def any_predictions(draw):
    """None to many examples of 1 to 5 classes, some of no class, outputs within and beyond 0..1, many of them equal."""
    count, classes = draw(st.integers(0, 12)), draw(st.integers(1, 5))
    outputs = draw(arrays(np.float32, (count, classes), elements=st.sampled_from([-3.0, 0.0, 0.25, 0.9, 1.0, 7.0])))
    labels = draw(arrays(np.uint8, count, elements=st.integers(0, classes)))
    return Predictions(outputs, labels, outputs)
