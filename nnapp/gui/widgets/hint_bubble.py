"""A hint beside a part of the window, which is framed and not covered."""

from enum import Enum
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Signal
from PySide6.QtWidgets import QFrame, QWidget

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.widgets.buttons import push_button
from nnapp.gui.widgets.layouts import fill, horizontal, label, paragraph, styled, vertical
from nnapp.gui.widgets.target_frame import TargetFrame

WIDTH: Final = 250


class Side(Enum):
    """Where a hint stands; the value is the direction, to the right and down."""

    RIGHT = (1, 0)
    BELOW = (0, 1)
    LEFT = (-1, 0)
    ABOVE = (0, -1)


class HintBubble(QFrame):
    """Says one thing at a time about a part of the window."""

    understood = Signal()
    left = Signal()
    """The user wants no more hints."""

    def __init__(self, appearance: Appearance, window: QWidget) -> None:
        """Stand over ``window``, hidden until there is something to say."""
        super().__init__(window)
        styled(self, role="bubble").setObjectName("hintBubble")
        self._appearance = appearance
        self._frame = TargetFrame("hintFrame", appearance, window)
        self._words = paragraph("", name="hintWords")
        self._count = label("", "caption")
        skip = push_button("Skip", "hintSkipButton", "Show no more hints. Help brings them back.", self.left.emit)
        understood = push_button("Got it", "hintNextButton", "Go on to the next hint.", self.understood.emit)
        buttons = horizontal(appearance, spacing=SPACE)
        fill(buttons, self._count, None, styled(skip, compact=True), styled(understood, compact=True, role="primary"))
        fill(vertical(appearance, self, spacing=2 * SPACE, margins=(3 * SPACE,) * 4), self._words, buttons)
        appearance.scale(self.setFixedWidth, WIDTH)
        self.hide()

    def say(self, words: str, number: int, of: int) -> None:
        """Say ``words``, the hint of that number, counted from 1."""
        if words != self._words.text():
            self._words.setText(words)
            self.setAccessibleDescription(words)
            self._count.setText(f"{number} of {of}")

    def point_at(self, target: QRect, preferred: Side) -> None:
        """Stand beside ``target``, a place in the window, on the side that is preferred if there is room."""
        self._frame.surround(target)
        self.setFixedHeight(self.heightForWidth(self.width()))
        self.move(place_beside(target, self.size(), self.window().rect(), self._appearance.px(3 * SPACE), preferred))
        self.show()
        self.raise_()

    def vanish(self) -> None:
        """Hide the hint and its frame."""
        self.hide()
        self._frame.hide()

    def remove(self) -> None:
        """Take both out of the window for good."""
        self.vanish()
        self._frame.deleteLater()
        self.deleteLater()


def place_beside(target: QRect, size: QSize, room: QRect, gap: int, preferred: Side) -> QPoint:
    """Return where in ``room`` a thing of ``size`` covers least of ``target``, on the ``preferred`` side if it can."""

    def place(side: Side) -> QPoint:
        across, down = side.value
        middle = target.center() - QRect(QPoint(), size).center()
        wanted = middle + QPoint(
            across * (target.width() + size.width() + 2 * gap) // 2,
            down * (target.height() + size.height() + 2 * gap) // 2,
        )
        # Beside something high or wide, at its beginning, where the eye is.
        wanted = QPoint(wanted.x() if across else max(wanted.x(), target.left()), wanted.y())
        return QPoint(
            max(room.left(), min(wanted.x(), room.right() + 1 - size.width())),
            max(room.top(), min(wanted.y(), room.bottom() + 1 - size.height())),
        )

    def covered(side: Side) -> int:
        both = QRect(place(side), size).intersected(target)
        return max(both.width(), 0) * max(both.height(), 0)

    return place(min((preferred, *Side), key=covered))
