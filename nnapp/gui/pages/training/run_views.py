"""What a run shows of itself: curves and weights, one view at a time, and the neurons as they learn."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import Enum
from typing import Final

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from nnapp.digits.recogniser import Recogniser
from nnapp.gui.pages.training.run_curves import RunCurves, layer_names, weights_plot
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SMALL, SPACE, TextHeight
from nnapp.gui.widgets.buttons import log_scale_button, push_button
from nnapp.gui.widgets.curve_plot import CurvePlot, Plot
from nnapp.gui.widgets.fields import explain, offer
from nnapp.gui.widgets.layouts import fill, horizontal, label, named, paragraph, styled, vertical
from nnapp.gui.widgets.tab_bar import TabBar
from nnapp.gui.widgets.throttle import Throttle
from nnapp.gui.widgets.weight_gallery import WeightGallery
from nnapp.nn.network import Network
from nnapp.nn.reports import EpochFigures, LayerHealth
from nnapp.wording import count

EMPTY: Final = "Press Train. The loss appears here, and falls as the network learns."
ROOM_FOR_BOTH: Final = 400
"""In pixels: with this height there is room for the neurons below the plot; with less they are a view of their own."""
LEAST_HEIGHT: Final = 130
"""Pixels of the plot, or of the neurons."""


class RunView(Enum):
    """What can be shown of a run: title, explanation, whether the scale can be logarithmic, the lesson about it."""

    LOSS = ("Loss", "The mean loss on training examples and on held-out examples.", True, "09-gradient-descent")
    ACCURACY = ("Accuracy", "The share of examples for which the right output is the strongest.", False, "11-training")
    RATE = ("Rate", "The learning rate in each epoch.", True, "09-gradient-descent")
    GRADIENT = (
        "Gradient",
        "How strong the gradient was in each layer: the root mean square of dL/dW.",
        True,
        "10-back-propagation",
    )
    WEIGHTS = ("Weights", "How many weights have each value, now and before the first step.", False, "08-digit-network")
    NEURONS = (
        "Neurons",
        "What the neurons in the first layer respond to, and which of them no longer contribute.",
        False,
        "12-what-a-neuron-sees",
    )

    def __init__(self, title: str, explanation: str, can_be_logarithmic: bool, lesson: str) -> None:  # noqa: FBT001
        self.title, self.explanation, self.can_be_logarithmic = title, explanation, can_be_logarithmic
        self.lesson = lesson


class RunViews(QWidget):
    """Shows the current run as it goes, or the current network when that is not of the run."""

    lesson_wanted = Signal(str)
    """The user wants the lesson of that key."""

    def __init__(self, recogniser: Recogniser, appearance: Appearance) -> None:
        """Show the weights of ``recogniser``, and no curve yet."""
        super().__init__()
        self._appearance = appearance
        self._curves = RunCurves()
        self._run_start: Network | None = None
        """The network that the run started from."""
        self._start: Network | None = None
        """The same, while a network of the run is shown."""
        self._empty = EMPTY
        self._build(appearance)
        self._soon = Throttle(self._follow, self)
        self.show_idle(recogniser)

    def begin(self, epochs: int) -> None:
        """Begin a run of ``epochs``; the first network shown of it is the one that it starts from."""
        self._curves, self._run_start, self._start = RunCurves(epochs), None, None
        self.show_now()

    def say_what_comes(self, words: str) -> None:
        """Show ``words`` in place of the curve until it begins."""
        self._empty = words
        self._soon.ask()

    def add_loss(self, epoch: float, loss: float) -> None:
        """Show the mean ``loss`` of some mini-batches of the first epoch; ``epoch``, 0..1, is where the run is."""
        self._curves.add_loss(epoch, loss)
        self._soon.ask()

    def add_epoch(self, figures: EpochFigures) -> None:
        """Show one more epoch."""
        self._curves.add_epoch(figures)
        self._soon.ask()

    def show_network(self, recogniser: Recogniser) -> None:
        """Show a network of the run with the curves of the run, and its weights beside those it started from."""
        self._run_start = self._run_start or recogniser.network
        self._take(recogniser, self._run_start)

    def show_idle(self, recogniser: Recogniser) -> None:
        """Show the weights of a network that is not of the run, and no curve."""
        self._empty = EMPTY
        self._take(recogniser, None)

    def show_now(self) -> None:
        """Show what has been taken in, without waiting."""
        view = self._view
        has_room = self._has_room
        self._plot.setVisible(view is not RunView.NEURONS)
        self._log.setVisible(view.can_be_logarithmic)
        self._layer.setVisible(view is RunView.WEIGHTS)
        self._neurons.setVisible(has_room or view is RunView.NEURONS)
        if self._neurons.isVisibleTo(self):
            self._show_neurons()
        if view is not RunView.NEURONS:
            is_of_weights = view is RunView.WEIGHTS
            self._plot.setAccessibleName("Histogram of the weights" if is_of_weights else f"{view.title} per epoch")
            self._plot.show_plot(self._made(view))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the neurons below the plot where there is room for both."""
        super().resizeEvent(event)
        place = self._place_of(RunView.NEURONS)
        if self._tabs.isTabVisible(place) == self._has_room:
            with QSignalBlocker(self._tabs):
                if self._view is RunView.NEURONS:
                    self._tabs.setCurrentIndex(self._place_of(RunView.LOSS))
                self._tabs.setTabVisible(place, not self._has_room)
            self.show_now()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what has happened while this was hidden."""
        super().showEvent(event)
        self.show_now()

    def _build(self, appearance: Appearance) -> None:
        self._tabs = styled(named(TabBar(), "runViews"), compact=True)
        self._tabs.setAccessibleName("Views of the run")
        for view in RunView:
            number = self._tabs.addTab(view.title)
            self._tabs.setTabData(number, view)
            self._tabs.setTabToolTip(number, view.explanation)
        self._tabs.currentChanged.connect(self.show_now)
        self._log = log_scale_button("logScaleButton", self.show_now)
        about = "The lesson of the course about what is shown here."
        self._about = push_button("?", "chartLessonButton", about, lambda: self.lesson_wanted.emit(self._view.lesson))
        self._about.setAccessibleName("Lesson about this view")
        styled(self._about, compact=True)
        self._layer = named(QComboBox(), "histogramLayerCombo")
        explain(self._layer, "Layer", "The layer whose weights are counted.")
        self._layer.currentIndexChanged.connect(self.show_now)
        self._plot = named(CurvePlot("Loss per epoch", appearance), "lossPlot")
        self._images = WeightGallery(appearance)
        self._health = paragraph("", "caption", "neuronHealth")
        # With room of its own, so that the pictures do not move when the first epoch is over.
        appearance.scale(self._health.setMinimumHeight, TextHeight(1, SMALL))
        self._neurons = QWidget()
        heading = label("THE HIDDEN NEURONS AS THEY LEARN", "heading")
        fill(vertical(appearance, self._neurons, spacing=SPACE), heading, (self._images, 1), self._health)
        for part in (self._plot, self._images):
            # As high as there is room, but a page that is low does not scroll for more than the least.
            part.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
            appearance.scale(part.setMinimumHeight, LEAST_HEIGHT)
        top = fill(horizontal(appearance, spacing=SPACE), (self._tabs, 1), self._layer, self._log, self._about)
        fill(vertical(appearance, self, spacing=SPACE), top, (self._plot, 7), (self._neurons, 5))

    @property
    def _view(self) -> RunView:
        view: RunView = self._tabs.tabData(self._tabs.currentIndex())
        return view

    @property
    def _has_room(self) -> bool:
        return self.height() >= self._appearance.px(ROOM_FOR_BOTH)

    def _place_of(self, view: RunView) -> int:
        return list(RunView).index(view)

    def _follow(self) -> None:
        # What is hidden is shown by ``showEvent``.
        if self.isVisible():
            self.show_now()

    def _take(self, recogniser: Recogniser, start: Network | None) -> None:
        self._recogniser, self._start = recogniser, start
        layers = len(recogniser.network.layers)
        if self._layer.count() != layers:
            offer(self._layer, list(enumerate(layer_names(layers))), 0)
        self._soon.ask()

    def _made(self, view: RunView) -> Plot:
        if view is RunView.WEIGHTS:
            network = self._recogniser.network
            start = self._start if self._start is not network else None
            return weights_plot(network, start, self._layer.currentData())
        curves = self._curves if self._start is not None else RunCurves()
        logarithmic = self._log.isChecked()
        makers: dict[RunView, Callable[[], Plot]] = {
            RunView.LOSS: lambda: curves.loss(logarithmic=logarithmic),
            RunView.ACCURACY: curves.accuracy,
            RunView.RATE: lambda: curves.learning_rate(logarithmic=logarithmic),
            RunView.GRADIENT: lambda: curves.gradient(logarithmic=logarithmic),
        }
        return replace(makers[view](), empty=self._empty)

    def _show_neurons(self) -> None:
        self._images.show_network(self._recogniser)
        last = self._curves.last if self._start is not None else None
        self._health.setText("" if last is None else health_in_words(last.health))


def health_in_words(layers: Sequence[LayerHealth]) -> str:
    """Return how many neurons of each hidden layer no longer contribute or learn; empty without such layers."""
    words = [
        f"Hidden layer {number}: of {count(layer.neurons, 'neuron')}, {_are(layer.unchanging)} dead "
        f"(always equally active) and {_are(layer.saturated)} saturated."
        for number, layer in enumerate(layers, start=1)
        if layer.unchanging or layer.saturated
    ]
    return " ".join(words) or ("No hidden neuron is dead (always equally active) or saturated." if layers else "")


def _are(number: int) -> str:
    return f"{number} {'is' if number == 1 else 'are'}"
