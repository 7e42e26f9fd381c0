"""A word of advice with one or two buttons: hints on a run, and the offer to go on with one that was cut off."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.widgets.layouts import horizontal, label, named, styled, vertical


class HintBox(QFrame):
    """Shows one piece of advice at a time, or nothing."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        """Start hidden."""
        super().__init__(parent)
        self.setObjectName("hintBox")
        styled(self, role="hint")
        self._act: Callable[[], object] = lambda: None
        self._decline: Callable[[], object] = lambda: None
        margins = (3 * SPACE, 2 * SPACE, 3 * SPACE, 2 * SPACE)
        column = vertical(appearance, self, spacing=2 * SPACE, margins=margins)
        self._words = label("", "advice", "hintText")
        self._words.setWordWrap(True)
        column.addWidget(self._words)
        self._button = named(QPushButton(), "hintButton")
        self._button.clicked.connect(lambda: self._act())
        self._other = named(QPushButton(), "hintOtherButton")
        self._other.clicked.connect(lambda: self._decline())
        buttons = horizontal(appearance)
        buttons.addWidget(self._button)
        buttons.addWidget(self._other)
        buttons.addStretch()
        column.addLayout(buttons)
        self.hide()

    @property
    def text(self) -> str:
        """What is said; empty when nothing is."""
        return "" if self.isHidden() else self._words.text()

    def say(
        self,
        words: str,
        action: tuple[str, Callable[[], object]],
        other: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        """Show ``words`` with the button ``action``, and perhaps another."""
        self._words.setText(words)
        self._button.setText(action[0])
        self._act = action[1]
        self._other.setVisible(other is not None)
        if other is not None:
            self._other.setText(other[0])
            self._decline = other[1]
        self.setAccessibleName(words)
        self.show()
