"""Repaint the canvas, the bars and the loss plot 100,000 times and print what memory does.

Run it with ``python tests/benchmarks/soak.py [REPAINTS]``. It ends with status 1 when memory has
grown by more than 5 % after the first tenth, or not at all when the interpreter was aborted.
"""

import os
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtWidgets import QApplication, QWidget

from nnapp.gui.pages.training.run_views import RunViews
from nnapp.gui.window.main_window import MainWindow
from nnapp.nn.reports import EpochFigures

ALLOWED_GROWTH = 1.05


def memory_mb() -> float:
    """Return the resident memory of this process (Linux)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGESIZE") / 2**20


def main() -> int:
    """Repaint and measure."""
    repaints = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    application = QApplication([])
    window = MainWindow()
    window.show()
    parts = [window.findChild(QWidget, name) for name in ("canvas", "activationChart", "lossPlot")]
    views = window.findChild(RunViews)
    rng = np.random.default_rng(0)
    network = window.session.recogniser.network
    started, first = time.perf_counter(), 0.0
    for number in range(1, repaints + 1):
        if number % 50 == 0:
            place = rng.uniform(2, 26, 2)
            window.session.sketch.begin_stroke(*place) if number % 2_000 == 50 else window.session.sketch.extend_stroke(
                *place
            )
        if number % 2_000 == 0:
            window.session.sketch.end_stroke()
            window.session.sketch.clear()
        if number % 1_000 == 0:
            loss = float(rng.uniform(0.1, 1))
            views.add_epoch(EpochFigures(number // 1_000, loss, 0.9, loss, 0.9, 0.1, 0.01, 0.01, 0.9, 0.0))
            views.show_network(network)
        application.processEvents()
        for part in parts:
            part.repaint()
        if number == repaints // 10:
            first = memory_mb()
    last = memory_mb()
    seconds = time.perf_counter() - started
    print(f"{repaints:,} repaints in {seconds:.0f} s: {first:.1f} MB after a tenth, {last:.1f} MB at the end")
    window.close()
    return 0 if last <= first * ALLOWED_GROWTH else 1


if __name__ == "__main__":
    sys.exit(main())
