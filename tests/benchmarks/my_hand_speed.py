"""Print how long 5,000 kept drawings take to be shown, to scroll, and to become one more.

Run it with ``python -m tests.benchmarks.my_hand_speed``. Offscreen; beside the milliseconds that went by stand those
of the processor: where they are much fewer, other programs had it.
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from nnapp.digits.drawing import Drawing
from nnapp.files.collection import Collection
from nnapp.files.weight_file import load_weights
from nnapp.gui.pages.my_hand.collection.panel import CollectionPanel
from nnapp.gui.pages.my_hand.collection.view import KeptView
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.state.my_hand import MyHand
from nnapp.gui.state.session import Session
from nnapp.gui.window.app import make_application
from nnapp.gui.work.hand_reader import HandReader
from nnapp.gui.work.worker import Worker
from nnapp.locations import default_weights
from tests.benchmarks.evaluation_painting import STEPS, report, shown
from tests.hands import Writer

DRAWINGS = 5_000


def fill(folder: Path) -> None:
    """Keep drawings of ten writers in ``folder``."""
    written = [one for seed in range(10) for one in Writer.number(seed).write(DRAWINGS // 100, seed)]
    Collection(folder).keep(written)


def scroll(name: str, view: KeptView) -> None:
    """Scroll through all drawings by steps of the wheel, then by pages, then by jumps."""
    bar = view.verticalScrollBar()
    for move, step in (("step", bar.singleStep()), ("page", bar.pageStep())):
        places = range(0, min(STEPS * step, bar.maximum()), step)
        report(f"  a scrolled {move}, {name}", [partial(bar.setValue, place) for place in places])
    places = np.random.default_rng(0).integers(0, bar.maximum(), STEPS).tolist()
    report(f"  a jump, {name}", [partial(bar.setValue, place) for place in places])


def corrections(session: Session, my_hand: MyHand) -> Iterator[Callable[[], None]]:
    """Yield what keeps one more drawing, which is on the canvas by then."""
    for number, stroke in enumerate(np.random.default_rng(0).uniform(2, 26, (STEPS, 12, 2)).astype(np.float32)):
        session.sketch.show_drawing(Drawing((stroke,)))
        QApplication.processEvents()
        yield partial(my_hand.keep, number % 10)


def main() -> None:
    """Measure the collection, from its file to its pictures; the rest of the page is the same for few drawings."""
    make_application()
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder))
        session = Session(load_weights(default_weights()))
        my_hand = MyHand(Path(folder), session.sketch, session.history, session)
        panel = CollectionPanel(my_hand, session, Appearance("light"))
        report(f"{DRAWINGS:,} kept drawings, the file read and shown", [partial(shown, panel, 420, 640)])
        view, reader, loop = panel.findChild(KeptView), panel.findChild(HandReader), QEventLoop()
        scroll("answers still coming", view)
        assert len(reader.answers) < DRAWINGS
        reader.changed.connect(lambda: loop.quit() if len(reader.answers) == DRAWINGS else None)
        report("all read", [loop.exec])
        scroll("all read", view)
        report("one more correction", corrections(session, my_hand))
        for worker in panel.findChildren(Worker):
            worker.shut_down()
        panel.close()


if __name__ == "__main__":
    main()
