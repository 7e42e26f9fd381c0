"""The left panel: the canvas, its buttons, and six digits to try."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QIcon, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from nnapp.digits.datasets import COURSE_DIGITS, load_course_digits
from nnapp.gui.board.canvas import Canvas
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.images import ink_image
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.layouts import fill, horizontal, label, named, panel, styled, vertical

SAMPLE_SIDE = 34
"""The side of a sample button, in pixels."""


class DrawingPanel(QWidget):
    """Where a digit is drawn or chosen."""

    def __init__(self, session: Session, appearance: Appearance, actions: Sequence[QAction]) -> None:
        """Offer ``actions`` as buttons under the canvas, and the six digits of the course below them.

        Raises:
            DataError: the shipped digits are missing or damaged.
        """
        super().__init__()
        self._session = session
        self._appearance = appearance
        self._samples = load_course_digits()
        self._sample_buttons: list[QToolButton] = []
        outer = vertical(appearance, self)
        frame, column = panel("Draw a digit", appearance)
        outer.addWidget(frame)
        canvas = Canvas(session, appearance)
        fill(column, (canvas, 1), self._buttons(actions), self._sample_row())
        appearance.changed.connect(self._take_colours)
        self._take_colours()
        self.setFocusProxy(canvas)

    def _buttons(self, actions: Sequence[QAction]) -> QHBoxLayout:
        row = horizontal(self._appearance, spacing=SPACE)
        for action in actions:
            button = QToolButton()
            button.setDefaultAction(action)
            button.setAccessibleName(action.text())
            row.addWidget(button)
        row.insertStretch(len(actions) - 1)
        return row

    def _sample_row(self) -> QHBoxLayout:
        row = horizontal(self._appearance, spacing=SPACE)
        fill(row, label("or try one", "caption"), None)
        for digit, ink in zip(COURSE_DIGITS, self._samples, strict=False):
            button = styled(named(QToolButton(), f"sample{digit}"), role="sample")
            self._appearance.scale(button.setFixedSize, SAMPLE_SIDE, SAMPLE_SIDE)
            button.setToolTip(f"A {digit} from MNIST, one of the first six digits that the course shows")
            button.setAccessibleName(f"Sample {digit}")
            button.clicked.connect(partial(self._session.sketch.show_picture, ink, f"sample {digit}"))
            self._sample_buttons.append(button)
            row.addWidget(button)
        return row

    def _take_colours(self) -> None:
        theme = self._appearance.theme
        size, smooth = theme.size(SAMPLE_SIDE - 6, SAMPLE_SIDE - 6), Qt.TransformationMode.SmoothTransformation
        for button, ink in zip(self._sample_buttons, self._samples, strict=True):
            button.setIconSize(size)
            # An icon is not made larger by Qt than its picture.
            button.setIcon(QIcon(QPixmap.fromImage(ink_image(ink, theme).scaled(size, mode=smooth))))
