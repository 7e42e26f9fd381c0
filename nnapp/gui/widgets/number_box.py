"""A field for a number, which can be typed with an exponent, as in 1e-3."""

import re
from typing import Final

from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QDoubleSpinBox

BEGUN: Final = re.compile(r"[-+]?\d*\.?\d*(e[-+]?\d*)?", re.IGNORECASE)
"""A number, or the beginning of one."""


class NumberBox(QDoubleSpinBox):
    """Takes what people type for a number; one that is not allowed leaves the value as it was.

    Qt's own field drops each character that does not fit, so that 1e-3 became 13 and -1 became 1.
    """

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Let a number be typed character by character."""
        state, text, position = super().validate(text, position)
        bare = self._bare(text)
        if state is not QValidator.State.Invalid or not BEGUN.fullmatch(bare):
            return state, text, position
        number = _number(bare)
        allowed = number is not None and self.minimum() <= round(number, self.decimals()) <= self.maximum()
        return QValidator.State.Acceptable if allowed else QValidator.State.Intermediate, text, position

    def valueFromText(self, text: str) -> float:
        """Return the number that was typed."""
        number = _number(self._bare(text))
        return super().valueFromText(text) if number is None else number

    def textFromValue(self, value: float) -> str:
        """Return the number without zeros at its end."""
        text = super().textFromValue(value)
        return text.rstrip("0").rstrip(".") if "." in text else text

    def _bare(self, text: str) -> str:
        return text.removesuffix(self.suffix()).strip()


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
