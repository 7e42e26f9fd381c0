"""What every activity of a lesson has in common."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nnapp.files.lessons.lesson import Value, Values
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.widgets.wrapping import share, wrap

PICTURE, NUMBERS, MOST = 260, 290, 560
"""The least widths of a picture and of what is beside it, and the most that they use, in pixels."""


class Activity(QWidget):
    """Something to move in a lesson: values that the lesson sets, and quantities that its challenges ask about.

    It works with the mouse and with the keyboard alone, in any width from 420 pixels, and changes nothing outside.
    """

    changed = Signal()
    """A quantity may have changed."""

    def set_values(self, values: Values) -> None:
        """Take ``values``, which fit the declaration; those that are not named stay as they are."""
        raise NotImplementedError

    def taking(self, name: str) -> Callable[[Value], None]:
        """Return what takes a value of that name: what to do when it is moved, chosen or typed."""
        return lambda value: self.set_values({name: value})

    def put_beside(self, picture: QWidget, numbers: QWidget, appearance: Appearance) -> None:
        """Fill the activity with a picture and, beside or below it, what is set and what is written out."""
        picture, numbers = share(picture, 3, appearance, PICTURE, MOST), share(numbers, 2, appearance, NUMBERS, MOST)
        wrap(self, appearance, picture, numbers)

    def quantities(self) -> dict[str, Value]:
        """Return every value and quantity of the declaration, as it is now."""
        raise NotImplementedError
