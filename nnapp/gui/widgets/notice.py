"""A short message that appears over a window for a moment: what is being done, or was done."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QLabel, QWidget

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.widgets.layouts import styled

LASTING = 6_000
"""Milliseconds."""


class Notice(QLabel):
    """Shows one message at a time at the foot of a widget, and lets the mouse through."""

    def __init__(self, over: QWidget, appearance: Appearance) -> None:
        """Stand over ``over``, hidden."""
        super().__init__(over)
        styled(self, role="notice").setObjectName("notice")
        self._over, self._appearance = over, appearance
        # File names come here; they are text and nothing else.
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._timer = QTimer(self, singleShot=True, interval=LASTING)
        self._timer.timeout.connect(self.hide)
        over.installEventFilter(self)
        self.hide()

    def say(self, words: str) -> None:
        """Show ``words`` for a moment, or nothing any more."""
        self.setText(words)
        self.setVisible(bool(words))
        self._take_place()
        self.raise_()
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot of the widget."""
        if event.type() == QEvent.Type.Resize:
            self._take_place()
        return super().eventFilter(watched, event)

    def _take_place(self) -> None:
        room = self._over.rect()
        self.setWordWrap(False)
        self.adjustSize()
        if self.width() > room.width():
            self.setWordWrap(True)
            self.resize(room.width(), self.heightForWidth(room.width()))
        self.move((room.width() - self.width()) // 2, room.height() - self.height() - self._appearance.px(2 * SPACE))
