"""Print how long a gallery takes to paint a scroll step, a page, and a jump anywhere, and to list examples anew.

Run it with ``python -m tests.benchmarks.gallery_speed``. Offscreen, 1,000x700 pixels, all examples listed: MNIST's test
digits, drawings, whose strokes become pictures when they come into view, and 100,000 examples of 47 classes. The
examples that a repaint has no time for are painted by the next ones, which count by themselves. Milliseconds of the
processor, which other programs lengthen little.
"""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QComboBox, QListView

from nnapp.digits.drawing import Drawing
from nnapp.digits.generators import finish
from nnapp.files.weight_file import load_weights
from nnapp.gui.pages.evaluation.gallery.gallery import Gallery
from nnapp.gui.pages.evaluation.gallery.listing import Kind, Order
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.style_sheet import style_sheet
from nnapp.gui.paint.theme import LIGHT
from nnapp.gui.widgets.fields import show_choice
from nnapp.gui.window.app import make_application
from nnapp.gui.work.evaluating import evaluate
from nnapp.gui.work.evaluation import Contender, DataChoice, Evaluation
from nnapp.locations import default_weights
from tests.gui.pages.evaluation.evaluations import random_evaluation

STEPS = 600


def settle() -> None:
    """Handle what waits, painting included."""
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)


def milliseconds(act: Callable[[], object]) -> float:
    """Return how long ``act`` and what it has painted take."""
    started = time.thread_time()
    act()
    settle()
    return 1000 * (time.thread_time() - started)


def measure(name: str, evaluation: Evaluation) -> None:
    """Scroll through all examples of ``evaluation``, and sort them."""
    gallery = Gallery(Appearance("light"))
    gallery.setStyleSheet(style_sheet(LIGHT))
    gallery.resize(1000, 700)
    gallery.show()
    listed = milliseconds(lambda: gallery.show_evaluation(evaluation))
    kind, order = (gallery.findChild(QComboBox, name) for name in ("galleryKind", "galleryOrder"))
    show_choice(kind, Kind.ALL)
    show_choice(order, Order.CLASS)
    sorted_anew = milliseconds(lambda: kind.activated.emit(kind.currentIndex()))
    for _ in range(STEPS):
        settle()
    bar = gallery.findChild(QListView, "galleryList").verticalScrollBar()
    rng = np.random.default_rng(0)
    print(f"{name}: evaluation shown {listed:.0f} ms, all sorted by class {sorted_anew:.0f} ms")
    moves: dict[str, Iterator[int]] = {
        "step": (bar.singleStep() * number for number in range(STEPS)),
        "page": (bar.pageStep() * number for number in range(min(STEPS, bar.maximum() // bar.pageStep()))),
        "jump": iter(rng.integers(0, bar.maximum(), STEPS).tolist()),
    }
    for move, places in moves.items():
        times = [milliseconds(lambda place=place: bar.setValue(place)) for place in places]
        median, late = np.percentile(times, [50, 99])
        print(f"  {move}: median {median:.1f} ms, 99th percentile {late:.1f} ms, of {len(times)}")
    gallery.close()


def drawn_evaluation(examples: int) -> Evaluation:
    """Return a made-up evaluation of drawings with some strokes."""
    evaluation, rng = random_evaluation(examples), np.random.default_rng(0)
    steps = rng.normal(0, 1, (examples, 2, 30, 2)).cumsum(axis=2).astype(np.float32) + 14
    drawings = tuple(Drawing(tuple(strokes)) for strokes in steps)
    return replace(evaluation, data=replace(evaluation.data, images=None, drawings=drawings))


def main() -> None:
    """Measure with each kind of data."""
    make_application()
    contender = Contender.of(load_weights(default_weights()), "784-15-10")
    measure("MNIST, 10,000 digits", finish(evaluate(contender, None, DataChoice())))
    measure("10,000 drawings", drawn_evaluation(10_000))
    measure("100,000 examples of 47 classes", random_evaluation(100_000, 47, second=True))


if __name__ == "__main__":
    main()
