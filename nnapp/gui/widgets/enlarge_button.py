"""A button that gives a panel the whole window, and gives it back."""

from PySide6.QtWidgets import QSplitter, QToolButton, QWidget

from nnapp.gui.widgets.fields import explain
from nnapp.gui.widgets.layouts import named, styled


class EnlargeButton(QToolButton):
    """Hides what shares a window with ``panel``: whatever a divider separates it from."""

    def __init__(self, panel: QWidget, name: str, of_what: str, text: str = "⤢") -> None:
        """Enlarge ``panel``, which people call ``of_what``; ``name`` is the object name."""
        super().__init__()
        named(styled(self, role="quiet"), name)
        self.panel, self._of_what, self._text = panel, of_what, text
        self._hidden: list[QWidget] = []
        self.clicked.connect(self.toggle)
        self._show()

    @property
    def is_enlarged(self) -> bool:
        """Whether the panel has the whole window."""
        return bool(self._hidden)

    def toggle(self) -> None:
        """Give the panel the whole window, or show again what was hidden."""
        if self._hidden:
            for other in self._hidden:
                other.show()
            self._hidden = []
        else:
            self._hidden = [other for other in _beside(self.panel) if not other.isHidden()]
            for other in self._hidden:
                other.hide()
        self._show()

    def _show(self) -> None:
        self.setText("⤡ Back" if self._hidden else self._text)
        back = "Show the rest of the window again (Esc)."
        words = back if self._hidden else f"Let {self._of_what} fill the window."
        explain(self, f"Enlarge {self._of_what}", words)


def _beside(panel: QWidget) -> list[QWidget]:
    """Return what dividers separate ``panel`` from, in all panels that it is a part of."""
    found = []
    widget, parent = panel, panel.parentWidget()
    while parent is not None:
        if isinstance(parent, QSplitter):
            others = (parent.widget(place) for place in range(parent.count()))
            found += [other for other in others if other is not None and other is not widget]
        widget, parent = parent, parent.parentWidget()
    return found
