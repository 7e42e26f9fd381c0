"""A button that lets something go on by itself, step by step."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QPushButton

from nnapp.gui.widgets.fields import explain
from nnapp.gui.widgets.layouts import named


class PlayButton(QPushButton):
    """Takes one step after the other, and is called Stop meanwhile; it ends when nobody sees it any more."""

    def __init__(self, words: str, name: str, explanation: str, step: Callable[[], object]) -> None:
        """Be at rest; the owner says what a click does."""
        super().__init__(words)
        named(self, name)
        explain(self, words, explanation)
        self._words = words
        self._timer = QTimer(self)
        self._timer.timeout.connect(step)

    @property
    def is_playing(self) -> bool:
        """Whether steps follow each other."""
        return self._timer.isActive()

    def play(self, pause: int) -> None:
        """Take a step every ``pause`` milliseconds."""
        self._timer.start(pause)
        self.setText("Stop")

    def stop(self) -> None:
        """Take no more steps."""
        self._timer.stop()
        self.setText(self._words)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop."""
        super().hideEvent(event)
        self.stop()
