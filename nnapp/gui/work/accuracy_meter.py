"""The accuracy of networks on MNIST's test digits, measured beside the window."""

from collections import deque
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from nnapp.digits.recogniser import DIGIT_NAMES, Recogniser
from nnapp.gui.work.measuring import Accuracy, unseen_accuracy
from nnapp.gui.work.worker import Worker

MOST_KNOWN: Final = 30
"""Networks whose accuracy is kept, the newest ones."""
REST: Final = 500
"""Milliseconds from the last question to measuring, so that a network that is soon followed by another is not."""


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
        # After the window was painted: Python runs one thread at a time, and this one has half a second to do.
        self._soon = QTimer(self, singleShot=True, interval=REST)
        self._soon.timeout.connect(self._measure)

    def accuracy(self, recogniser: Recogniser) -> float | None:
        """Return the accuracy of ``recogniser``, 0..1; None: it is being measured, or has other classes than digits."""
        known = next((share for measured, share in self._known if measured.computes_like(recogniser)), None)
        is_asked = self._asked is not None and self._asked.computes_like(recogniser)
        if known is None and not is_asked and recogniser.class_names == DIGIT_NAMES:
            self._asked = recogniser
            self._soon.start()
        return known

    def _measure(self) -> None:
        if self._asked is not None:
            self._worker.start(unseen_accuracy(self._asked))

    def _on_measured(self, accuracy: Accuracy) -> None:
        self._known.append((accuracy.recogniser, accuracy.share))
        self.measured.emit()
