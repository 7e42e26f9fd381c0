"""Print how long a pointer event takes to its painted prediction, idle at two sizes, on a map, and while training runs.

Run it with ``python -m tests.benchmarks.live_speed [WEIGHTS]``; without a weight file it is the default network that
answers. Offscreen, with the Network page open; each event is waited for until all is painted. Beside the time that went
by stands that of the processor: where it is much less, other programs had the processor. Also: what an epoch costs the
loss plot with 2,000 epochs on it, and how long a zoom takes when every page was opened.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QEvent, QEventLoop, QPointF, QStandardPaths, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QSplitter, QTabBar, QWidget

from nnapp.files.run_settings import RunSettings
from nnapp.files.weight_file import load_weights
from nnapp.gui.pages.evaluation.map.panel import MapPanel
from nnapp.gui.pages.evaluation.page import EvaluationPage
from nnapp.gui.pages.training.run_views import RunViews
from nnapp.gui.state.view import Page
from nnapp.gui.widgets.curve_plot import CurvePlot
from nnapp.gui.window.app import make_application, open_window
from nnapp.gui.window.main_window import MainWindow
from nnapp.gui.work.worker import Worker
from nnapp.nn.reports import EpochFigures
from nnapp.nn.settings import TrainingSettings

EVENTS = 1_200
PAUSE = 120
"""Milliseconds between two strokes."""
REST = 1_500
"""Milliseconds until a window of another size is at rest."""
EPOCHS = 2_000


def send(canvas: QWidget, kind: QEvent.Type, place: QPointF) -> None:
    """Deliver a pointer event as the display would."""
    button = Qt.MouseButton.LeftButton
    QApplication.sendEvent(canvas, QMouseEvent(kind, place, canvas.mapToGlobal(place), button, button, Qt.NoModifier))


def resize(window: MainWindow, width: int, height: int) -> None:
    """Give the window a size, and wait until it rests: its zoom follows a little later."""
    window.resize(width, height)
    rest = QEventLoop()
    QTimer.singleShot(REST, rest.quit)
    rest.exec()


def stroke_times(window: MainWindow) -> list[tuple[float, float]]:
    """Draw a long stroke; return the milliseconds from each event to its painted answer, and those of the processor."""
    canvas = window.findChild(QWidget, "canvas")
    rng = np.random.default_rng(0)
    times: list[tuple[float, float]] = []
    session = window.session
    answered: list[bool] = []
    session.recognition_changed.connect(lambda: answered.append(True))
    for number in range(EVENTS):
        place = QPointF(*(canvas.width() * (0.5 + 0.3 * np.sin([number / 7, number / 11])) + rng.normal(0, 1, 2)))
        kind = QEvent.Type.MouseMove if number % 30 else QEvent.Type.MouseButtonPress
        started, worked = time.perf_counter(), time.thread_time()
        answered.clear()
        send(canvas, kind, place)
        while not answered:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        # What is to be painted is painted when the events that wait are handled.
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        times.append((1000 * (time.perf_counter() - started), 1000 * (time.thread_time() - worked)))
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


def open_map(window: MainWindow) -> None:
    """Bring the map of the Evaluation page, on which the drawing moves, into view."""
    loop = QEventLoop()
    window.session.view.open(Page.EVALUATION)
    page = window.findChild(EvaluationPage)
    page.evaluated.connect(loop.quit)
    loop.exec()
    page.findChild(MapPanel).findChild(Worker).idle.connect(loop.quit)
    page.findChild(QTabBar, "evaluationViews").setCurrentIndex(1)
    loop.exec()


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
    views.show_network(window.session.recogniser)
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
    if len(sys.argv) > 1:
        window.session.networks.use(load_weights(Path(sys.argv[1])))
    resize(window, 1280, 800)
    stroke_times(window)
    divider = window.findChild(QSplitter, "networkDivider")
    shares, full = divider.sizes(), {}
    for size in ((3840, 2160), (1280, 800)):
        # The diagram fills the page.
        divider.setSizes([1, 0])
        resize(window, *size)
        full[size] = stroke_times(window)
    resize(window, 3840, 2160)
    divider.setSizes(shares)
    large = stroke_times(window)
    resize(window, 1280, 800)
    idle, busy = stroke_times(window), []
    open_map(window)
    on_map = stroke_times(window)
    # In view, so that its plot and the neurons are painted as they learn.
    window.session.view.open(Page.TRAINING)
    loop = QEventLoop()
    window.trainer.epoch_done.connect(loop.quit)
    window.trainer.start(RunSettings(TrainingSettings(epochs=100_000)))
    loop.exec()
    busy = stroke_times(window)
    window.trainer.ended.connect(loop.quit)
    window.trainer.stop()
    loop.exec()
    idle += stroke_times(window)
    alone = [(f"diagram alone at {width}x{height}", times) for (width, height), times in full.items()]
    shared = [
        ("idle at 3840x2160", large),
        ("idle at 1280x800", idle),
        ("while training", busy),
        ("on the map", on_map),
    ]
    for name, times in alone + shared:
        (median, worked), (high, most) = np.percentile(times, (50, 99), axis=0)
        print(
            f"{name}: median {median:.2f} ms, 99th percentile {high:.2f} ms; of the processor {worked:.2f}, {most:.2f}"
        )
    high, most = (np.percentile(times, 99, axis=0)[0] for times in (idle, busy))
    print(f"99th percentile, training / idle: {most / high:.2f}")
    print(f"zoom with every page built: the longest {max(zoom_times(window)):.0f} ms")
    print(f"one more epoch on a loss plot of {EPOCHS:,}: {plot_cost(window):.2f} ms")
    window.close()
    folder.cleanup()


if __name__ == "__main__":
    main()
