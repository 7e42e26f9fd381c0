"""A field for an input of a neuron: what the network sees at a place, or a neuron of the layer before."""

import re

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QSpinBox

from nnapp.digits.drawing import PIXELS
from nnapp.digits.preparations import DEFAULT_PREPARATION, Preparation
from nnapp.gui.widgets.input_words import input_called
from nnapp.gui.widgets.neuron_words import short_source_name


class SourceBox(QSpinBox):
    """Its value is the number of the input, counted from 0; its text is what people call it."""

    def __init__(self) -> None:
        """Start with pixels."""
        super().__init__()
        self._preparation: Preparation | None = DEFAULT_PREPARATION
        self.setKeyboardTracking(False)
        self.setMaximum(PIXELS - 1)

    def show_source(self, source: int, inputs: int, preparation: Preparation | None) -> bool:
        """Show one of ``inputs`` inputs, without a signal; return whether the field has changed.

        Without a ``preparation`` they are neurons.
        """
        if (source, inputs - 1, preparation) == (self.value(), self.maximum(), self._preparation):
            return False
        with QSignalBlocker(self):
            self._preparation = preparation
            self.setMaximum(inputs - 1)
            self.setValue(source)
            # The text may differ even when the number is the same.
            self.lineEdit().setText(self.textFromValue(source))
        return True

    def textFromValue(self, value: int) -> str:
        """Return the name of the input."""
        return short_source_name(value, self._preparation)

    def valueFromText(self, text: str) -> int:
        """Return the number of the input; what cannot be read leaves the value as it is."""
        if self._preparation is not None:
            return input_called(text, self._preparation, self.value())
        numbers = re.findall(r"\d+", text)
        return min(max(int(numbers[0]) - 1, 0), self.maximum()) if len(numbers) == 1 else self.value()

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Let anything be typed; it is read when it is finished."""
        return QValidator.State.Acceptable, text, position
