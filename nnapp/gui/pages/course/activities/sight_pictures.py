"""What a neuron looks for, as a picture, and what it found of it in a drawing."""

from typing import Final

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from nnapp.digits.drawing import CANVAS, Ink
from nnapp.gui.paint import colour_bar
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.images import contributions_image, ink_image, weight_image
from nnapp.gui.paint.theme import SMALL, Theme
from nnapp.gui.paint.titled_picture import TITLE, paint_titled_picture
from nnapp.gui.widgets.painted_widget import PaintedWidget
from nnapp.nn.arrays import Array

GAP, INSET = 20, 3
LEAST: Final = (240, 190)
BLANK: Final = np.zeros((CANVAS, CANVAS), np.float32)


class SightPictures(PaintedWidget):
    """Paints both pictures side by side: weights in two colours, or in ink the input that the neuron prefers."""

    usual_size = (380, 210)

    def __init__(self, appearance: Appearance) -> None:
        """Start blank."""
        super().__init__("What the neuron looks for, and what it found", "neuron", appearance)
        self.setObjectName("sightPictures")
        self.sought: Array = BLANK
        """The weights of the neuron, or its preferred input, (28, 28)."""
        self.is_ink = False
        """Whether ``sought`` is ink."""
        self._found: Array = BLANK
        self._seen: Ink = BLANK
        appearance.scale(self.setMinimumSize, *LEAST)

    def show_sight(self, sought: Array, found: Array, seen: Ink, *, is_ink: bool) -> None:
        """Show what is sought, and the contributions of the pixels of ``seen``, all (28, 28)."""
        self.sought, self._found, self._seen, self.is_ink = sought, found, seen, is_ink
        self.update()

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint the pictures with their titles and legends."""
        gap, inset, title = theme.px(GAP), theme.px(INSET), theme.px(TITLE)
        below = colour_bar.bar_height(theme) + theme.px(6)
        side = float(int(min((self.width() - gap - 2 * inset) / 2, self.height() - title - below - 2 * inset)))
        sought = QRectF(inset, inset + title, side, side)
        found = sought.translated(side + gap, 0)
        strongest, most = (float(np.abs(part).max()) or 1.0 for part in (self.sought, self._found))
        name = "preferred input" if self.is_ink else "weights"
        image = ink_image(self.sought, theme) if self.is_ink else weight_image(self.sought, strongest, theme)
        paint_titled_picture(painter, theme, sought, f"looks for: {name}", image, name)
        contributions = contributions_image(self._found, most, self._seen, theme)
        paint_titled_picture(painter, theme, found, "finds: contributions", contributions, "contributions")
        for place, largest, is_ink in ((sought, strongest, self.is_ink), (found, most, False)):
            bar = QRectF(place.left(), place.bottom() + theme.px(5), side, colour_bar.bar_height(theme))
            if is_ink:
                painter.setFont(theme.font(SMALL))
                painter.setPen(theme.color("muted"))
                painter.drawText(bar, "ink it would like best")
            else:
                colour_bar.paint_colour_bar(painter, theme, bar, largest, ("opposes", "supports"))
