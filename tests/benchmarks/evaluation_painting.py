"""Print how long the gallery, the map and the firing threshold take to be shown, and to be painted as they are moved.

Run it with ``python -m tests.benchmarks.evaluation_painting``. Offscreen; beside the milliseconds that went by stand
those of the processor: where they are much fewer, other programs had it.
"""

import os
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QEventLoop, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QListView, QWidget

from nnapp.digits.drawing import Drawing
from nnapp.digits.generators import finish
from nnapp.digits.recogniser import Recogniser
from nnapp.files.weight_file import load_weights
from nnapp.gui.pages.evaluation.gallery.gallery import Gallery
from nnapp.gui.pages.evaluation.gallery.listing import Kind, Order
from nnapp.gui.pages.evaluation.map.panel import MapPanel
from nnapp.gui.pages.evaluation.map.view import MapView
from nnapp.gui.pages.evaluation.threshold.panel import ThresholdPanel
from nnapp.gui.pages.evaluation.threshold.plot import ThresholdPlot
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.style_sheet import style_sheet
from nnapp.gui.paint.theme import LIGHT
from nnapp.gui.widgets.fields import show_choice
from nnapp.gui.window.app import make_application
from nnapp.gui.work.evaluating import evaluate
from nnapp.gui.work.evaluation import Contender, DataChoice, Evaluation
from nnapp.gui.work.worker import Worker
from nnapp.locations import default_weights
from nnapp.nn.activations import activation_named
from nnapp.nn.network import Network
from tests.gui.pages.evaluation.evaluations import random_evaluation

STEPS = 600


def report(name: str, acts: Iterable[Callable[[], object]]) -> None:
    """Print how long each of ``acts`` takes with what it has painted: median and 99th percentile."""
    times = []
    for act in acts:
        started, worked = time.perf_counter(), time.thread_time()
        act()
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        times.append((1000 * (time.perf_counter() - started), 1000 * (time.thread_time() - worked)))
    (median, own), (high, most) = np.percentile(times, (50, 99), axis=0)
    print(f"{name}: median {median:.1f} ms, 99th percentile {high:.1f} ms; of the processor {own:.1f}, {most:.1f}")


def shown(widget: QWidget, width: int, height: int) -> None:
    """Show ``widget`` in that size."""
    widget.setStyleSheet(style_sheet(LIGHT))
    widget.resize(width, height)
    widget.show()


def measure_gallery(name: str, evaluation: Evaluation) -> None:
    """Scroll through all examples; those that a repaint has no time for are painted by the next ones, which count."""
    gallery = Gallery(Appearance("light"))
    shown(gallery, 1000, 700)
    report(f"gallery of {name}, shown", [lambda: gallery.show_evaluation(evaluation)])
    kind, order = (gallery.findChild(QComboBox, name) for name in ("galleryKind", "galleryOrder"))
    show_choice(kind, Kind.ALL)
    show_choice(order, Order.CLASS)
    report("  all sorted by class", [lambda: kind.activated.emit(kind.currentIndex())])
    bar = gallery.findChild(QListView, "galleryList").verticalScrollBar()
    report("  settling", [lambda: None] * STEPS)
    for move, step in (("step", bar.singleStep()), ("page", bar.pageStep())):
        places = range(0, min(STEPS * step, bar.maximum()), step)
        report(f"  a scrolled {move}", [partial(bar.setValue, place) for place in places])
    places = np.random.default_rng(0).integers(0, bar.maximum(), STEPS).tolist()
    report("  a jump", [partial(bar.setValue, place) for place in places])
    gallery.close()


def made_map(evaluation: Evaluation, layer: int, size: tuple[int, int]) -> MapPanel:
    """Return a panel with the map of a layer."""
    panel, loop = MapPanel(Appearance("light")), QEventLoop()
    panel.show_layer(layer)
    shown(panel, *size)
    worker = panel.findChild(Worker)
    worker.idle.connect(loop.quit)
    name = f"map of {evaluation.first.name}, layer {layer}, {size}"
    report(f"{name}, made", [lambda: (panel.show_evaluation(evaluation), loop.exec())])
    worker.shut_down()
    return panel


def measure_map(evaluation: Evaluation, recogniser: Recogniser) -> None:
    """Make maps; then let a stroke grow, and zoom in and out again, which paints all points anew."""
    activations, rng = [activation_named("sigmoid")] * 2, np.random.default_rng(0)
    wide = Recogniser(Network.random((784, 1_000, 10), activations, rng), recogniser.preparation)
    made_map(finish(evaluate(Contender("784-1000-10", wide), None, DataChoice())), 0, (460, 520))
    for layer in (-1, 1):
        made_map(evaluation, layer, (460, 520))
    points = rng.normal(0, 0.6, (STEPS, 2)).cumsum(axis=0) % 24 + 2
    strokes = [points[max(0, number - 60) : number].astype(np.float32) for number in range(2, STEPS)]
    answers = [recogniser.recognise(Drawing((stroke,))) for stroke in strokes]
    for size in ((330, 400), (460, 520), (1200, 900)):
        panel = made_map(evaluation, 0, size)
        view = panel.findChild(MapView)
        report("  a step of a stroke", [partial(panel.follow, answer) for answer in answers])
        at = QPointF(view.width() / 2, view.height() / 2)
        report("  a step of zooming", [partial(view.zoom, factor, at) for factor in ([1.25] * 8 + [0.8] * 8) * 3])
        panel.close()


def measure_threshold(evaluation: Evaluation) -> None:
    """Drag the handle across the curves of two networks and of non-digits."""
    panel = ThresholdPanel(Appearance("light"))
    shown(panel, 700, 400)
    report(f"threshold, {evaluation.words}, shown", [lambda: panel.show_evaluation(evaluation)])
    plot = panel.findChild(ThresholdPlot)
    QTest.mousePress(plot, Qt.MouseButton.LeftButton, pos=QPoint(60, 60))
    places = [QPoint(x, 60) for x in range(60, plot.width() - 10)]
    report("  a step of a drag", [partial(QTest.mouseMove, plot, place) for place in places])
    panel.close()


def main() -> None:
    """Measure with digits, with drawings, whose strokes become pictures when they come into view, and with many."""
    make_application()
    weights = load_weights(default_weights())
    digits = finish(evaluate(Contender.of(weights, "784-15-10"), None, DataChoice()))
    many = random_evaluation(100_000, 47, second=True)
    steps = np.random.default_rng(0).normal(0, 1, (10_000, 2, 30, 2)).cumsum(axis=2).astype(np.float32) + 14
    drawings = tuple(Drawing(tuple(strokes)) for strokes in steps)
    drawn = random_evaluation(10_000)
    measure_gallery("10,000 digits", digits)
    measure_gallery("10,000 drawings", replace(drawn, data=replace(drawn.data, images=None, drawings=drawings)))
    measure_gallery("100,000 examples of 47 classes", many)
    measure_map(digits, weights.recogniser)
    for evaluation in (random_evaluation(10_000, second=True), many):
        measure_threshold(replace(evaluation, non_digits=digits.non_digits))


if __name__ == "__main__":
    main()
