"""A button that shows what was chosen, with a menu to choose something else."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.widgets.layouts import named, set_plain_tooltip, styled

ARROW = 40
"""Pixels for the margins and the arrow."""
LEAST = 60


class MenuButton(QPushButton):
    """Shows as much of its words as there is room for; all of them are a tooltip where they are cut."""

    def __init__(self, name: str, menu: QMenu, appearance: Appearance) -> None:
        """Open ``menu``, which belongs to the button from now on; ``name`` is the object name."""
        super().__init__()
        named(styled(self, role="list"), name)
        self._appearance = appearance
        self._words = self._more = self._short = ""
        menu.setParent(self, menu.windowFlags())
        self.setMenu(menu)

    def show_words(self, words: str, more: str = "", short: str = "") -> None:
        """Show ``words``, or ``short`` ones where there is no room for them; ``more`` is said under the mouse."""
        self._words, self._more, self._short = words, more, short or words
        self._write()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Write as much of the words as there is room for."""
        super().resizeEvent(event)
        self._write()

    def _write(self) -> None:
        px = self._appearance.px
        room = max(px(LEAST), self.width() - px(ARROW))
        metrics = self.fontMetrics()
        fitting = self._words if metrics.horizontalAdvance(self._words) <= room else self._short
        words = metrics.elidedText(fitting, Qt.TextElideMode.ElideMiddle, room)
        set_plain_tooltip(self, self._more or (self._words if words != self._words else ""))
        # A space in front, as Qt leaves out the padding where there is a menu; "&" doubled, as one alone would
        # underline the letter after it.
        self.setText(f"\N{EN SPACE}{words.replace('&', '&&')}")
