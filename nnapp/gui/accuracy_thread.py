"""How many of MNIST's test digits a changed network has right, found beside the window."""

from dataclasses import dataclass
from queue import SimpleQueue

from PySide6.QtCore import QObject, QThread, Signal

from nnapp.digits.datasets import load_test_data
from nnapp.digits.errors import DataError
from nnapp.digits.recogniser import Recogniser
from nnapp.nn.evaluation import evaluate_by_chunks
from nnapp.nn.examples import Examples
from nnapp.nn.losses import loss_named


@dataclass(frozen=True)
class TestAccuracy:
    """What was found."""

    recogniser: Recogniser
    accuracy: float
    """0..1."""
    examples: int
    problem: str = ""


class AccuracyThread(QThread):
    """Evaluates the newest network that it was given; an older one that waits is passed over."""

    measured = Signal(TestAccuracy)

    def __init__(self, parent: QObject | None = None) -> None:
        """Start without work."""
        super().__init__(parent)
        self._wanted: SimpleQueue[Recogniser | None] = SimpleQueue()
        self._digits: tuple[str, Examples] | None = None

    def measure(self, recogniser: Recogniser) -> None:
        """Ask for the accuracy of ``recogniser``."""
        self._wanted.put(recogniser)
        if not self.isRunning():
            self.start(QThread.Priority.LowPriority)

    def shut_down(self) -> None:
        """End, and wait until the thread is gone."""
        self._wanted.put(None)
        self.requestInterruption()
        self.wait()

    def run(self) -> None:
        """Evaluate until asked to end."""
        while (recogniser := self._newest()) is not None:
            try:
                digits = self._prepared(recogniser)
            except DataError as error:
                self.measured.emit(TestAccuracy(recogniser, float("nan"), 0, str(error)))
                continue
            steps = evaluate_by_chunks(recogniser.network, digits, loss_named("squared error"))
            result = next(steps)
            # A newer network, or the end of the window, makes this one uninteresting.
            while result.examples < len(digits) and self._wanted.empty() and not self.isInterruptionRequested():
                result = next(steps)
            if result.examples == len(digits):
                self.measured.emit(TestAccuracy(recogniser, result.accuracy, result.examples))

    def _newest(self) -> Recogniser | None:
        wanted = self._wanted.get()
        while wanted is not None and not self._wanted.empty():
            wanted = self._wanted.get()
        return wanted

    def _prepared(self, recogniser: Recogniser) -> Examples:
        name = recogniser.preparation.name
        if self._digits is None or self._digits[0] != name:
            self._digits = (name, load_test_data(recogniser.preparation))
        return self._digits[1]
