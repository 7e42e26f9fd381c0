"""What a run shows of itself: curves, weights and neurons, one view at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from PySide6.QtWidgets import QComboBox, QPushButton, QStackedWidget, QTabBar, QWidget

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SMALL, SPACE, Lines
from nnapp.gui.widgets.curve_plot import Curve, CurvePlot, Plot
from nnapp.gui.widgets.layouts import horizontal, label, named, styled, vertical, wrapped
from nnapp.gui.widgets.weight_gallery import WeightGallery
from nnapp.nn.network import Network
from nnapp.nn.reports import EpochFigures
from nnapp.wording import decimals, plain

EMPTY = "Press Train: each epoch adds a point."
BINS = 60
HEALTH_HEIGHT = Lines(2, SMALL, room=2)
COLUMNS = (
    "epoch", "training_loss", "validation_loss", "training_accuracy", "validation_accuracy", "learning_rate"
)  # fmt: skip
ACCURACY = "accuracy (% right)"


@dataclass(frozen=True)
class View:
    """One view of a run."""

    title: str
    explanation: str


VIEWS = (
    View("Loss", "How wrong the predictions are, on average: of training digits, and of digits kept apart."),
    View("Accuracy", "How many of the digits have their own output neuron as the strongest."),
    View("Rate", "How large the steps against the gradient were."),
    View("Gradient", "How strong the gradient was in each layer: the root mean square of dL/dW."),
    View("Weights", "How often each size of weight occurs, now and before the first step."),
    View("Neurons", "What the neurons of the first layer look for, and which have stopped to take part."),
)


class RunViews(QWidget):
    """Shows the run of now, live."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._curve: list[EpochFigures] = []
        self._table = _Table()
        self._marks: list[tuple[float, str]] = []
        self._epochs = 1
        self._start: Network | None = None
        self._curve_is_of_network = False
        self._network: Network | None = None
        self._tabs = styled(named(QTabBar(expanding=False, drawBase=False), "runViews"), compact=True)
        self._tabs.setAccessibleName("Views of the run")
        self._tabs.setUsesScrollButtons(False)
        for number, view in enumerate(VIEWS):
            self._tabs.addTab(view.title)
            self._tabs.setTabToolTip(number, view.explanation)
        self._log = styled(named(QPushButton("log"), "logScaleButton"), compact=True)
        self._log.setCheckable(True)
        self._log.setToolTip("A logarithmic scale: each line is ten times the one below, so that small losses show")
        self._log.toggled.connect(self._show)
        self._layer = named(QComboBox(), "histogramLayerCombo")
        self._layer.setToolTip("Of which layer the weights are counted")
        self._layer.setAccessibleName("Layer")
        self._layer.currentIndexChanged.connect(self._show)
        self._plot = named(CurvePlot("Loss per epoch", appearance), "lossPlot")
        self._images = WeightGallery(appearance)
        self._health = label("", "caption", "neuronHealth")
        neurons = QWidget()
        column = vertical(appearance, neurons)
        column.addWidget(self._images, stretch=1)
        column.addWidget(wrapped(self._health, HEALTH_HEIGHT, appearance))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._plot)
        self._stack.addWidget(neurons)
        bottom = horizontal(appearance, spacing=SPACE)
        bottom.addWidget(self._log)
        bottom.addWidget(self._layer)
        bottom.addStretch()
        whole = vertical(appearance, self, spacing=SPACE)
        whole.addWidget(self._tabs)
        whole.addWidget(self._stack, stretch=1)
        whole.addLayout(bottom)
        self._tabs.currentChanged.connect(self._show)
        self._show()

    @property
    def curve(self) -> tuple[EpochFigures, ...]:
        """The figures shown."""
        return tuple(self._curve)

    def begin(self, epochs: int) -> None:
        """Begin a run of ``epochs``; the first network shown is the one that it starts from."""
        self._forget(epochs)
        self._health.setText("")
        self._start = None
        self._show()

    def add_epoch(self, figures: EpochFigures) -> None:
        """Show one more epoch."""
        self._take(figures)
        self._show()

    def show_network(self, network: Network) -> None:
        """Show the weights of now; the first of a run are those that the others are compared with."""
        if self._start is None:
            self._start = network
            names = [f"hidden {number}" for number in range(1, len(network.layers))]
            self._layer.blockSignals(True)  # noqa: FBT003 - Qt's own signature
            self._layer.clear()
            self._layer.addItems([*names, "outputs"])
            self._layer.blockSignals(False)  # noqa: FBT003
        self._network = network
        if self._tabs.currentIndex() >= len(VIEWS) - 2:
            self._show()

    def show_idle(self, network: Network) -> None:
        """Show the weights of a network that is not in training."""
        self._start = None
        self._curve_is_of_network = False
        self.show_network(network)

    def _show(self) -> None:
        title = VIEWS[self._tabs.currentIndex()].title
        self._stack.setCurrentIndex(1 if title == "Neurons" else 0)
        self._log.setVisible(title in ("Loss", "Gradient", "Rate"))
        self._layer.setVisible(title == "Weights")
        if title == "Neurons":
            self._show_neurons()
            return
        self._plot.setAccessibleName(f"{title} per epoch" if title != "Weights" else "Histogram of the weights")
        makers = {
            "Loss": self._loss,
            "Accuracy": self._accuracy,
            "Rate": self._learning_rate,
            "Gradient": self._gradient,
            "Weights": self._weights,
        }
        self._plot.show_plot(makers[title]())

    def _epoch_plot(
        self, y_name: str, curves: Sequence[Curve], number: Callable[[float], str], *, from_zero: bool = True
    ) -> Plot:
        return Plot(
            y_name=y_name,
            curves=tuple(curves),
            x_range=(0.0, float(self._epochs)),
            logarithmic=self._log.isChecked() and y_name != ACCURACY,
            from_zero=from_zero,
            marks=tuple(self._marks),
            empty=EMPTY,
            number=number,
        )

    def _column(self, name: str, first: int = 1) -> tuple[np.ndarray, np.ndarray]:
        """Return epochs and values; without epoch 0, whose random start would set the scale."""
        rows = self._table.rows
        rows = rows[np.searchsorted(rows[:, 0], first) :]
        return rows[:, 0], rows[:, COLUMNS.index(name)]

    def _loss(self) -> Plot:
        curves = (
            Curve("training loss", *self._column("training_loss")),
            Curve("validation loss", *self._column("validation_loss"), "opposes", 1),
        )
        return self._epoch_plot("loss (nats per digit)", curves, partial(decimals, places=3))

    def _accuracy(self) -> Plot:
        curves = []
        names = (("training", "training_accuracy", "supports", 0), ("validation", "validation_accuracy", "opposes", 1))
        for name, field, token, dash in names:
            x, y = self._column(field)
            curves.append(Curve(name, x, 100 * y, token, dash))
        return self._epoch_plot(ACCURACY, curves, partial(decimals, places=2), from_zero=False)

    def _learning_rate(self) -> Plot:
        curve = Curve("learning rate", *self._column("learning_rate", 0))
        return self._epoch_plot("learning rate", (curve,), partial(plain, digits=3))

    def _gradient(self) -> Plot:
        layers = max((len(entry.gradients) for entry in self._curve), default=0)
        known = [entry for entry in self._curve if len(entry.gradients) == layers]
        x = np.array([entry.epoch for entry in known], np.float64)
        curves = []
        for index in range(layers):
            name = "outputs" if index == layers - 1 else f"hidden {index + 1}"
            y = np.array([entry.gradients[index] for entry in known], np.float64)
            curves.append(Curve(name, x, y, "text", index))
        return self._epoch_plot("gradient (r.m.s. of dL/dW)", curves, partial(plain, digits=2))

    def _weights(self) -> Plot:
        if self._network is None or self._start is None:
            return Plot(x_name="weight", y_name="share of the weights (%)", empty="Press Train, or open a network.")
        index = max(self._layer.currentIndex(), 0)
        now, start = (network.layers[index].weights.ravel() for network in (self._network, self._start))
        reach = float(max(np.abs(now).max(), np.abs(start).max())) or 1.0
        edges = np.linspace(-reach, reach, BINS + 1)
        curves = [_histogram("now", now, edges, "supports", 0)]
        if self._start is not self._network:
            curves.append(_histogram("at the start", start, edges, "muted", 1))
        return Plot(
            x_name="weight",
            y_name="share of the weights (%)",
            curves=tuple(curves),
            x_range=(-reach, reach),
            number=partial(decimals, places=1),
        )

    def _show_neurons(self) -> None:
        if self._network is not None:
            self._images.show_network(self._network)
        health = self._curve[-1].health if self._curve and self._curve_is_of_network else ()
        words = [
            f"Hidden layer {number}: {layer.unchanging} of {layer.neurons} never change their answer (dead), "
            f"{layer.saturated} are saturated."
            for number, layer in enumerate(health, start=1)
        ]
        self._health.setText(" ".join(words))

    def _forget(self, epochs: int) -> None:
        self._curve, self._epochs, self._table, self._marks = [], epochs, _Table(), []
        self._curve_is_of_network = True

    def _take(self, figures: EpochFigures) -> None:
        if self._curve:
            before, changed = self._curve[-1], []
            names = (("momentum", "momentum"), ("l2", "L2"), ("base_rate", "learning rate"))
            for field, name in names:
                if getattr(figures, field) != getattr(before, field):
                    changed.append(f"{name} {plain(getattr(figures, field))}")
            if changed:
                self._marks.append((float(figures.epoch), ", ".join(changed)))
        self._curve.append(figures)
        self._table.add([float(getattr(figures, name)) for name in COLUMNS])


class _Table:
    """A growing table of numbers, so that a long run is not gone through anew with each epoch."""

    def __init__(self) -> None:
        self._room = np.empty((64, len(COLUMNS)))
        self._used = 0

    @property
    def rows(self) -> np.ndarray:
        """The rows so far, (rows, columns)."""
        return self._room[: self._used]

    def add(self, row: Sequence[float]) -> None:
        """Add one row."""
        if self._used == len(self._room):
            self._room = np.concatenate([self._room, np.empty_like(self._room)])
        self._room[self._used] = row
        self._used += 1


def _histogram(name: str, weights: np.ndarray, edges: np.ndarray, token: str, dash: int) -> Curve:
    """Return a staircase over the bins."""
    counts, _ = np.histogram(weights, edges)
    shares = 100 * counts / max(counts.sum(), 1)
    return Curve(name, np.repeat(edges, 2)[1:-1], np.repeat(shares, 2), token, dash)
