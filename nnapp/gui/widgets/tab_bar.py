"""A row of tabs."""

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QTabBar


class TabBar(QTabBar):
    """Tabs that the wheel does not change by accident while a page is scrolled."""

    def __init__(self) -> None:
        """Start without tabs."""
        super().__init__(expanding=False, drawBase=False)
        # The selected tab is bold, and wider than it was.
        self.currentChanged.connect(lambda _: self.updateGeometry())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()
