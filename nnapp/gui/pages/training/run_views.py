"""What a run shows of itself: curves, weights and neurons, one view at a time."""

from array import array
from collections.abc import Callable, Sequence
from enum import Enum
from functools import partial
from typing import Final

import numpy as np
from PySide6.QtWidgets import QComboBox, QStackedWidget, QTabBar, QWidget

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SMALL, SPACE, TextHeight
from nnapp.gui.widgets.buttons import log_scale_button
from nnapp.gui.widgets.curve_plot import Curve, CurvePlot, Plot
from nnapp.gui.widgets.fields import explain, offer
from nnapp.gui.widgets.layouts import fill, label, named, row, styled, vertical, wrapped
from nnapp.gui.widgets.weight_gallery import WeightGallery
from nnapp.nn.network import Network
from nnapp.nn.reports import EpochFigures
from nnapp.wording import decimals, plain

EMPTY = "Press Train: each epoch adds a point."
BINS = 60
HEALTH_HEIGHT = TextHeight(2, SMALL, room=2)
COLUMNS = (
    "epoch", "training_loss", "validation_loss", "training_accuracy", "validation_accuracy", "learning_rate"
)  # fmt: skip
"""Of the table of figures."""

CHANGEABLE: Final = {"momentum": "momentum", "l2": "L2", "base_rate": "learning rate"}
"""The figures that can be changed by hand, and what their changes are called on the curve."""


class RunView(Enum):
    """What can be shown of a run: its title, its explanation, and whether its scale can be logarithmic."""

    LOSS = ("Loss", "The mean loss on training examples and on held-out examples.", True)
    ACCURACY = ("Accuracy", "The share of examples whose own output is the strongest.", False)
    RATE = ("Rate", "How large the steps against the gradient were.", True)
    GRADIENT = ("Gradient", "How strong the gradient was in each layer: the root mean square of dL/dW.", True)
    WEIGHTS = ("Weights", "How often each size of weight occurs, now and before the first step.", False)
    NEURONS = (
        "Neurons", "What the neurons of the first layer respond to, and which no longer contribute.", False
    )  # fmt: skip

    def __init__(self, title: str, explanation: str, can_be_logarithmic: bool) -> None:  # noqa: FBT001
        self.title, self.explanation, self.can_be_logarithmic = title, explanation, can_be_logarithmic


class RunViews(QWidget):
    """Shows the current run as it goes."""

    def __init__(self, network: Network, class_names: Sequence[str], appearance: Appearance) -> None:
        """Show the weights of ``network``, and no curve yet."""
        super().__init__()
        self._run_start: Network | None = None
        """The network that the run started from."""
        self._start: Network | None = None
        """The same, while a network of the run is shown."""
        self._forget(epochs=1)
        self._tabs = styled(named(QTabBar(expanding=False, drawBase=False), "runViews"), compact=True)
        self._tabs.setAccessibleName("Views of the run")
        self._tabs.setUsesScrollButtons(False)
        for view in RunView:
            number = self._tabs.addTab(view.title)
            self._tabs.setTabData(number, view)
            self._tabs.setTabToolTip(number, view.explanation)
        self._log = log_scale_button("logScaleButton", self._show)
        self._layer = named(QComboBox(), "histogramLayerCombo")
        explain(self._layer, "Layer", "The layer whose weights are counted.")
        self._layer.currentIndexChanged.connect(self._show)
        self._plot = named(CurvePlot("Loss per epoch", appearance), "lossPlot")
        self._images = WeightGallery(appearance)
        self._health = label("", "caption", "neuronHealth")
        neurons = QWidget()
        fill(vertical(appearance, neurons), (self._images, 1), wrapped(self._health, HEALTH_HEIGHT, appearance))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._plot)
        self._stack.addWidget(neurons)
        foot = row(appearance, self._log, self._layer, None)
        fill(vertical(appearance, self, spacing=SPACE), self._tabs, (self._stack, 1), foot)
        self._tabs.currentChanged.connect(self._show)
        self.show_idle(network, class_names)
        self._show()

    def begin(self, epochs: int) -> None:
        """Begin a run of ``epochs``; the first network shown of it is the one that it starts from."""
        self._forget(epochs)
        self._show()

    def add_epoch(self, figures: EpochFigures) -> None:
        """Show one more epoch."""
        if self._curve:
            before = self._curve[-1]
            changed = [
                f"{name} {plain(getattr(figures, field))}"
                for field, name in CHANGEABLE.items()
                if getattr(figures, field) != getattr(before, field)
            ]
            if changed:
                self._marks.append((float(figures.epoch), ", ".join(changed)))
        self._curve.append(figures)
        self._numbers.extend(float(getattr(figures, name)) for name in COLUMNS)
        self._show()

    def show_network(self, network: Network, class_names: Sequence[str]) -> None:
        """Show the weights of a network of the run, compared with those that it started from."""
        self._run_start = self._run_start or network
        self._show_weights(network, class_names, self._run_start)

    def show_idle(self, network: Network, class_names: Sequence[str]) -> None:
        """Show the weights of a network that is not of the run."""
        self._show_weights(network, class_names, None)

    def _show_weights(self, network: Network, class_names: Sequence[str], start: Network | None) -> None:
        self._network, self._class_names, self._start = network, class_names, start
        if self._layer.count() != len(network.layers):
            offer(self._layer, list(enumerate(_layer_names(len(network.layers)))), 0)
        if self._view in (RunView.WEIGHTS, RunView.NEURONS):
            self._show()

    @property
    def _view(self) -> RunView:
        view: RunView = self._tabs.tabData(self._tabs.currentIndex())
        return view

    def _show(self) -> None:
        view = self._view
        self._stack.setCurrentIndex(1 if view is RunView.NEURONS else 0)
        self._log.setVisible(view.can_be_logarithmic)
        self._layer.setVisible(view is RunView.WEIGHTS)
        if view is RunView.NEURONS:
            self._show_neurons()
            return
        self._plot.setAccessibleName(
            "Histogram of the weights" if view is RunView.WEIGHTS else f"{view.title} per epoch"
        )
        makers = {
            RunView.LOSS: self._loss,
            RunView.ACCURACY: self._accuracy,
            RunView.RATE: self._learning_rate,
            RunView.GRADIENT: self._gradient,
            RunView.WEIGHTS: self._weights,
        }
        self._plot.show_plot(makers[view]())

    def _epoch_plot(
        self, y_name: str, curves: Sequence[Curve], number: Callable[[float], str], *, from_zero: bool = True
    ) -> Plot:
        return Plot(
            y_name=y_name,
            curves=tuple(curves),
            x_range=(0.0, float(self._epochs)),
            logarithmic=self._log.isChecked() and self._view.can_be_logarithmic,
            from_zero=from_zero,
            marks=tuple(self._marks),
            empty=EMPTY,
            number=number,
        )

    def _column(self, name: str, first: int = 1, factor: float = 1) -> tuple[np.ndarray, np.ndarray]:
        """Return epochs and values times ``factor``; without epoch 0, whose random start would set the scale."""
        rows = np.array(self._numbers).reshape(-1, len(COLUMNS))
        rows = rows[np.searchsorted(rows[:, 0], first) :]
        return rows[:, 0], factor * rows[:, COLUMNS.index(name)]

    def _loss(self) -> Plot:
        curves = (
            Curve("training loss", *self._column("training_loss")),
            Curve("validation loss", *self._column("validation_loss"), "opposes", 1),
        )
        return self._epoch_plot("loss (mean per example)", curves, partial(decimals, places=3))

    def _accuracy(self) -> Plot:
        curves = (
            Curve("training", *self._column("training_accuracy", factor=100)),
            Curve("validation", *self._column("validation_accuracy", factor=100), "opposes", 1),
        )
        return self._epoch_plot("accuracy (%)", curves, partial(decimals, places=2), from_zero=False)

    def _learning_rate(self) -> Plot:
        curve = Curve("learning rate", *self._column("learning_rate", 0))
        return self._epoch_plot("learning rate", (curve,), partial(plain, digits=3))

    def _gradient(self) -> Plot:
        layers = max((len(entry.gradients) for entry in self._curve), default=0)
        known = [entry for entry in self._curve if len(entry.gradients) == layers]
        x = np.array([entry.epoch for entry in known], np.float64)
        table = np.array([entry.gradients for entry in known], np.float64)
        curves = [Curve(name, x, table[:, index], "text", index) for index, name in enumerate(_layer_names(layers))]
        return self._epoch_plot("gradient (r.m.s. of dL/dW)", curves, partial(plain, digits=2))

    def _weights(self) -> Plot:
        layer, shown = self._layer.currentData(), (self._network, self._start or self._network)
        now, start = (network.layers[layer].weights.ravel() for network in shown)
        reach = float(max(np.abs(now).max(), np.abs(start).max())) or 1.0
        edges = np.linspace(-reach, reach, BINS + 1)
        curves = [_histogram("current weights", now, edges, "supports", 0)]
        if shown[0] is not shown[1]:
            curves.append(_histogram("initial weights", start, edges, "muted", 1))
        return Plot(
            x_name="weight",
            y_name="share of the weights (%)",
            curves=tuple(curves),
            x_range=(-reach, reach),
            number=partial(decimals, places=1),
        )

    def _show_neurons(self) -> None:
        self._images.show_network(self._network, self._class_names)
        health = self._curve[-1].health if self._curve and self._start is not None else ()
        words = [
            f"Hidden layer {number}: {layer.unchanging} of {layer.neurons} never change their activation (dead), "
            f"{layer.saturated} are saturated."
            for number, layer in enumerate(health, start=1)
        ]
        self._health.setText(" ".join(words))

    def _forget(self, epochs: int) -> None:
        self._epochs = epochs
        self._run_start = self._start = None
        self._curve: list[EpochFigures] = []
        self._marks: list[tuple[float, str]] = []
        self._numbers = array("d")
        """The ``COLUMNS`` of each epoch: copied as one block of memory, so that a long run is painted as fast."""


def _layer_names(layers: int) -> list[str]:
    """Return what the layers of a network are called."""
    return [*(f"hidden {number}" for number in range(1, layers)), "outputs"][:layers]


def _histogram(name: str, weights: np.ndarray, edges: np.ndarray, token: str, dash: int) -> Curve:
    """Return a staircase over the bins."""
    counts, _ = np.histogram(weights, edges)
    shares = 100 * counts / max(counts.sum(), 1)
    return Curve(name, np.repeat(edges, 2)[1:-1], np.repeat(shares, 2), token, dash)
