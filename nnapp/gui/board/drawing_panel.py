"""The canvas, its buttons, and six digits to try."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QIcon, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from nnapp.digits.datasets import COURSE_DIGITS, load_course_digits
from nnapp.digits.drawing import Drawing
from nnapp.gui.board.canvas import Canvas
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.images import ink_image
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.layouts import fill, horizontal, label, named, styled, vertical

SAMPLE_SIDE = 34
"""The side of a sample button, in pixels."""


class DrawingPanel(QWidget):
    """Where a digit is drawn or chosen."""

    def __init__(self, session: Session, appearance: Appearance, actions: Sequence[QAction], corner: QWidget) -> None:
        """Offer ``actions`` as buttons under the canvas, and the six digits of the course below them.

        ``corner`` stands above the canvas, at the right.

        Raises:
            DataError: the shipped digits are missing or damaged.
        """
        super().__init__()
        self._session = session
        self._appearance = appearance
        self._samples = load_course_digits()
        self._sample_buttons: list[QToolButton] = []
        self._heading = QWidget()
        fill(horizontal(appearance, self._heading), label("DRAW A DIGIT", "heading"), None, corner)
        self._canvas = Canvas(session, appearance)
        self._canvas.addActions(list(actions))
        self._row_of_samples = self._sample_row()
        column = vertical(appearance, self, spacing=2 * SPACE)
        fill(column, self._heading, (self._canvas, 1), self._buttons(actions), self._row_of_samples)
        appearance.changed.connect(self._take_colours)
        self._take_colours()
        self.setFocusProxy(self._canvas)

    def set_parts(self, *, heading: bool, samples: bool) -> None:
        """Show or leave out the heading and the digits to try."""
        self._heading.setVisible(heading)
        self._row_of_samples.setVisible(samples)

    def height_of(self, width: int) -> int:
        """Return the height at which the canvas is a square in ``width`` pixels; more would be empty."""
        return self.sizeHint().height() - self._canvas.sizeHint().height() + width

    def _buttons(self, actions: Sequence[QAction]) -> QHBoxLayout:
        row = horizontal(self._appearance, spacing=SPACE)
        for action in actions:
            button = QToolButton()
            button.setDefaultAction(action)
            button.setAccessibleName(action.text())
            row.addWidget(button)
        row.insertStretch(len(actions) - 1)
        return row

    def _sample_row(self) -> QWidget:
        samples = QWidget()
        row = horizontal(self._appearance, samples, spacing=SPACE)
        for digit, ink in zip(COURSE_DIGITS, self._samples, strict=False):
            button = styled(named(QToolButton(), f"sample{digit}"), role="sample")
            self._appearance.scale(button.setFixedSize, SAMPLE_SIDE, SAMPLE_SIDE)
            button.setToolTip(f"A {digit} from MNIST, one of the first six digits, which the course shows")
            button.setAccessibleName(f"Sample {digit}")
            drawing = Drawing(picture=ink, class_name=str(digit))
            button.clicked.connect(partial(self._session.sketch.show_drawing, drawing, f"sample {digit}"))
            self._sample_buttons.append(button)
            row.addWidget(button)
        row.addStretch()
        return samples

    def _take_colours(self) -> None:
        theme = self._appearance.theme
        size, smooth = theme.size(SAMPLE_SIDE - 6, SAMPLE_SIDE - 6), Qt.TransformationMode.SmoothTransformation
        for button, ink in zip(self._sample_buttons, self._samples, strict=True):
            button.setIconSize(size)
            # An icon is not made larger by Qt than its picture.
            button.setIcon(QIcon(QPixmap.fromImage(ink_image(ink, theme).scaled(size, mode=smooth))))
