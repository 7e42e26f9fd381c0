"""The accuracy of networks on MNIST's test digits, measured beside the window."""

from collections import deque
from typing import Final

from PySide6.QtCore import QObject, Signal

from nnapp.digits.recogniser import DIGIT_NAMES, Recogniser
from nnapp.gui.work.measuring import Accuracy, unseen_accuracy
from nnapp.gui.work.worker import Worker

MOST_KNOWN: Final = 30
"""Networks whose accuracy is kept, the newest ones."""


class AccuracyMeter(QObject):
    """Measures one network at a time, the one that was asked for last."""

    measured = Signal()
    """The accuracy of a network is known now."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start without a network."""
        super().__init__(parent)
        # Not what they were measured with, which is 8 MB for each preparation.
        self._known: deque[tuple[Recogniser, float]] = deque(maxlen=MOST_KNOWN)
        self._asked: Recogniser | None = None
        self._worker = Worker(self)
        self._worker.returned.connect(self._on_measured)

    def accuracy(self, recogniser: Recogniser) -> float | None:
        """Return the accuracy of ``recogniser``, 0..1; None: it is being measured, or has other classes than digits."""
        known = next((share for measured, share in self._known if measured is recogniser), None)
        if known is None and recogniser is not self._asked and recogniser.class_names == DIGIT_NAMES:
            self._asked = recogniser
            self._worker.start(unseen_accuracy(recogniser))
        return known

    def _on_measured(self, accuracy: Accuracy) -> None:
        self._known.append((accuracy.recogniser, accuracy.share))
        self.measured.emit()
