"""Examples to go through in slow motion: MNIST's test digits, or the network's own data, by their numbers."""

from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
from PySide6.QtCore import QObject, Signal

from nnapp.digits.data_settings import DataSettings
from nnapp.digits.datasets import load_test_picture
from nnapp.digits.drawing import CANVAS, Drawing
from nnapp.digits.recogniser import DIGIT_NAMES
from nnapp.files.data_files import LoadedData, read_data
from nnapp.gui.state.session import Session
from nnapp.gui.work.worker import Worker
from nnapp.wording import count, whole

TEST_DIGITS: Final = 10_000
MOST: Final = 1_000_000
"""Examples that data can have; how many they do have is known once they are read."""


class ExampleShelf(QObject):
    """Hands out examples for the network of a session; own data are read when the first is asked for."""

    arrived = Signal()
    """Data that were asked for have been read."""
    failed = Signal(Exception)
    """They cannot be read; the text says why."""

    def __init__(self, session: Session, parent: QObject) -> None:
        """Follow ``session``."""
        super().__init__(parent)
        self._session = session
        self._asked = ""
        self._read: tuple[str, LoadedData] | None = None
        self._worker = Worker(self)
        self._worker.returned.connect(self._on_read)
        self._worker.failed.connect(self.failed)
        self._taken: dict[tuple[str, int], tuple[Drawing, int]] = {}

    @property
    def source(self) -> str:
        """Where the network's own data lie; empty for MNIST, or where it is not known."""
        data = self._data
        return "" if data is None else data.source

    @property
    def size(self) -> int:
        """How many examples there are at most; 0 where there are none for this network."""
        if self.source:
            return len(self._read[1]) if self._read is not None and self._read[0] == self.source else MOST
        return TEST_DIGITS if self._session.recogniser.class_names == DIGIT_NAMES else 0

    @property
    def words(self) -> str:
        """What the examples are, and how one is chosen, in a sentence."""
        if not self.size:
            return (
                "Only your drawing can be used here: the classes of this network are not MNIST's ten digits, and "
                "nnapp does not know where its data are; it does for networks opened from Runs."
            )
        if not self.source:
            return f"Your drawing, or one of MNIST's {whole(TEST_DIGITS)} test digits by its number, from 0."
        name = Path(self.source).name
        many = f"one of the {count(self.size, 'example')} of" if self.size != MOST else "an example of"
        return f"Your drawing, or {many} {name} by its number, from 0."

    def take(self, number: int) -> tuple[Drawing, int] | None:
        """Return an example, by its ``number`` below ``size``, and its class, or None while own data are being read.

        Raises:
            DataError: the files of MNIST are missing or damaged.
        """
        key = (self.source, number)
        if key not in self._taken:
            if not self.source:
                picture, label = load_test_picture(number)
                self._taken[key] = (Drawing(picture=picture, class_name=DIGIT_NAMES[label]), label)
            elif self._read is None or self._read[0] != self.source:
                self._asked = self.source
                self._worker.start(read_data(Path(self._asked)))
                return None
            else:
                self._taken[key] = _example(self._read[1], number)
        return self._taken[key]

    def number_of(self, drawing: Drawing) -> int | None:
        """Return the number of the example that ``drawing`` is, if it is one."""
        known = self._taken.items() if self.size else ()
        return next((key[1] for key, (own, _) in known if own is drawing and key[0] == self.source), None)

    @property
    def _data(self) -> DataSettings | None:
        return None if self._session.is_training_shown else self._session.networks.current.original.data

    def _on_read(self, loaded: LoadedData) -> None:
        self._read = (self._asked, loaded)
        self.arrived.emit()


def _example(data: LoadedData, number: int) -> tuple[Drawing, int]:
    label = int(data.labels[number])
    name = data.class_names[label]
    if data.images is None:
        return replace(data.drawings[number], class_name=name), label
    picture = (data.images[number].reshape(CANVAS, CANVAS) / 255).astype(np.float32)
    return Drawing(picture=picture, class_name=name), label
