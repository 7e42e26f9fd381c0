"""Print how long maps take: to be made, to be painted anew, and to follow a stroke with 10,000 points.

Run it with ``python -m tests.benchmarks.map_speed``. Offscreen; beside the time that went by stands that of the
processor: where it is much less, other programs had the processor.
"""

import os
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QEventLoop, QPointF

from nnapp.digits.drawing import Drawing
from nnapp.digits.generators import finish
from nnapp.digits.recogniser import Recogniser
from nnapp.files.weight_file import load_weights
from nnapp.gui.pages.evaluation.map.panel import MapPanel
from nnapp.gui.pages.evaluation.map.view import MapView
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.window.app import make_application
from nnapp.gui.work.evaluating import evaluate
from nnapp.gui.work.evaluation import Contender, DataChoice, Evaluation
from nnapp.gui.work.worker import Worker
from nnapp.locations import default_weights
from nnapp.nn.activations import activation_named
from nnapp.nn.network import Network

STEPS = 600
SIZES = ((330, 400), (460, 520), (1200, 900))


def milliseconds(act: Callable[[], object]) -> tuple[float, float]:
    """Return how long ``act`` takes, and for how long it has the processor."""
    started, worked = time.perf_counter(), time.thread_time()
    act()
    return 1000 * (time.perf_counter() - started), 1000 * (time.thread_time() - worked)


def report(name: str, times: list[tuple[float, float]]) -> None:
    """Print the median and the 99th percentile."""
    (median, worked), (high, most) = np.percentile(times, (50, 99), axis=0)
    print(f"{name}: median {median:.2f} ms, 99th percentile {high:.2f} ms; of the processor {worked:.2f}, {most:.2f}")


def make(panel: MapPanel, act: Callable[[], object]) -> None:
    """Call ``act``, which has a map made, and wait for it."""
    loop = QEventLoop()
    panel.findChild(Worker).idle.connect(loop.quit)
    act()
    loop.exec()


def follow_times(panel: MapPanel, recogniser: Recogniser) -> list[tuple[float, float]]:
    """Let a stroke grow; return how long each of its steps takes, from the answer to the painted map."""
    points = np.random.default_rng(0).normal(0, 0.6, (STEPS, 2)).cumsum(axis=0) % 24 + 2
    view, times = panel.findChild(MapView), []
    for number in range(2, STEPS):
        stroke = points[max(0, number - 60) : number].astype(np.float32)
        recognition = recogniser.recognise(Drawing((stroke,)))
        times.append(milliseconds(lambda now=recognition: (panel.follow(now), view.repaint())))
    return times


def zoom_times(view: MapView) -> list[tuple[float, float]]:
    """Zoom in and out again."""
    at = QPointF(view.width() / 2, view.height() / 2)
    return [
        milliseconds(lambda factor=f: (view.zoom(factor, at), view.repaint())) for f in ([1.25] * 8 + [0.8] * 8) * 3
    ]


def wide(evaluation: Evaluation) -> Evaluation:
    """Return the same data seen by a network with 1,000 hidden neurons."""
    recogniser = evaluation.first.recogniser
    activations = [activation_named("sigmoid")] * 2
    network = Network.random((784, 1_000, 10), activations, np.random.default_rng(0))
    own = Recogniser(network, recogniser.preparation)
    return finish(evaluate(Contender("784-1000-10", own), None, DataChoice()))


def main() -> None:
    """Measure the making of maps, then their painting in several sizes."""
    make_application()
    recogniser = load_weights(default_weights()).recogniser
    evaluation = finish(evaluate(Contender("784-15-10", recogniser), None, DataChoice()))
    for title, shown, layers in (("784-15-10", evaluation, (0, 1, -1)), ("784-1000-10", wide(evaluation), (0,))):
        for layer in layers:
            panel = MapPanel(Appearance("light"))
            panel.show_layer(layer)
            panel.show()
            took, _ = milliseconds(lambda now=panel, what=shown: make(now, lambda: now.show_evaluation(what)))
            print(f"{title}, layer {layer}: made in {took:.0f} ms")
            panel.findChild(Worker).shut_down()
    for size in SIZES:
        panel = MapPanel(Appearance("light"))
        panel.resize(*size)
        panel.show()
        make(panel, lambda now=panel: now.show_evaluation(evaluation))
        report(f"{size}, a step of a stroke", follow_times(panel, recogniser))
        report(f"{size}, a step of zooming, all points painted anew", zoom_times(panel.findChild(MapView)))
        panel.findChild(Worker).shut_down()


if __name__ == "__main__":
    main()
