"""What the network reads drawings as, found in a thread of its own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Final

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from nnapp.digits.preprocessing import prepare_drawings, see
from nnapp.digits.recogniser import Recogniser
from nnapp.files.collection_lines import KeptDrawing
from nnapp.gui.work.worker import Worker, once

AT_ONCE: Final = 32
"""Drawings that are parsed and read together, in some 7 ms."""
REST: Final = 150
"""Milliseconds without a step of scrolling after which reading goes on."""


@dataclass(frozen=True)
class Readings:
    """What some drawings were read as."""

    names: tuple[tuple[str, str], ...]
    """The key of each drawing, and the name of the class with the strongest output."""


def read(recogniser: Recogniser, drawings: tuple[KeptDrawing, ...]) -> Readings:
    """Return what ``drawings`` are read as."""
    pages = prepare_drawings([kept.drawing for kept in drawings], recogniser.preparation)
    inputs = see(pages, recogniser.preparation).reshape(len(pages), -1)
    with np.errstate(over="ignore", invalid="ignore"):
        answers = recogniser.network.forward(inputs).outputs.argmax(axis=1).tolist()
    names = (recogniser.class_names[answer] for answer in answers)
    return Readings(tuple((kept.key, name) for kept, name in zip(drawings, names, strict=True)))


class HandReader(QObject):
    """Reads drawings, a few at a time, and keeps the answers until another network is to read them."""

    changed = Signal()
    """There are more answers, or none any more, as another network reads."""

    def __init__(
        self, recogniser: Recogniser, wanted: Callable[[], Iterable[KeptDrawing]], parent: QObject | None = None
    ) -> None:
        """Let ``recogniser`` read what ``wanted`` yields, the most urgent first; it is asked again and again."""
        super().__init__(parent)
        self._recogniser, self._wanted = recogniser, wanted
        self.answers: dict[str, str] = {}
        """What the drawings that were read so far are read as, by their keys: names of classes."""
        self._worker = Worker(self)
        self._worker.returned.connect(self._on_read)
        self._rest = QTimer(self, singleShot=True, interval=REST)
        # A job that is still on by then may be one of a network before, of which nothing is told.
        self._rest.timeout.connect(self._start)

    def use(self, recogniser: Recogniser) -> None:
        """Read all drawings anew, unless ``recogniser`` computes like the one before."""
        if recogniser.computes_like(self._recogniser):
            return
        self._recogniser = recogniser
        self.answers.clear()
        self._worker.stop()
        self.changed.emit()
        self._start()

    def go_on(self) -> None:
        """Read what is wanted and was not read yet."""
        if not self._worker.is_running:
            self._start()

    def rest(self) -> None:
        """Read nothing for a moment: Python runs one thread at a time, and a page that scrolls goes first."""
        self._rest.start()

    def _start(self) -> None:
        if not self._rest.isActive():
            unread = (kept for kept in self._wanted() if kept.key not in self.answers)
            if some := tuple(islice(unread, AT_ONCE)):
                self._worker.start(once(read, self._recogniser, some))

    def _on_read(self, readings: Readings) -> None:
        self.answers.update(readings.names)
        self.changed.emit()
        self.go_on()
