"""What is always in view: the drawing and the network's answer, in one panel that adapts to its room."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout

from nnapp.gui.board.answer_panel import AnswerPanel
from nnapp.gui.board.drawing_panel import DrawingPanel
from nnapp.gui.board.keep_button import KeepButton
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.state.my_hand import MyHand
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.enlarge_button import EnlargeButton
from nnapp.gui.widgets.layouts import UNLIMITED, fill, named, styled, vertical

COMPACT = 640
"""In pixels; a board lower than this leaves out what it can do without."""
WIDE = 1.25
"""A board this many times as wide as it is high shows the answer beside the drawing."""


class Board(QFrame):
    """The drawing above the answer, or beside it where there is room."""

    def __init__(
        self,
        session: Session,
        my_hand: MyHand,
        appearance: Appearance,
        tools: tuple[QAction, ...],
        digits: Sequence[QAction],
    ) -> None:
        """Show the drawing and the answer of ``session``; ``tools`` are the buttons below the canvas.

        ``digits`` say what the drawing is, and keep it in ``my_hand``.

        Raises:
            DataError: the shipped digits are missing or damaged.
        """
        super().__init__()
        named(styled(self, role="panel"), "board")
        self._appearance = appearance
        enlarge = EnlargeButton(self, "enlargeBoardButton", "the board")
        self._drawing = DrawingPanel(session, appearance, tools, enlarge)
        self._answer = AnswerPanel(session, appearance, KeepButton(session, my_hand, appearance, digits))
        self._column: QVBoxLayout = vertical(appearance, self, spacing=2 * SPACE, margins=(3 * SPACE,) * 4)
        fill(self._column, (self._drawing, 5), (self._answer, 4))
        self.setFocusProxy(self._drawing)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Adapt to the room there is."""
        super().resizeEvent(event)
        self._adapt()

    def event(self, event: QEvent) -> bool:
        """Adapt to what the parts need, too, as they change with the zoom."""
        taken = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._adapt()
        return taken

    def _adapt(self) -> None:
        is_wide = self.width() > WIDE * self.height()
        direction = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        if direction != self._column.direction():
            self._column.setDirection(direction)
        is_low = self.height() < self._appearance.px(COMPACT)
        self._drawing.set_parts(heading=is_wide or not is_low, samples=not is_low)
        self._answer.set_compact(is_low and not is_wide)
        room = self.contentsRect().width() - 2 * self._appearance.px(3 * SPACE)
        self._drawing.setMaximumHeight(UNLIMITED if is_wide else max(self._drawing.height_of(room), 0))
