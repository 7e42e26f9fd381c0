"""The results of an evaluation: figures, the examples behind them, and beside these one of five views."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from nnapp.digits.drawing import Drawing
from nnapp.digits.recogniser import Recognition
from nnapp.gui.pages.evaluation.confusion.panel import ConfusionPanel
from nnapp.gui.pages.evaluation.figures import Figures
from nnapp.gui.pages.evaluation.gallery.comparison_row import ComparisonRow
from nnapp.gui.pages.evaluation.gallery.gallery import Gallery
from nnapp.gui.pages.evaluation.map.panel import MapPanel
from nnapp.gui.pages.evaluation.reliability.panel import ReliabilityPanel
from nnapp.gui.pages.evaluation.robustness.panel import RobustnessPanel
from nnapp.gui.pages.evaluation.threshold.panel import ThresholdPanel
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.widgets.layouts import fill, named, styled, vertical
from nnapp.gui.widgets.tab_bar import TabBar
from nnapp.gui.widgets.wrapping import share, wrap
from nnapp.gui.work.evaluation import Evaluation

LEAST: Final = 300
"""Pixels: the least width of a view, and of the gallery."""


Panel = ConfusionPanel | MapPanel | ThresholdPanel | ReliabilityPanel | RobustnessPanel


class _Views(QStackedWidget):
    """One view at a time, which fits the room there is."""

    def hasHeightForWidth(self) -> bool:
        """Whether a wrapped text may ask for height: no, the charts give way."""
        return False


class Results(QWidget):
    """Shows one evaluation, and the examples behind whatever is selected in it."""

    drawing_wanted = Signal(Drawing)
    """The user wants an example on the canvas."""
    explanation_wanted = Signal(int)
    """The user wants to know what led to the answer to the example on the canvas, of this output neuron."""
    threshold_chosen = Signal(float)
    """The user wants the outputs of the network to fire at this activation."""

    def __init__(self, appearance: Appearance) -> None:
        """Start without an evaluation."""
        super().__init__()
        self._evaluation: Evaluation | None = None
        self._example: tuple[int, Drawing] | None = None
        """What was put on the canvas last: not again while it is there."""
        self._figures, self._comparison = Figures(appearance), ComparisonRow(appearance)
        self.gallery = Gallery(appearance)
        """The examples."""
        self._confusion, self._map = ConfusionPanel(appearance), MapPanel(appearance)
        self._threshold, self._reliability = ThresholdPanel(appearance), ReliabilityPanel(appearance)
        self._robustness = RobustnessPanel(appearance)
        self._views: dict[str, Panel] = {
            "Confusion matrix": self._confusion,
            "Map": self._map,
            "Firing threshold": self._threshold,
            "Does 0.9 mean 90 %?": self._reliability,
            "Robustness": self._robustness,
        }
        """What can stand beside the gallery, with what its tab says."""
        self._build(appearance)
        self._connect()

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show ``evaluation``; what is selected stays where it still exists."""
        if self._evaluation is None or evaluation.data is not self._evaluation.data:
            self._example = None
        self._evaluation = evaluation
        for part in (self._figures, self._comparison, self.gallery, *self._views.values()):
            part.show_evaluation(evaluation)

    def follow(self, recognition: Recognition | None) -> None:
        """Show where the drawing lies on the map; None while another network answers than the one evaluated."""
        self._map.follow(recognition)

    def _build(self, appearance: Appearance) -> None:
        tabs, views = styled(named(TabBar(), "evaluationViews"), compact=True), _Views()
        tabs.setAccessibleName("Views of the evaluation")
        for title, view in self._views.items():
            tabs.addTab(title)
            views.addWidget(view)
        tabs.currentChanged.connect(views.setCurrentIndex)
        examples = QWidget()
        fill(vertical(appearance, examples, spacing=2 * SPACE), self._comparison, (self.gallery, 1))
        halves = (share(half, 1, appearance, LEAST) for half in (views, examples))
        beside = wrap(QWidget(), appearance, *halves)
        fill(vertical(appearance, self, spacing=2 * SPACE), self._figures, tabs, (beside, 1))

    def _connect(self) -> None:
        self._comparison.group_chosen.connect(self.gallery.show_group)
        self.gallery.chosen.connect(self._on_example)
        self.gallery.explanation_wanted.connect(self._on_explanation_wanted)
        self._map.chosen.connect(self._on_example)
        self._threshold.chosen.connect(self.threshold_chosen)
        self._robustness.drawing_wanted.connect(self.drawing_wanted)
        self._confusion.matrix.cell_chosen.connect(self.gallery.show_cell)

    def _on_example(self, number: int) -> None:
        if self._evaluation is not None:
            self._robustness.show_example(number)
            if self._example is None or self._example[0] != number:
                self._example = number, self._evaluation.drawing(number)
            self.drawing_wanted.emit(self._example[1])

    def _on_explanation_wanted(self, number: int) -> None:
        self._on_example(number)
        if self._evaluation is not None:
            self.explanation_wanted.emit(int(self._evaluation.first.predictions.answers[number]))
