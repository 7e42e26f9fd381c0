"""A field for an input of a neuron: a pixel by its row and column, or a neuron of the layer before."""

import re

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QSpinBox

from nnapp.digits.drawing import CANVAS
from nnapp.gui.widgets.neuron_words import short_input_name


class SourceBox(QSpinBox):
    """Its value is the number of the input, counted from 0; its text is what people call it."""

    def __init__(self) -> None:
        """Start with pixels."""
        super().__init__()
        self._of_pixels = True
        self.setKeyboardTracking(False)
        self.setMaximum(CANVAS * CANVAS - 1)

    def show_source(self, source: int, inputs: int, *, of_pixels: bool) -> bool:
        """Show one of ``inputs`` inputs, without a signal; return whether the field has changed."""
        if (source, inputs - 1, of_pixels) == (self.value(), self.maximum(), self._of_pixels):
            return False
        with QSignalBlocker(self):
            self._of_pixels = of_pixels
            self.setMaximum(inputs - 1)
            self.setValue(source)
            # The text may differ even when the number is the same.
            self.lineEdit().setText(self.textFromValue(source))
        return True

    def textFromValue(self, value: int) -> str:
        """Return row and column, or the neuron's name."""
        return short_input_name(value, of_pixels=self._of_pixels)

    def valueFromText(self, text: str) -> int:
        """Return the number of the input; what cannot be read leaves the value as it is."""
        numbers = [int(part) for part in re.findall(r"\d+", text)]
        if self._of_pixels and len(numbers) == 2 and max(numbers) < CANVAS:
            return CANVAS * numbers[0] + numbers[1]
        if not self._of_pixels and len(numbers) == 1:
            return min(max(numbers[0] - 1, 0), self.maximum())
        return self.value()

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Let anything be typed; it is read when it is finished."""
        return QValidator.State.Acceptable, text, position
