"""Print how long My hand with 5,000 kept drawings takes to open, to scroll, and to keep one more.

Run it with ``python -m tests.benchmarks.my_hand_speed``. Offscreen, in the whole window; beside the milliseconds that
went by stand those of the processor: where they are much fewer, other programs had it.
"""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["XDG_DATA_HOME"] = tempfile.mkdtemp()

import numpy as np
from PySide6.QtCore import QEventLoop, QStandardPaths
from PySide6.QtWidgets import QApplication

from nnapp.digits.drawing import Drawing
from nnapp.files.collection import Collection
from nnapp.gui.pages.my_hand.collection.view import KeptView
from nnapp.gui.state.view import Page
from nnapp.gui.window.app import make_application
from nnapp.gui.window.main_window import MainWindow
from nnapp.gui.work.hand_reader import HandReader
from tests.benchmarks.evaluation_painting import STEPS, report
from tests.hands import Writer

DRAWINGS, WRITERS = 5_000, 10


def fill() -> None:
    """Keep drawings of ten writers where the window keeps them."""
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)) / "my-hand"
    each = DRAWINGS // WRITERS // 10
    Collection(folder).keep([one for seed in range(WRITERS) for one in Writer.number(seed).write(each, seed)])


def scroll(name: str, view: KeptView) -> None:
    """Scroll through the drawings by steps of the wheel, then by pages, then by jumps."""
    bar = view.verticalScrollBar()
    for move, step in (("step", bar.singleStep()), ("page", bar.pageStep())):
        places = range(0, min(STEPS * step, bar.maximum()), step)
        report(f"  a scrolled {move}, {name}", [partial(bar.setValue, place) for place in places])
    places = np.random.default_rng(0).integers(0, bar.maximum(), STEPS).tolist()
    report(f"  a jump, {name}", [partial(bar.setValue, place) for place in places])


def corrections(window: MainWindow, calls: list[float]) -> Iterator[Callable[[], None]]:
    """Yield what keeps one more drawing, which is on the canvas by then, and adds to ``calls`` how long that took."""

    def keep(digit: int) -> None:
        started = time.perf_counter()
        window.my_hand.keep(digit)
        calls.append(1000 * (time.perf_counter() - started))

    for number, stroke in enumerate(np.random.default_rng(0).uniform(2, 26, (STEPS, 12, 2)).astype(np.float32)):
        window.session.sketch.show_drawing(Drawing((stroke,)))
        for _ in range(3):
            # The drawing, then the answer, then what shows it.
            QApplication.processEvents()
        yield partial(keep, number % 10)


def main() -> None:
    """Open the page, scroll while the network reads, and again when all is read; then keep more drawings."""
    application = make_application()
    fill()
    window = MainWindow()
    window.appearance.animates = False
    window.resize(1280, 800)
    window.show()
    application.processEvents()
    window.session.view.open(Page.RUNS)
    application.processEvents()
    report(f"{DRAWINGS:,} kept drawings, the page opens", [partial(window.session.view.open, Page.MY_HAND)])
    view, reader, loop = window.findChild(KeptView), window.findChild(HandReader), QEventLoop()
    scroll("answers still coming", view)
    assert len(reader.answers) < DRAWINGS
    reader.changed.connect(lambda: loop.quit() if len(reader.answers) == DRAWINGS else None)
    report("all are read", [loop.exec])
    scroll("all are read", view)
    calls: list[float] = []
    report("one more is kept, and all of it painted", corrections(window, calls))
    median, high = np.percentile(calls, (50, 99))
    print(f"  until it is kept, and listed: median {median:.1f} ms, 99th percentile {high:.1f} ms")
    window.close()


if __name__ == "__main__":
    main()
