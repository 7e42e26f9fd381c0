"""Print how long a drag of the firing threshold takes to the repainted curves, and evaluations to their charts.

Run it with ``python -m tests.benchmarks.threshold_speed``. Offscreen; two networks and non-digits.
"""

import os
import time
from dataclasses import replace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nnapp.gui.pages.evaluation.reliability.panel import ReliabilityPanel
from nnapp.gui.pages.evaluation.threshold.panel import ThresholdPanel
from nnapp.gui.pages.evaluation.threshold.plot import ThresholdPlot
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.window.app import make_application
from nnapp.gui.work.evaluation import Evaluation
from tests.gui.pages.evaluation.evaluations import random_evaluation


def evaluation(examples: int) -> Evaluation:
    """Return what two networks, and non-digits, made of so many examples."""
    return replace(random_evaluation(examples, second=True), non_digits=random_evaluation(2_000).first.predictions)


def drag_times(plot: ThresholdPlot) -> list[float]:
    """Return the milliseconds from each step of the mouse across ``plot`` to what it shows."""
    times = []
    QTest.mousePress(plot, Qt.MouseButton.LeftButton, pos=QPoint(60, 60))
    for x in range(60, plot.width() - 10):
        started = time.perf_counter()
        QTest.mouseMove(plot, QPoint(x, 60))
        QApplication.processEvents()
        times.append(1000 * (time.perf_counter() - started))
    QTest.mouseRelease(plot, Qt.MouseButton.LeftButton, pos=QPoint(x, 60))
    return times


def main() -> None:
    """Measure both panels with 10,000 and with 100,000 examples."""
    make_application()
    for examples in (10_000, 100_000):
        made = evaluation(examples)
        for kind in (ThresholdPanel, ReliabilityPanel):
            panel = kind(Appearance("light"))
            panel.resize(700, 400)
            panel.show()
            started = time.perf_counter()
            panel.show_evaluation(made)
            QApplication.processEvents()
            print(
                f"{examples:,} examples, {kind.__name__}: {1000 * (time.perf_counter() - started):.0f} ms to be shown"
            )
            if (plot := panel.findChild(ThresholdPlot)) is not None:
                drag_times(plot)
                times = drag_times(plot)
                print(
                    f"a step of the threshold: median {np.median(times):.1f} ms, "
                    f"99th percentile {np.percentile(times, 99):.1f} ms"
                )
            panel.close()


if __name__ == "__main__":
    main()
