"""The confusion matrix with what belongs to it: what its cells show, and what is confused most often."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from nnapp.gui.pages.evaluation.confusion.content import Content, most_confused
from nnapp.gui.pages.evaluation.confusion.matrix import SIDE, ConfusionMatrix
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SMALL, SPACE, TextHeight
from nnapp.gui.widgets.fields import chooser
from nnapp.gui.widgets.layouts import fill, horizontal, label, vertical
from nnapp.gui.widgets.steady import Steady
from nnapp.gui.widgets.wrapping import growing_paragraph
from nnapp.gui.work.evaluation import Cell, Evaluation

CHOICES = tuple((content, content.value) for content in Content)
CHOICE_WIDTH = 90
FRAME = 2
"""The pixels that the frames of a scrolling area take."""


class ConfusionPanel(QWidget):
    """Holds the matrix, which scrolls where there are many classes."""

    def __init__(self, appearance: Appearance) -> None:
        """Start empty."""
        super().__init__()
        self.matrix = ConfusionMatrix(appearance)
        self._sentence = ""
        # Two lines, so that the matrix does not move under the mouse.
        self._words = growing_paragraph(TextHeight(2, SMALL), appearance, "advice", "mostConfused")
        explanation = "What the cells show: how many examples, what share of the class, or the most confident one."
        self.content_field = chooser(
            "matrixContent", CHOICES, ("Cells", explanation), CHOICE_WIDTH, appearance, self.matrix.show_as
        )  # fmt: skip
        self._words.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        head = horizontal(appearance, spacing=2 * SPACE)
        fill(head, label("Cells", "muted"), self.content_field, (Steady(self._words), 1))
        self._area = QScrollArea(widgetResizable=True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self.matrix)
        appearance.scale(self._area.setMinimumSize, SIDE + FRAME, SIDE + FRAME)
        fill(vertical(appearance, self, spacing=SPACE), head, (self._area, 1))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.matrix.pointed.connect(self._on_pointed)

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show what the first network of ``evaluation`` confuses."""
        self._sentence = most_confused(evaluation)
        self._words.setText(self._sentence)
        self.matrix.setAccessibleDescription(self._sentence)
        self.matrix.show_evaluation(evaluation)

    def _on_pointed(self, cell: Cell | None) -> None:
        """Say in words what the cell under the mouse, or where the keys are, shows, and keep it in sight."""
        self._words.setText(self._sentence if cell is None else self.matrix.matrix.words(cell))
        if cell == self.matrix.cursor_cell:
            place = self.matrix.place_of(cell).center().toPoint()
            self._area.ensureVisible(place.x(), place.y(), place.x(), place.y())
