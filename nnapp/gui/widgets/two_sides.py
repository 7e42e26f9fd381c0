"""Two parts of a page side by side where there is room, or else one at a time, behind a tab each."""

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QSplitter, QWidget

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.widgets.layouts import PAGE, UNLIMITED, fill, horizontal, named, scrolled, styled, vertical
from nnapp.gui.widgets.tab_bar import TabBar

ROOM_FOR_BOTH, ROOM_TO_DIVIDE = 700, 560
"""Pixels: the least width for both sides, and where the user divides it between them."""
LEFT_WIDTH: Final = 300
"""Pixels, with a scroll bar."""


class TwoSides(QWidget):
    """Shows a narrow part at the left and a wide one at the right, or divides the width; each scrolls by itself."""

    def __init__(
        self,
        head: QWidget,
        left: QWidget,
        right: QWidget,
        titles: tuple[str, str],
        appearance: Appearance,
        divider: QSplitter | None = None,
    ) -> None:
        """Show ``left`` and ``right``, or one of them at a time under its title; ``head`` is always above the right.

        By a ``divider`` the user divides the width between the two; then ``head`` is above both.
        """
        super().__init__()
        self._appearance, self._divider = appearance, divider
        self._tabs = styled(named(TabBar(), "sideTabs"), compact=True)
        self._tabs.setAccessibleName("Parts of the page")
        for title in titles:
            self._tabs.addTab(title)
        self._head, self._left, self._right = head, _side(left), QWidget()
        self._below_head = fill(vertical(appearance, self._right, spacing=2 * SPACE), (_side(right), 1))
        self._column = vertical(appearance, self, spacing=2 * SPACE, margins=PAGE)
        if divider is None:
            across = fill(horizontal(appearance, spacing=4 * SPACE), self._left, (self._right, 1))
            fill(self._column, self._tabs, (across, 1))
        else:
            divider.addWidget(self._left)
            divider.addWidget(self._right)
            fill(self._column, head, self._tabs, (divider, 1))
        self._tabs.currentChanged.connect(self._arrange)
        appearance.changed.connect(self._arrange)
        self._arrange()

    def show_side(self, number: int) -> None:
        """Show the side of that ``number``, 0 or 1, where there is no room for both."""
        self._tabs.setCurrentIndex(number)

    def minimumSizeHint(self) -> QSize:
        """Return a small size, as both sides scroll."""
        return self._appearance.theme.size(300, 200)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show one side or both."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        px, left, right = self._appearance.px, self._left, self._right
        has_room = self.width() >= px(ROOM_TO_DIVIDE if self._divider else ROOM_FOR_BOTH)
        self._tabs.setVisible(not has_room)
        if self._divider is None:
            (self._below_head if has_room else self._column).insertWidget(0, self._head)
            left.setMaximumWidth(px(LEFT_WIDTH) if has_room else UNLIMITED)
            left.setMinimumWidth(px(LEFT_WIDTH) if has_room else 0)
        focused = QApplication.focusWidget()
        for number, side in enumerate((left, right)):
            is_shown = has_room or self._tabs.currentIndex() == number
            if not is_shown and focused is not None and side.isAncestorOf(focused):
                # Or else Qt would give the focus to another part of the window.
                self._tabs.setFocus()
            side.setVisible(is_shown)


def _side(part: QWidget) -> QScrollArea:
    area = scrolled(part)
    # Where letters are large and the window is small.
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    # Its fields and buttons take the focus.
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
