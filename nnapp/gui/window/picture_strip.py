"""What else there is in a picture that was opened: its other digits, or the other way to take it."""

from PySide6.QtWidgets import QFrame, QSizePolicy

from nnapp.digits.drawing import Ink
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.state.sketch import Sketch
from nnapp.gui.widgets.buttons import enable, push_button
from nnapp.gui.widgets.layouts import fill, paragraph, styled, vertical
from nnapp.gui.widgets.wrapping import Whole, share, wrap

LEAST_WIDTH = 240
"""Of the words, in pixels; buttons that do not fit beside them go below."""
AS_IT_IS = "Like MNIST's digits, {} has 28×28 pixels, light on dark, so it went in as it is."
SCALED = "The digit in {} has been scaled and centred."


class PictureStrip(Whole):
    """Stands above the pages while a digit of the picture that was opened last is on the canvas.

    What it says follows from the drawing, so it is right after an undo, too.
    """

    def __init__(self, sketch: Sketch, appearance: Appearance) -> None:
        """Show digits as drawings of ``sketch``; hidden at first."""
        super().__init__()
        self.setObjectName("pictureStrip")
        self._sketch = sketch
        self._digits: tuple[Ink, ...] = ()
        self._name, self._is_unchanged = "", False
        frame = styled(QFrame(), role="hint")
        self._words = paragraph("", name="pictureWords")
        self._previous = push_button(
            "Previous", "previousDigitButton", "Show the previous digit in the picture.", lambda: self._step(-1)
        )
        self._next = push_button(
            "Next", "nextDigitButton", "Show the next digit in the picture.", lambda: self._step(1)
        )
        self._other = push_button(
            "", "otherWayButton", "Take the picture the other way.", lambda: self._step(1 - 2 * self._place)
        )
        close = push_button("Close", "closePictureButton", "Hide this message; the drawing stays.", self._forget)
        buttons = (self._other, self._previous, self._next, close)
        for button in buttons:
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        margins = (3 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        words = share(self._words, 1, appearance, LEAST_WIDTH)
        wrap(frame, appearance, words, *buttons, spacing=2 * SPACE, margins=margins)
        fill(vertical(appearance, self, margins=(SPACE, 2 * SPACE, SPACE, 0)), frame)
        sketch.changed.connect(self._follow)
        self.hide()

    def offer(self, name: str, digits: tuple[Ink, ...], *, is_unchanged: bool) -> None:
        """Put the first of ``digits`` of the picture ``name`` on the canvas, and offer the others.

        If the picture went in as it is, the first of them is the picture and the next what was found in it.
        """
        self._name, self._digits, self._is_unchanged = name, digits, is_unchanged
        self._sketch.show_picture(digits[0])

    @property
    def _place(self) -> int:
        """Which of the digits is on the canvas, counted from 0; -1 if none is."""
        drawing = self._sketch.drawing
        is_shown = [digit is drawing.picture for digit in self._digits]
        return is_shown.index(True) if any(is_shown) and not drawing.strokes else -1

    def _follow(self) -> None:
        place, count = self._place, len(self._digits)
        self.setVisible(place >= 0 and (count > 1 or self._is_unchanged))
        if self.isHidden():
            return
        for button in (self._previous, self._next):
            button.setVisible(not self._is_unchanged)
        self._other.setVisible(self._is_unchanged and count > 1)
        self._other.setText("Take it as it is" if place else "Scale and centre it")
        enable(((self._previous, place > 0, self._next), (self._next, place < count - 1, self._previous)))
        words = f"{count} digits found in {self._name}: this is digit {place + 1}."
        if self._is_unchanged:
            words = (SCALED if place else AS_IT_IS).format(self._name)
        self._words.setText(words)

    def _step(self, step: int) -> None:
        self._sketch.show_picture(self._digits[self._place + step])

    def _forget(self) -> None:
        self._digits = ()
        self._follow()
