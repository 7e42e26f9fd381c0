"""Light or dark: as the system has it, or as the user chooses."""

from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from nnapp.gui.paint.theme import CONTRAST, DARK, LIGHT, Theme

CHOICES: Final = ("system", "light", "dark", "contrast")


class Appearance(QObject):
    """The theme in force; widgets repaint when it changes."""

    changed = Signal()

    def __init__(self, choice: str = "system", parent: QObject | None = None) -> None:
        """Start with a choice of "system", "light", "dark" or "contrast"; anything else counts as "system"."""
        super().__init__(parent)
        self._choice = choice if choice in CHOICES else "system"
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_changed)

    @property
    def choice(self) -> str:
        """What the user chose: "system", "light", "dark" or "contrast"."""
        return self._choice

    @property
    def theme(self) -> Theme:
        """The theme that follows from the choice and from the system."""
        if self._choice == "system":
            return DARK if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
        return {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}[self._choice]

    def choose(self, choice: str) -> None:
        """Take another of the ``CHOICES``."""
        if choice not in CHOICES:
            raise ValueError(f"An appearance is one of {', '.join(CHOICES)}, not “{choice}”.")
        if choice != self._choice:
            self._choice = choice
            self.changed.emit()

    def _on_system_changed(self) -> None:
        if self._choice == "system":
            self.changed.emit()
