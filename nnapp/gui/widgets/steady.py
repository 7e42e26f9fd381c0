"""A text that changes with every stroke, but does not have the whole window laid out again each time."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QWidget


class Steady(QWidget):
    """Holds a label; what lies around it is laid out again only when the text needs a different height, or more width.

    A label by itself asks for that with each change of its text.
    """

    def __init__(self, text: QLabel) -> None:
        """Hold ``text``."""
        super().__init__()
        self._text, self._needed = text, -1
        text.setParent(self)
        policy = text.sizePolicy()
        policy.setHeightForWidth(text.wordWrap())
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Ask for what the text asks for."""
        return self._text.sizeHint().expandedTo(self._text.minimumSize())

    def minimumSizeHint(self) -> QSize:
        """Ask for what the text needs."""
        return self._text.minimumSizeHint().expandedTo(self._text.minimumSize())

    def heightForWidth(self, width: int) -> int:
        """Return the height of the text where it wraps at ``width``."""
        return max(self._text.heightForWidth(width), self._text.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the text all the room."""
        super().resizeEvent(event)
        self._text.resize(self.size())

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with texts that came while it was hidden."""
        super().showEvent(event)
        self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """Pass on that the text has changed only if it needs other room."""
        if event.type() == QEvent.Type.LayoutRequest:
            least = self.minimumSizeHint()
            needed = self.heightForWidth(self.width()) if self._text.wordWrap() else least.height()
            if needed != self._needed or least.width() > self.width():
                self._needed = needed
                self.updateGeometry()
        return super().event(event)
