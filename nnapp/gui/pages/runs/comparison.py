"""Several runs in one plot."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from nnapp.files.run_export import export_bytes
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.widgets.curve_plot import DASHES, Curve, CurvePlot, Plot
from nnapp.gui.widgets.layouts import horizontal, named, styled, vertical
from nnapp.gui.work.run_library import KeptRun
from nnapp.wording import decimals

FIGURES = (
    ("Validation loss", "validation_loss", "validation loss (nats per digit)", 1.0, 3),
    ("Training loss", "training_loss", "training loss (nats per digit)", 1.0, 3),
    ("Accuracy", "validation_accuracy", "validation digits right (%)", 100.0, 2),
)
MOST = len(DASHES)
"""Curves that can still be told apart."""


class Comparison(QWidget):
    """Shows one figure of several runs, each with a line of its own."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._runs: list[KeptRun] = []
        self._figure = named(QComboBox(), "comparedFigureCombo")
        self._figure.addItems([title for title, *_ in FIGURES])
        self._figure.setAccessibleName("What is compared")
        self._figure.currentIndexChanged.connect(self._show)
        self._log = styled(named(QPushButton("log"), "compareLogButton"), compact=True)
        self._log.setCheckable(True)
        self._log.setToolTip("A logarithmic scale")
        self._log.toggled.connect(self._show)
        self._plot = named(CurvePlot("Runs compared", appearance), "comparisonPlot")
        top = horizontal(appearance, spacing=SPACE)
        top.addWidget(self._figure)
        top.addStretch()
        top.addWidget(self._log)
        column = vertical(appearance, self)
        column.addLayout(top)
        column.addWidget(self._plot, stretch=1)
        self._show()

    def show_runs(self, runs: Sequence[KeptRun]) -> None:
        """Compare ``runs``; more than can be told apart are left out."""
        self._runs = list(runs[:MOST])
        self._show()

    def save_picture(self, path: Path) -> None:
        """Save the plot as a PNG picture.

        Raises:
            RunError: it cannot be written.
        """
        content = QByteArray()
        buffer = QBuffer(content)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._plot.grab().save(buffer, "PNG")
        export_bytes(path, bytes(content.data()))

    def _show(self) -> None:
        title, field, y_name, factor, places = FIGURES[self._figure.currentIndex()]
        curves = []
        for number, run in enumerate(self._runs):
            points = [(entry.epoch, factor * getattr(entry, field)) for entry in run.curve if entry.epoch > 0]
            table = np.array(points, np.float64).reshape(-1, 2)
            # One run is blue as while it was trained; several differ by their lines, as colours mean other things.
            token = "supports" if len(self._runs) == 1 else "text"
            curves.append(Curve(run.name, table[:, 0], table[:, 1], token, number))
        last = max((curve.x[-1] for curve in curves if len(curve.x)), default=1.0)
        self._plot.show_plot(
            Plot(
                y_name=y_name,
                curves=tuple(curves),
                x_range=(0.0, float(last)),
                logarithmic=self._log.isChecked(),
                from_zero=title != "Accuracy",
                empty="Select one run or several in the table.",
                number=partial(decimals, places=places),
            )
        )
