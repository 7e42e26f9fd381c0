"""How often a view follows what changes faster than anyone can see."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer

INTERVAL: Final = 50
"""Milliseconds between two calls: 20 a second."""


class Throttle(QObject):
    """Calls a function when asked to, but not more often than every ``INTERVAL``; the last request is never lost."""

    def __init__(self, act: Callable[[], object], parent: QObject) -> None:
        """Call ``act``, for as long as ``parent`` lives at most."""
        super().__init__(parent)
        self._act, self._is_wanted = act, False
        self._timer = QTimer(self, singleShot=True, interval=INTERVAL)
        self._timer.timeout.connect(self._act_if_wanted)

    def ask(self) -> None:
        """Call the function now, or as soon as the interval is over."""
        self._is_wanted = True
        if not self._timer.isActive():
            self._act_if_wanted()

    def _act_if_wanted(self) -> None:
        if self._is_wanted:
            self._is_wanted = False
            self._timer.start()
            self._act()
