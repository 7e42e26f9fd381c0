"""Parts that belong together light up while the mouse is over one of them, or one has the focus."""

from collections.abc import Hashable

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from nnapp.gui.widgets.layouts import restyle


class Lights(QObject):
    """Knows which parts belong together, by keys, and lights those of one key at a time."""

    changed = Signal(object)
    """The parts of this key are lit; None when no part is."""

    def __init__(self, parent: QObject) -> None:
        """Start without parts."""
        super().__init__(parent)
        self._keys: dict[QObject, Hashable] = {}
        self._joined: dict[Hashable, list[QWidget]] = {}
        self._lit: list[QWidget] = []

    def join(self, key: Hashable, *widgets: QWidget) -> None:
        """Let ``widgets`` light up with ``key``."""
        self._joined.setdefault(key, []).extend(widgets)

    def watch(self, widget: QWidget, key: Hashable) -> None:
        """Light ``key`` while the mouse is over ``widget``, or it has the focus."""
        self._keys[widget] = key
        widget.installEventFilter(self)

    def light(self, key: Hashable | None) -> None:
        """Light what belongs to ``key``, and nothing else."""
        wanted = self._joined.get(key, []) if key is not None else []
        for widget in self._lit:
            if widget not in wanted:
                restyle(widget, "lit", value=False)
        for widget in wanted:
            restyle(widget, "lit", value=True)
        self._lit = wanted
        self.changed.emit(key)

    def settle(self) -> None:
        """Light what belongs to the part with the focus, if one has it."""
        focused = (key for widget, key in self._keys.items() if isinstance(widget, QWidget) and widget.hasFocus())
        self.light(next(focused, None))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the mouse and the focus."""
        if event.type() in (QEvent.Type.Enter, QEvent.Type.FocusIn) and watched in self._keys:
            self.light(self._keys[watched])
        elif event.type() in (QEvent.Type.Leave, QEvent.Type.FocusOut):
            self.settle()
        return super().eventFilter(watched, event)
