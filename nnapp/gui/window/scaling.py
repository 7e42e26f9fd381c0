"""How large everything is: what the user chose, times what the window has room for."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SMALL

STEPS: Final = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5)
"""What the user can choose."""
ROOM: Final = (1280, 800)
"""Pixels of a window in which nothing is enlarged."""
GROWTH: Final = 0.75
"""The power of the room by which type grows; the rest of the room goes to pictures."""
PRESENTED: Final = (1024, 768)
PRESENTED_TYPE: Final = 22
"""The pixels of the smallest type of a window of that size while it presents."""
LEAST_SHARE: Final = 0.7
"""Of that size; a screen of fewer pixels is one whose pixels are larger, as the system scales them."""
REST: Final = 120
"""Milliseconds without a change of size before type follows."""


class Scaling(QObject):
    """Keeps the zoom of ``Appearance`` at what the user chose, times what the window has room for."""

    def __init__(self, window: QWidget, appearance: Appearance, chosen: float) -> None:
        """Follow the size of ``window``; ``chosen`` is what the user chose last, 0.8 to 2.5."""
        super().__init__(window)
        self._window, self._appearance = window, appearance
        self.chosen = min(STEPS, key=lambda step: abs(step - chosen))
        """What the user chose, one of ``STEPS``."""
        self._is_presenting = False
        self._timer = QTimer(self, singleShot=True, interval=REST)
        self._timer.timeout.connect(self._apply)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the window once it rests, and at once when it is shown."""
        if event.type() == QEvent.Type.Resize:
            self._timer.start()
        elif event.type() == QEvent.Type.Show:
            self._apply()
        return super().eventFilter(watched, event)

    def step(self, number: int) -> None:
        """Go ``number`` steps larger, or smaller where it is negative; 0: to the usual size."""
        place = STEPS.index(self.chosen) + number if number else STEPS.index(1.0)
        self.chosen = STEPS[min(max(place, 0), len(STEPS) - 1)]
        self._apply()

    def set_presenting(self, is_presenting: bool) -> None:  # noqa: FBT001 - on or off
        """Make type as large as an audience needs, or as usual."""
        self._is_presenting = is_presenting
        self._apply()

    def _apply(self) -> None:
        self._timer.stop()
        self._appearance.set_zoom(self.chosen * self._room())

    def _room(self) -> float:
        """Return how much the window's room enlarges everything, in twentieths, so that dragging is smooth."""
        usual = PRESENTED if self._is_presenting else ROOM
        share = min(self._window.width() / usual[0], self._window.height() / usual[1])
        if self._is_presenting:
            return max(share, LEAST_SHARE) * PRESENTED_TYPE / SMALL
        return round(20 * float(max(share, 1.0) ** GROWTH)) / 20
