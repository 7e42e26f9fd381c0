"""Print how long a pointer event takes to its painted prediction, idle at two sizes, and while training runs.

Run it with ``python -m tests.benchmarks.live_speed``. Offscreen, with the Network page open; each event is waited
for until all is painted. Also: what an epoch costs the loss plot with 2,000 epochs on it, and how long a zoom takes
when every page was opened.
"""

import os
import tempfile
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QEvent, QEventLoop, QPointF, QStandardPaths, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

import nnapp  # noqa: F401 - before NumPy, as it decides how many threads NumPy computes with
from nnapp.files.run_settings import RunSettings
from nnapp.gui.pages.training.run_views import RunViews
from nnapp.gui.state.view import Page
from nnapp.gui.widgets.curve_plot import CurvePlot
from nnapp.gui.window.app import make_application, open_window
from nnapp.gui.window.main_window import MainWindow
from nnapp.nn.reports import EpochFigures
from nnapp.nn.settings import TrainingSettings

EVENTS = 1_200
PAUSE = 120
"""Milliseconds between two strokes."""
EPOCHS = 2_000


def send(canvas: QWidget, kind: QEvent.Type, place: QPointF) -> None:
    """Deliver a pointer event as the display would."""
    button = Qt.MouseButton.LeftButton
    QApplication.sendEvent(canvas, QMouseEvent(kind, place, canvas.mapToGlobal(place), button, button, Qt.NoModifier))


def stroke_times(window: MainWindow) -> list[float]:
    """Draw a long stroke and return the milliseconds from each event to its painted answer."""
    canvas = window.findChild(QWidget, "canvas")
    rng = np.random.default_rng(0)
    times, session = [], window.session
    answered: list[bool] = []
    session.recognition_changed.connect(lambda: answered.append(True))
    for number in range(EVENTS):
        place = QPointF(*(canvas.width() * (0.5 + 0.3 * np.sin([number / 7, number / 11])) + rng.normal(0, 1, 2)))
        kind = QEvent.Type.MouseMove if number % 30 else QEvent.Type.MouseButtonPress
        started = time.perf_counter()
        answered.clear()
        send(canvas, kind, place)
        while not answered:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        # What is to be painted is painted when the events that wait are handled.
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        times.append(1000 * (time.perf_counter() - started))
        if number % 30 == 29:
            send(canvas, QEvent.Type.MouseButtonRelease, place)
            session.sketch.clear()
            # Between strokes training goes on, so that the first event of the next meets it at full speed.
            pause = QEventLoop()
            QTimer.singleShot(PAUSE, pause.quit)
            pause.exec()
    return times[30:]


def zoom_times(window: MainWindow) -> list[float]:
    """Return the milliseconds that each of some zooms takes until it is painted, with every page built."""
    for page in Page:
        window.session.view.open(page)
        QApplication.processEvents()
    window.session.view.open(Page.NEURON)
    QApplication.processEvents()
    times = []
    for step in (1, 1, 1, -1, -1, 0):
        started = time.perf_counter()
        window.scaling.step(step)
        QApplication.processEvents()
        times.append(1000 * (time.perf_counter() - started))
    return times


def plot_cost(window: MainWindow) -> float:
    """Return the median milliseconds of one more epoch on the loss plot."""
    window.session.view.open(Page.TRAINING)
    views = window.findChild(RunViews)
    rng = np.random.default_rng(0)
    figures = [
        EpochFigures(n, 1 / n + 0.01 * rng.random(), 0.9, 1 / n + 0.02 * rng.random(), 0.9, 0.1, 0.01, 0.01, 0.9, 0.0)
        for n in range(1, EPOCHS + 101)
    ]
    views.begin(EPOCHS + 100)
    network = window.session.recogniser.network
    views.show_network(network, window.session.recogniser.class_names)
    for entry in figures[:EPOCHS]:
        views.add_epoch(entry)
    views.show_now()
    plot = window.findChild(CurvePlot, "lossPlot")
    plot.repaint()
    times = []
    for entry in figures[EPOCHS:]:
        started = time.perf_counter()
        views.add_epoch(entry)
        views.show_now()
        plot.repaint()
        times.append(1000 * (time.perf_counter() - started))
    return float(np.median(times))


def main() -> None:
    """Measure idle and with training in turns."""
    folder = tempfile.TemporaryDirectory()
    QStandardPaths.writableLocation = staticmethod(lambda _kind: folder.name)
    make_application()
    window = open_window()
    window.resize(1280, 800)
    QApplication.processEvents()
    stroke_times(window)
    window.resize(3840, 2160)
    QApplication.processEvents()
    large = stroke_times(window)
    window.resize(1280, 800)
    QApplication.processEvents()
    idle, busy = stroke_times(window), []
    # In view, so that its plot and the neurons are painted as they learn.
    window.session.view.open(Page.TRAINING)
    loop = QEventLoop()
    window.trainer.epoch_done.connect(loop.quit)
    window.trainer.start(RunSettings(TrainingSettings(epochs=100_000)))
    loop.exec()
    busy = stroke_times(window)
    window.trainer.shut_down()
    idle += stroke_times(window)
    for name, times in (("idle at 3840x2160", large), ("idle at 1280x800", idle), ("while training", busy)):
        print(f"{name}: median {np.median(times):.2f} ms, 99th percentile {np.percentile(times, 99):.2f} ms")
    print(f"99th percentile, training / idle: {np.percentile(busy, 99) / np.percentile(idle, 99):.2f}")
    print(f"zoom with every page built: the longest {max(zoom_times(window)):.0f} ms")
    print(f"one more epoch on a loss plot of {EPOCHS:,}: {plot_cost(window):.2f} ms")
    window.close()
    folder.cleanup()


if __name__ == "__main__":
    main()
