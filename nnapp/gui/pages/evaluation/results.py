"""The results of an evaluation: figures, the matrix or the map, the gallery, and three charts."""

from enum import Enum
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nnapp.digits.drawing import Drawing
from nnapp.digits.recogniser import Recognition
from nnapp.gui.pages.evaluation.comparison_row import ComparisonRow
from nnapp.gui.pages.evaluation.confusion_panel import ConfusionPanel
from nnapp.gui.pages.evaluation.figures import Figures
from nnapp.gui.pages.evaluation.gallery import Gallery
from nnapp.gui.pages.evaluation.map_panel import MapPanel
from nnapp.gui.pages.evaluation.reliability_panel import ReliabilityPanel
from nnapp.gui.pages.evaluation.robustness_panel import RobustnessPanel
from nnapp.gui.pages.evaluation.threshold_panel import ThresholdPanel
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.widgets.layouts import fill, styled, vertical
from nnapp.gui.widgets.lazy_tabs import LazyTabs
from nnapp.gui.widgets.tab_bar import TabBar
from nnapp.gui.widgets.wrapping import share, wrap
from nnapp.gui.work.evaluation import Evaluation

SQUARE: Final = 330
"""Pixels: the least width of the matrix and the map, and of the gallery."""
CHART: Final = (230, 200)
"""Pixels: the least width and height of a chart."""


class View(Enum):
    """What the left half shows."""

    MATRIX = "matrix"
    MAP = "map"


class Results(QWidget):
    """Shows one evaluation, and the examples behind whatever is selected in it."""

    drawing_wanted = Signal(Drawing)
    """The user wants an example on the canvas."""
    threshold_chosen = Signal(float)
    """The user wants the outputs of the network to fire at this activation."""

    def __init__(self, appearance: Appearance) -> None:
        """Start without an evaluation."""
        super().__init__()
        self._evaluation: Evaluation | None = None
        self._figures, self._confusion, self._map = (
            Figures(appearance),
            ConfusionPanel(appearance),
            MapPanel(appearance),
        )
        self._comparison, self._gallery = ComparisonRow(appearance), Gallery(appearance)
        self._threshold, self._reliability = ThresholdPanel(appearance), ReliabilityPanel(appearance)
        self._robustness = RobustnessPanel(appearance)
        self._build(appearance)
        self._connect()

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show ``evaluation``; what is selected stays where it still exists."""
        self._evaluation = evaluation
        for part in (
            self._figures, self._confusion, self._map, self._comparison, self._gallery,
            self._threshold, self._reliability, self._robustness,
        ):  # fmt: skip
            part.show_evaluation(evaluation)

    def follow(self, recognition: Recognition | None) -> None:
        """Show where the drawing lies on the map; None while another network answers than the one evaluated."""
        self._map.follow(recognition)

    def _build(self, appearance: Appearance) -> None:
        square = LazyTabs("evaluationTabs")
        square.setTabBar(styled(TabBar(), compact=True))
        square.add(View.MATRIX, "Confusion matrix", lambda: self._confusion)
        square.add(View.MAP, "Map", lambda: self._map)
        examples = QWidget()
        fill(vertical(appearance, examples, spacing=2 * SPACE), self._comparison, (self._gallery, 1))
        above = wrap(QWidget(), appearance, *(share(part, 1, appearance, SQUARE) for part in (square, examples)))
        charts = (self._threshold, self._reliability, self._robustness)
        for chart in charts:
            appearance.scale(chart.setMinimumHeight, CHART[1])
        below = wrap(QWidget(), appearance, *(share(chart, 1, appearance, CHART[0]) for chart in charts))
        fill(vertical(appearance, self, spacing=3 * SPACE), self._figures, (above, 2), (below, 1))

    def _connect(self) -> None:
        self._comparison.group_chosen.connect(self._gallery.show_group)
        self._gallery.chosen.connect(self._on_example)
        self._map.chosen.connect(self._on_example)
        self._threshold.chosen.connect(self.threshold_chosen)
        self._robustness.drawing_wanted.connect(self.drawing_wanted)
        self._confusion.matrix.cell_chosen.connect(self._gallery.show_cell)

    def _on_example(self, number: int) -> None:
        if self._evaluation is not None:
            self._robustness.show_example(number)
            self.drawing_wanted.emit(self._evaluation.drawing(number))
