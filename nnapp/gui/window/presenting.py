"""Presenting: full screen, with type that can be read from the last row."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow, QWidget

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.state.view import View
from nnapp.gui.widgets.buttons import push_button
from nnapp.gui.widgets.enlarge_button import EnlargeButton
from nnapp.gui.widgets.layouts import UNLIMITED, fill, horizontal, label
from nnapp.gui.window.scaling import Scaling

HOW_TO_END = "Esc ends the presentation · Ctrl + and − change the size"


class Presenter(QObject):
    """Shows either the board or the pages, on the whole screen."""

    changed = Signal()
    """Presenting has begun or ended."""

    def __init__(self, window: QMainWindow, view: View, scaling: Scaling, appearance: Appearance) -> None:
        """Present ``window``, whose pages ``view`` opens and whose type ``scaling`` enlarges; ``take`` must follow."""
        super().__init__(window)
        self._window, self._view, self._scaling = window, view, scaling
        self.is_presenting = False
        """Whether the window presents; ``toggle`` changes it."""
        self.foot = QWidget()
        """The line at the foot of the window while it presents."""
        self._switch = push_button("", "presentSwitchButton", "Show the other half of the window.", self._on_switch)
        row = horizontal(appearance, self.foot, spacing=2 * SPACE)
        fill(row, (label(HOW_TO_END, "muted"), 1), self._switch)
        self.foot.hide()
        self._board: QWidget
        self._pages: QWidget
        self._was_maximized = False

    def take(self, board: QWidget, pages: QWidget) -> None:
        """Present ``board`` or ``pages``."""
        self._board, self._pages = board, pages

    def toggle(self) -> None:
        """Begin to present, or end."""
        if self.is_presenting:
            self._board.show()
            self._pages.show()
            (self._window.showMaximized if self._was_maximized else self._window.showNormal)()
        else:
            self._was_maximized = self._window.isMaximized()
            is_in_pages = self._pages.isAncestorOf(self._window.focusWidget() or self._board)
            # A page that is not about the drawing is what was opened to be shown.
            is_board = not self._board.isHidden() and not is_in_pages and self._view.page.is_beneath_diagram
            for button in self._enlarging:
                if button.is_enlarged:
                    button.toggle()
            self._show_one(board=is_board)
            self._window.showFullScreen()
        self.is_presenting = not self.is_presenting
        # Not hidden, as the shortcuts of a hidden menu do nothing.
        self._window.menuBar().setMaximumHeight(0 if self.is_presenting else UNLIMITED)
        self.foot.setVisible(self.is_presenting)
        for button in self._enlarging:
            button.setHidden(self.is_presenting)
        self._scaling.set_presenting(self.is_presenting)
        self.changed.emit()

    @property
    def _enlarging(self) -> list[EnlargeButton]:
        """The buttons that would give the whole window to what has it already."""
        buttons = self._window.findChildren(EnlargeButton)
        return [button for button in buttons if button.panel in (self._board, self._pages)]

    def show_pages(self) -> None:
        """Show the pages, as one was opened."""
        if self.is_presenting:
            self._show_one(board=False)

    def _on_switch(self) -> None:
        self._show_one(board=self._board.isHidden())

    def _show_one(self, *, board: bool) -> None:
        self._board.setVisible(board)
        self._pages.setVisible(not board)
        self._switch.setText("Show the pages" if board else "Show the board")
