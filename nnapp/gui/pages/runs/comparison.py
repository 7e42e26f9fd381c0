"""Several runs in one plot."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np
from PySide6.QtWidgets import QComboBox, QWidget

from nnapp.gui.pages.runs.run_table import line_of
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.widgets.buttons import log_scale_button
from nnapp.gui.widgets.curve_plot import THREE_DECIMALS, Curve, CurvePlot, Plot
from nnapp.gui.widgets.fields import choice_field
from nnapp.gui.widgets.layouts import fill, label, named, row, vertical
from nnapp.gui.widgets.picture_export import save_picture
from nnapp.gui.work.run_library import KeptRun
from nnapp.wording import decimals

TWO_DECIMALS = partial(decimals, places=2)


@dataclass(frozen=True)
class Figure:
    """A figure by which runs are compared, epoch by epoch."""

    field: str
    """Of ``EpochFigures``."""
    title: str
    y_name: str
    """With its unit."""
    factor: float = 1.0
    number: Callable[[float], str] = THREE_DECIMALS
    from_zero: bool = True


FIGURES = (
    Figure("validation_loss", "Validation loss", "validation loss (mean per example)"),
    Figure("training_loss", "Training loss", "training loss (mean per example)"),
    Figure(
        "validation_accuracy", "Accuracy", "validation accuracy (%)", factor=100.0, number=TWO_DECIMALS, from_zero=False
    ),
)
NONE_SELECTED: Final = "Each training run is listed above. Select one, or several with Ctrl held down."
NOTHING_HELD_OUT: Final = "No examples were held out for validation. Choose the training loss above."
MOST = 12
"""Curves that can still be told apart."""


class Comparison(QWidget):
    """Plots one figure of several runs, one curve for each."""

    def __init__(self, appearance: Appearance) -> None:
        """Start empty."""
        super().__init__()
        self._runs: list[KeptRun] = []
        self._appearance = appearance
        choices = tuple((figure, figure.title) for figure in FIGURES)
        self._figure = choice_field("comparedFigureCombo", choices, FIGURES[0])
        self._figure.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._figure.setAccessibleName("Figure to compare")
        self._figure.currentIndexChanged.connect(self._show)
        self._log = log_scale_button("compareLogButton", self._show)
        self._plot = named(CurvePlot("Runs compared", appearance), "comparisonPlot")
        self._left_out = label("", "caption")
        fill(
            vertical(appearance, self), row(appearance, self._figure, self._left_out, None, self._log), (self._plot, 1)
        )
        self._show()

    def show_runs(self, runs: Sequence[KeptRun]) -> None:
        """Compare ``runs``; those beyond the number that can be told apart are left out, and that is said."""
        self._runs = list(runs[:MOST])
        self._left_out.setText(f"The first {MOST} of {len(runs)} runs" if len(runs) > MOST else "")
        self._show()

    def save_picture(self, path: Path) -> None:
        """Save the plot as a PNG picture.

        Raises:
            RunError: it cannot be written.
        """
        save_picture(self._plot, path, self._appearance)

    def _show(self) -> None:
        figure: Figure = self._figure.currentData()
        curves = []
        for run in self._runs:
            points = [(entry.epoch, figure.factor * getattr(entry, figure.field)) for entry in run.curve]
            table = np.array(points, np.float64).reshape(-1, 2)
            curves.append(Curve(run.about.name, table[:, 0], table[:, 1], *line_of(run)))
        last = max((curve.x[-1] for curve in curves if len(curve.x)), default=1.0)
        plot = Plot(
            y_name=figure.y_name,
            curves=tuple(curves),
            x_range=(0.0, float(last) or 1.0),
            logarithmic=self._log.isChecked(),
            from_zero=figure.from_zero,
            empty=NOTHING_HELD_OUT if self._runs else NONE_SELECTED,
            number=figure.number,
        )
        self._plot.show_plot(plot)
