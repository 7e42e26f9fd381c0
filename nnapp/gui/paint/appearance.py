"""How the window looks: light or dark, as the system has it or as the user chooses, and how much it is enlarged."""

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import Final
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from shiboken6 import isValid

from nnapp.gui.paint.motion import reduces_motion
from nnapp.gui.paint.theme import CONTRAST, DARK, LIGHT, TextHeight, Theme

CHOICES: Final = ("system", "light", "dark", "contrast")
SMALLEST, LARGEST = 0.8, 8.0
"""The least and the most that the window can be enlarged: what the user chooses, on the largest of screens."""


class Appearance(QObject):
    """The theme in force; widgets repaint when it changes."""

    changed = Signal()

    def __init__(self, choice: str = "system", parent: QObject | None = None) -> None:
        """Start with a choice of "system", "light", "dark" or "contrast"; anything else counts as "system"."""
        super().__init__(parent)
        self.choice = choice if choice in CHOICES else "system"
        """What the user chose, one of ``CHOICES``; ``choose`` changes it."""
        self._themes = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}
        self.theme = self._found_theme()
        """The theme that follows from the choice, the system and the zoom."""
        self._scaled: WeakKeyDictionary[QObject, dict[str, tuple[float | TextHeight, ...]]] = WeakKeyDictionary()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    @cached_property
    def animates(self) -> bool:
        """Whether things may move on the screen: not where the system asks for reduced motion."""
        # Asked when something is about to move, as the answer of the desktop takes a moment.
        return not reduces_motion()

    @property
    def zoom(self) -> float:
        """How much everything is enlarged; 1.0 is the usual size."""
        return self.theme.zoom

    def choose(self, choice: str) -> None:
        """Take another of the ``CHOICES``."""
        if choice not in CHOICES:
            raise ValueError(f"An appearance is one of {', '.join(CHOICES)}, not “{choice}”.")
        if choice != self.choice:
            self.choice = choice
            self.theme = self._found_theme()
            self.changed.emit()

    def set_zoom(self, factor: float) -> None:
        """Enlarge everything ``factor`` times, within what is possible."""
        factor = min(max(factor, SMALLEST), LARGEST)
        if factor == self.zoom:
            return
        self._themes = {theme.name: replace(theme, zoom=factor) for theme in (LIGHT, DARK, CONTRAST)}
        self.theme = self._found_theme()
        # Qt may have deleted an object that Python still knows.
        for owner, setters in [entry for entry in self._scaled.items() if isValid(entry[0])]:
            for name, lengths in setters.items():
                getattr(owner, name)(*map(self.px, lengths))
        self.changed.emit()

    def px(self, length: float | TextHeight) -> int:
        """Return a length in whole screen pixels."""
        return self.theme.px(length)

    def scale(self, setter: Callable[..., object], *lengths: float | TextHeight) -> None:
        """Call ``setter``, a method of a Qt object, with these lengths on the screen: now, and when the zoom changes.

        The object is not kept alive by it. To call it again for the same method replaces the lengths.
        """
        owner: QObject = setter.__self__  # type: ignore[attr-defined] # a bound method has one
        self._scaled.setdefault(owner, {})[setter.__name__] = lengths
        setter(*map(self.px, lengths))

    def _found_theme(self) -> Theme:
        is_dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self._themes[("dark" if is_dark else "light") if self.choice == "system" else self.choice]

    def _on_system_changed(self) -> None:
        if self.choice == "system":
            self.theme = self._found_theme()
            self.changed.emit()
