"""Pages as tabs, each built when it is first opened."""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from nnapp.gui.widgets.tab_bar import TabBar


class LazyTabs(QTabWidget):
    """Shows one page at a time; each has a key by which it is opened."""

    opened = Signal(Enum)
    """The key of the page that was opened."""

    def __init__(self, name: str) -> None:
        """Start without pages; ``name`` is the object name."""
        super().__init__()
        self.setObjectName(name)
        self.setTabBar(TabBar())
        self._keys: list[Enum] = []
        self._unbuilt: dict[Enum, tuple[QWidget, Callable[[], QWidget]]] = {}
        self.currentChanged.connect(self._on_current)

    def hasHeightForWidth(self) -> bool:
        """Whether a wrapped text may ask for height: no, pages fit what they have."""
        return False

    def minimumSizeHint(self) -> QSize:
        """Return the least size; Qt counts the tab bar even where it is hidden."""
        least = super().minimumSizeHint()
        return least - QSize(0, self.tabBar().minimumSizeHint().height()) if self.tabBar().isHidden() else least

    def hide_tabs(self, hidden: bool) -> None:  # noqa: FBT001 - Qt's own way
        """Hide the tabs, or show them; the pages have their room meanwhile."""
        self.tabBar().setHidden(hidden)
        self.updateGeometry()

    def add(self, key: Enum, title: str, make: Callable[[], QWidget]) -> None:
        """Add a page under a tab called ``title``; ``make`` builds it when it is first opened."""
        room = QWidget()
        self._keys.append(key)
        self._unbuilt[key] = (room, make)
        self.addTab(room, title)

    def open(self, key: Enum) -> None:
        """Open the page of that key."""
        self.setCurrentIndex(self._keys.index(key))

    def tab_rect(self, key: Enum) -> QRect:
        """Return where the tab of the page of that key lies in the tab bar."""
        return self.tabBar().tabRect(self._keys.index(key))

    def build(self, key: Enum) -> None:
        """Build the page of that key if it was not yet opened."""
        if key in self._unbuilt:
            room, make = self._unbuilt.pop(key)
            made = make()
            column = QVBoxLayout(room)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            column.addWidget(made)
            # At once, not at the next turn of the event loop: whoever opens a page finds it visible.
            made.show()

    def _on_current(self, index: int) -> None:
        self.build(self._keys[index])
        self.opened.emit(self._keys[index])
