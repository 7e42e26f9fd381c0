"""What every activity of a lesson has in common."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nnapp.files.lessons.lesson import Value, Values


class Activity(QWidget):
    """Something to move in a lesson: values that the lesson sets, and quantities that its challenges ask about.

    It works with the mouse and with the keyboard alone, in any width from 420 pixels, and changes nothing outside.
    """

    changed = Signal()
    """A quantity may have changed."""

    def set_values(self, values: Values) -> None:
        """Take ``values``, which fit the declaration; those that are not named stay as they are."""
        raise NotImplementedError

    def quantities(self) -> dict[str, Value]:
        """Return every value and quantity of the declaration, as it is now."""
        raise NotImplementedError
