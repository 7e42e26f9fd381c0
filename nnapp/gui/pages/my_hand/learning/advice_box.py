"""What is missing before the network can learn a hand well, and the way to it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy

from nnapp.files.hand_learning import advice
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.widgets.buttons import push_button
from nnapp.gui.widgets.layouts import column, paragraph, styled
from nnapp.gui.widgets.wrapping import share, wrap

DRAW: Final = "Begin a guided round that asks for what is missing."
LEAST_WIDTH: Final = 180
"""Of the words, in pixels; a button that does not fit beside them goes below."""


class AdviceBox(QFrame):
    """Says which digits are missing, or too few, or nothing."""

    round_wanted = Signal()
    """The person wants to draw them now."""

    def __init__(self, appearance: Appearance) -> None:
        """Start hidden."""
        super().__init__()
        styled(self, role="hint").setObjectName("handAdvice")
        self._first, self._rest = paragraph("", "strong", "adviceHeadline"), paragraph("", name="adviceWords")
        self.draw = push_button("Draw them now", "drawMissingButton", DRAW, self.round_wanted.emit)
        """To be disabled while a round is on."""
        words = share(column(appearance, self._first, self._rest), 1, appearance, LEAST_WIDTH)
        self.draw.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        margins = (3 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        wrap(self, appearance, words, self.draw, spacing=2 * SPACE, margins=margins)
        self.hide()

    def show_labels(self, labels: Sequence[int]) -> None:
        """Give advice on drawings of these ``labels``, if there is any to give."""
        first, end, rest = advice(labels).partition(". ")
        self._first.setText(first + end.rstrip())
        self._rest.setText(rest)
        self._rest.setVisible(bool(rest))
        self.setVisible(bool(first))
