"""The picture that stands for a cell of a confusion matrix: its most confident example."""

from time import perf_counter
from typing import Final

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from nnapp.digits.drawing import Ink
from nnapp.gui.work.evaluation import Cell, Evaluation
from nnapp.nn.predictions import Predictions

SLICE: Final = 0.006
"""Seconds for which pictures are made in one go, so that the window stays alive: strokes must be inked first."""


class CellPictures(QObject):
    """The pictures of all cells that have examples."""

    made = Signal()
    """All pictures are there."""

    def __init__(self, parent: QObject) -> None:
        """Start without pictures."""
        super().__init__(parent, objectName="cellPictures")
        self._evaluation: Evaluation | None = None
        self._inks: dict[Cell, Ink] = {}
        self._waiting: list[tuple[Cell, int]] = []
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._make_some)

    def clear(self) -> None:
        """Let go of the pictures and of their evaluation."""
        self._timer.stop()
        self._evaluation, self._inks = None, {}

    def begin(self, evaluation: Evaluation) -> None:
        """Begin to make the pictures of ``evaluation``, unless that was begun before ``clear``."""
        if self._evaluation is None:
            self._evaluation = evaluation
            self._waiting = list(most_confident(evaluation.first.predictions).items())
            self._timer.start()

    def ink(self, cell: Cell) -> Ink | None:
        """Return the picture of a cell; None if it has no examples, or the picture is not there yet."""
        return self._inks.get(cell)

    def _make_some(self) -> None:
        start = perf_counter()
        while self._evaluation is not None and self._waiting and perf_counter() - start < SLICE:
            cell, number = self._waiting.pop()
            self._inks[cell] = self._evaluation.ink(number)
        if not self._waiting:
            self._timer.stop()
            self.made.emit()


def most_confident(predictions: Predictions) -> dict[Cell, int]:
    """Return the example with the strongest output for each label and answer that occur together."""
    classes = predictions.outputs.shape[1]
    # The most confident last, and of equals the first of them, as what is written last stays.
    order = np.argsort(-predictions.strongest, kind="stable")[::-1]
    order = order[predictions.labels[order] < classes]
    chosen = np.full((classes, classes), -1)
    chosen[predictions.labels[order], predictions.answers[order]] = order
    return {(int(k), int(j)): int(chosen[k, j]) for k, j in np.argwhere(chosen >= 0)}
