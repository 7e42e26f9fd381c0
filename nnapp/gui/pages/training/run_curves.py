"""The figures of a run as curves, collected while it goes."""

from array import array
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

import numpy as np

from nnapp.gui.widgets.curve_plot import Curve, Plot
from nnapp.gui.widgets.plot_scale import round_step
from nnapp.nn.network import Network
from nnapp.nn.reports import EpochFigures
from nnapp.wording import decimals, plain

BINS: Final = 60
COLUMNS: Final = (
    "epoch", "training_loss", "validation_loss", "training_accuracy", "validation_accuracy", "learning_rate"
)  # fmt: skip
"""Of the table of figures."""

CHANGEABLE: Final = {"momentum": "momentum", "l2": "L2", "base_rate": "learning rate"}
"""The figures that can be changed by hand, and what their changes are called on the curve."""

AHEAD: Final = 1.2
"""The epoch axis reaches at least this many times as far as the run, rounded up, so that the first epochs are seen."""


class RunCurves:
    """Collects what a run reports, and makes plots of it."""

    def __init__(self, epochs: int = 1) -> None:
        """Begin a run of ``epochs``."""
        self._epochs = epochs
        self._curve: list[EpochFigures] = []
        self._marks: list[tuple[float, str]] = []
        self._first_losses: list[tuple[float, float]] = []
        self._told_up_to = 0.0
        self._numbers = array("d")
        """The ``COLUMNS`` of each epoch: copied as one block of memory, so that a long run is painted as fast."""

    @property
    def last(self) -> EpochFigures | None:
        """The figures of the last epoch, once there is one."""
        return self._curve[-1] if self._curve else None

    def add_loss(self, epoch: float, loss: float) -> None:
        """Take in the mean ``loss`` of the mini-batches since it was told last; ``epoch`` is where the run is, 0..1."""
        # It belongs to the middle of these mini-batches.
        self._first_losses.append(((self._told_up_to + epoch) / 2, loss))
        self._told_up_to = epoch

    def add_epoch(self, figures: EpochFigures) -> None:
        """Take in one more epoch."""
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

    def loss(self, *, logarithmic: bool) -> Plot:
        """Return the loss from the random start on, in the first epoch that of its mini-batches."""
        x, y = self._column("training_loss", first=0)
        if len(x) and self._first_losses:
            first_x, first_y = np.array(self._first_losses).T
            x, y = np.concatenate([x[:1], first_x, x[1:]]), np.concatenate([y[:1], first_y, y[1:]])
        curves = (
            Curve("training loss", x, y),
            Curve("validation loss", *self._column("validation_loss", first=0), "opposes", 1),
        )
        return self._plot("loss (mean per example)", curves, partial(decimals, places=3), logarithmic=logarithmic)

    def accuracy(self) -> Plot:
        """Return the accuracy of each epoch; without the random start, which would set the scale."""
        curves = (
            Curve("training", *self._column("training_accuracy", factor=100)),
            Curve("validation", *self._column("validation_accuracy", factor=100), "opposes", 1),
        )
        return self._plot("accuracy (%)", curves, partial(decimals, places=2), from_zero=False)

    def learning_rate(self, *, logarithmic: bool) -> Plot:
        """Return the learning rate of each epoch."""
        curve = Curve("learning rate", *self._column("learning_rate", first=0))
        return self._plot("learning rate", (curve,), partial(plain, digits=3), logarithmic=logarithmic)

    def gradient(self, *, logarithmic: bool) -> Plot:
        """Return the strength of the gradient in each layer."""
        layers = max((len(entry.gradients) for entry in self._curve), default=0)
        known = [entry for entry in self._curve if len(entry.gradients) == layers]
        x = np.array([entry.epoch for entry in known], np.float64)
        table = np.array([entry.gradients for entry in known], np.float64)
        curves = [Curve(name, x, table[:, index], "text", index) for index, name in enumerate(layer_names(layers))]
        return self._plot("gradient (r.m.s. of dL/dW)", curves, partial(plain, digits=2), logarithmic=logarithmic)

    def _column(self, name: str, first: int = 1, factor: float = 1) -> tuple[np.ndarray, np.ndarray]:
        """Return epochs, from ``first`` on, and values times ``factor``."""
        rows = np.array(self._numbers).reshape(-1, len(COLUMNS))
        rows = rows[np.searchsorted(rows[:, 0], first) :]
        return rows[:, 0], factor * rows[:, COLUMNS.index(name)]

    def _plot(
        self,
        y_name: str,
        curves: Sequence[Curve],
        number: Callable[[float], str],
        *,
        logarithmic: bool = False,
        from_zero: bool = True,
    ) -> Plot:
        done = self._curve[-1].epoch if self._curve else 0
        return Plot(
            y_name=y_name,
            curves=tuple(curves),
            x_range=(0.0, min(float(self._epochs), round_step(AHEAD * (done + 1)))),
            logarithmic=logarithmic,
            from_zero=from_zero,
            marks=tuple(self._marks),
            number=number,
        )


def weights_plot(now: Network, start: Network | None, layer: int) -> Plot:
    """Return how often each size of weight occurs in a ``layer``, now and at the ``start`` of the run."""
    weights = [network.layers[layer].weights.ravel() for network in (now, start) if network is not None]
    reach = float(max(np.abs(values).max() for values in weights)) or 1.0
    edges = np.linspace(-reach, reach, BINS + 1)
    looks = (("current weights", "supports"), ("initial weights", "muted"))
    curves = tuple(
        _histogram(name, values, edges, token, dash)
        for dash, ((name, token), values) in enumerate(zip(looks, weights, strict=False))
    )
    return Plot(
        x_name="weight",
        y_name="share of the weights (%)",
        curves=curves,
        x_range=(-reach, reach),
        number=partial(decimals, places=1),
    )


def layer_names(layers: int) -> list[str]:
    """Return what the layers of a network are called."""
    return [*(f"hidden {number}" for number in range(1, layers)), "outputs"][:layers]


def _histogram(name: str, weights: np.ndarray, edges: np.ndarray, token: str, dash: int) -> Curve:
    """Return a staircase over the bins."""
    counts, _ = np.histogram(weights, edges)
    shares = 100 * counts / max(counts.sum(), 1)
    return Curve(name, np.repeat(edges, 2)[1:-1], np.repeat(shares, 2), token, dash)
