"""How many of MNIST's test digits a changed network has right, found beside the window."""

from dataclasses import dataclass
from queue import SimpleQueue

from PySide6.QtCore import QObject, QThread, Signal

from nnapp.digits.datasets import load_test_data
from nnapp.digits.errors import DataError
from nnapp.digits.recogniser import Recogniser
from nnapp.nn.evaluation import evaluate_by_chunks
from nnapp.nn.losses import loss_named


@dataclass(frozen=True)
class TestAccuracy:
    """What was found."""

    recogniser: Recogniser
    original: Recogniser
    """The network before it was changed."""
    accuracy: float = float("nan")
    """0..1."""
    original_accuracy: float = float("nan")
    examples: int = 0
    problem: str = ""


_Pair = tuple[Recogniser, Recogniser]


class AccuracyThread(QThread):
    """Evaluates the newest network that it was given; an older one that waits is passed over."""

    measured = Signal(TestAccuracy)

    def __init__(self, parent: QObject | None = None) -> None:
        """Start without work."""
        super().__init__(parent)
        self._wanted: SimpleQueue[_Pair | None] = SimpleQueue()
        self._known: tuple[Recogniser, float] | None = None

    def measure(self, recogniser: Recogniser, original: Recogniser) -> None:
        """Ask for the accuracy of ``recogniser``, and of the network ``original`` that it was made from."""
        self._wanted.put((recogniser, original))
        if not self.isRunning():
            self.start(QThread.Priority.LowPriority)

    def shut_down(self) -> None:
        """End, and wait until the thread is gone."""
        self._wanted.put(None)
        self.requestInterruption()
        self.wait()

    def run(self) -> None:
        """Evaluate until asked to end."""
        while (pair := self._newest()) is not None:
            recogniser, original = pair
            try:
                before = self._accuracy_of_original(original)
                accuracy = before if recogniser is original else self._accuracy(recogniser)
            except DataError as error:
                self.measured.emit(TestAccuracy(recogniser, original, problem=str(error)))
                continue
            if accuracy is not None and before is not None:
                examples = len(load_test_data(recogniser.preparation))
                self.measured.emit(TestAccuracy(recogniser, original, accuracy, before, examples))

    def _accuracy_of_original(self, original: Recogniser) -> float | None:
        """Return the same for a network that many changed ones are compared with, so that it is kept."""
        if self._known is None or self._known[0] is not original:
            found = self._accuracy(original)
            self._known = None if found is None else (original, found)
        return None if self._known is None else self._known[1]

    def _accuracy(self, recogniser: Recogniser) -> float | None:
        """Return the accuracy, or None when a newer network, or the end of the window, makes it uninteresting."""
        digits = load_test_data(recogniser.preparation)
        for result in evaluate_by_chunks(recogniser.network, digits, loss_named("squared error")):
            if result.examples == len(digits):
                return result.accuracy
            if not self._wanted.empty() or self.isInterruptionRequested():
                return None
        return None

    def _newest(self) -> "_Pair | None":
        wanted = self._wanted.get()
        while wanted is not None and not self._wanted.empty():
            wanted = self._wanted.get()
        return wanted
