"""The picture that stands for a cell of a confusion matrix: its most confident example."""

from collections.abc import Generator

import numpy as np

from nnapp.digits.drawing import Ink
from nnapp.gui.work.evaluation import Cell, Evaluation
from nnapp.nn.predictions import Predictions


def cell_inks(evaluation: Evaluation) -> Generator[None, None, dict[Cell, Ink]]:
    """Return the pictures of all cells that have examples: a job, as strokes must be inked first."""
    inks = {}
    for cell, number in most_confident(evaluation.first.predictions).items():
        inks[cell] = evaluation.ink(number)
        yield
    return inks


def most_confident(predictions: Predictions) -> dict[Cell, int]:
    """Return the example with the strongest output for each label and answer that occur together."""
    classes = predictions.outputs.shape[1]
    # The most confident last, and of equals the first of them, as what is written last stays.
    order = np.argsort(-predictions.strongest, kind="stable")[::-1]
    order = order[predictions.labels[order] < classes]
    chosen = np.full((classes, classes), -1)
    chosen[predictions.labels[order], predictions.answers[order]] = order
    return {(int(k), int(j)): int(chosen[k, j]) for k, j in np.argwhere(chosen >= 0)}
