"""A slider for one number, with its name before it and the number behind it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QSlider, QWidget

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.widgets.fields import explain, without_wheel
from nnapp.gui.widgets.layouts import fill, horizontal, label, named
from nnapp.wording import decimals, whole

CAPTION_WIDTH, NUMBER_WIDTH = 28, 56
TWO_DECIMALS = partial(decimals, places=2)


def as_whole(value: float) -> str:
    """Return a number that only takes whole steps: 5,000."""
    return whole(round(value))


class NumberSlider(QWidget):
    """Moves a number in steps from ``low`` to ``high``; one that is set may lie between the steps, or beyond."""

    moved = Signal(float)
    """A person has moved it to this number."""

    def __init__(
        self,
        name: str,
        caption: str,
        explanation: str,
        span: tuple[float, float, float],
        appearance: Appearance,
        words: Callable[[float], str] = TWO_DECIMALS,
    ) -> None:
        """Start at 0, or as near as can be; ``span`` is the least, the most, and the step."""
        super().__init__()
        self._low, high, self._step = span
        self._words, self._explanation = words, explanation
        self.slider = without_wheel(named(QSlider(Qt.Orientation.Horizontal), name))
        self.slider.setRange(0, round((high - self._low) / self._step))
        self.slider.setPageStep(max(self.slider.maximum() // 20, 1))
        explain(self.slider, caption, explanation)
        self.caption = label(caption, "muted")
        appearance.scale(self.caption.setMinimumWidth, CAPTION_WIDTH)
        self._number = label("", name=f"{name}Number")
        self._number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        appearance.scale(self._number.setMinimumWidth, NUMBER_WIDTH)
        fill(horizontal(appearance, self), self.caption, (self.slider, 1), self._number)
        self._value = 0.0
        self.set_value(min(max(0.0, self._low), high))
        self.slider.valueChanged.connect(self._on_moved)

    @property
    def value(self) -> float:
        """The number."""
        return self._value

    def set_value(self, value: float) -> None:
        """Show ``value``, without a signal."""
        self._value = value
        with QSignalBlocker(self.slider):
            # Beyond the ends the slider stays at its end, and the number tells the truth.
            self.slider.setValue(round(min(max((value - self._low) / self._step, 0), self.slider.maximum())))
        self._show_number()

    def _on_moved(self, position: int) -> None:
        # Rounded, as 3 · 0.1 is to be 0.3.
        self._value = round(self._low + position * self._step, 9) + 0.0
        self._show_number()
        self.moved.emit(self._value)

    def _show_number(self) -> None:
        words = self._words(self._value)
        self._number.setText(words)
        self.slider.setAccessibleDescription(f"{words}. {self._explanation}")
