"""Use the whole window at random and print what memory and the number of objects do; any fault fails it.

Run it with ``python -m tests.benchmarks.soak [--seconds 600] [--seed 0]``, offscreen or on a display
(``QT_QPA_PLATFORM=xcb``). It ends with status 1 after an exception or a warning of Qt, and when the second half
took more than 50 MB, or left more objects or top-level windows than the first had.
"""

import argparse
import ctypes
import faulthandler
import gc
import os
import shutil
import sys
import tempfile
import threading
import time
import traceback
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QObject, QSettings, QStandardPaths, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from nnapp.gui.window.app import make_application
from nnapp.gui.window.main_window import MainWindow
from nnapp.locations import shipped_weights
from tests.benchmarks.random_user import RandomUser

IGNORED = ("This plugin does not support", "Mouse event at")
"""Of the offscreen platform, which has no window manager and leaves a full screen and its content of two sizes."""
MOST_GROWTH_MB = 50
MOST_GROWTH = 1.05
"""Of the number of objects: how often a run was made or a layer added differs a little between the halves."""
STUCK = 120
"""Seconds after which an act that has not ended is a fault."""
REST = 3_000
"""Milliseconds for which nothing is done before something is counted, so that what is open is closed."""

FAULTS: Counter[str] = Counter()


@dataclass(frozen=True)
class Figures:
    """What there is at one moment."""

    memory: float
    """Resident memory, in megabytes."""
    objects: int
    """Objects of Qt that hang on the window, and on all other windows."""
    windows: int

    @classmethod
    def now(cls, window: MainWindow) -> "Figures":
        """Count."""
        gc.collect()
        with suppress(AttributeError):
            # What is free already, but kept by the allocator, says nothing; there is no such function but in glibc.
            ctypes.CDLL(None).malloc_trim(0)
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        tops = QApplication.topLevelWidgets()
        children = sum(len(top.findChildren(QObject)) for top in tops if top.parent() is None or top is window)
        return cls(pages * os.sysconf("SC_PAGESIZE") / 2**20, children, len(tops))


def make_files(folder: Path) -> list[Path]:
    """Return files of every kind that people drop and open, and of some that they should not."""
    foreign = Path(__file__).parents[1] / "files" / "foreign"
    picture = folder / "digit.png"
    page = Image.new("L", (60, 60), 255)
    page.paste(0, (28, 10, 34, 50))
    page.save(picture)
    rows = "\n".join(
        ",".join([str(row % 2), *[str(60 * (row % 2) + column % 190) for column in range(784)]]) for row in range(200)
    )
    (folder / "data.csv").write_text(rows)
    (folder / "words.txt").write_text("hello")
    (folder / "broken.safetensors").write_text("hello")
    (folder / "folder").mkdir()
    made = [picture, *(folder / name for name in ("data.csv", "words.txt", "broken.safetensors", "folder", "none.png"))]
    names = ("torch.safetensors", "nielsen.json", "sklearn.npz", "keras.keras")
    # Copied, as any of them may be saved over.
    weights = [*(foreign / name for name in names), shipped_weights("64-32")]
    return [*made, *(Path(shutil.copy(path, folder)) for path in weights)]


def watch(user: RandomUser) -> None:
    """Count every exception and every warning of Qt as a fault, and tell what was done before the first of each."""

    def fault(words: str) -> None:
        FAULTS[words] += 1
        if FAULTS[words] == 1:
            print(f"\nFAULT after {user.acts} acts; the last: {'; '.join(user.last)}\n{words}", flush=True)

    def on_message(kind: QtMsgType, _context: object, words: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and kind is not QtMsgType.QtInfoMsg and not words.startswith(IGNORED):
            fault(f"Qt: {words}")

    sys.excepthook = lambda *error: fault("".join(traceback.format_exception(*error)))
    threading.excepthook = lambda error: fault("".join(traceback.format_exception(error.exc_value)))
    sys.unraisablehook = lambda error: fault(f"{error.err_msg} {error.object!r}: {error.exc_value!r}")
    qInstallMessageHandler(on_message)


def run(window: MainWindow, user: RandomUser, seconds: float) -> tuple[Figures, Figures]:
    """Let ``user`` act for ``seconds``; print figures each minute; return those at half time and at the end."""
    application, started, figures = QApplication.instance(), time.perf_counter(), []
    moments = sorted({*[60.0 * minute for minute in range(1, int(seconds // 60) + 1)], seconds / 2, seconds})

    def rest() -> None:
        user.rests = True
        window.trainer.stop()
        QTimer.singleShot(REST, count)

    def count() -> None:
        now = Figures.now(window)
        figures.append(now)
        print(
            f"{moments[len(figures) - 1]:5.0f} s: {user.acts:6} acts, {now.memory:6.1f} MB, {now.objects:6} objects, "
            f"{now.windows:3} top-level windows, {FAULTS.total()} faults",
            flush=True,
        )
        if len(figures) == len(moments):
            application.quit()
            return
        user.rests = False
        plan()

    def plan() -> None:
        left = moments[len(figures)] - (time.perf_counter() - started)
        QTimer.singleShot(max(int(1000 * left), 0), rest)

    plan()
    QTimer.singleShot(0, user.step)
    alive = QTimer()
    alive.timeout.connect(lambda: faulthandler.dump_traceback_later(STUCK, exit=True))
    alive.start(1_000)
    application.exec()
    faulthandler.cancel_dump_traceback_later()
    return figures[moments.index(seconds / 2)], figures[-1]


def main() -> int:
    """Use the window, then judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["HOME"] = name
        QStandardPaths.writableLocation = staticmethod(lambda _kind: str(folder / "data"))
        files = make_files(folder)
        application = make_application()
        application.setQuitOnLastWindowClosed(False)
        window = MainWindow(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
        user = RandomUser(window, files, options.seed)
        watch(user)
        window.show()
        half, end = run(window, user, options.seconds)
        window.close()
    qInstallMessageHandler(None)
    print(
        f"memory {end.memory - half.memory:+.1f} MB since half time, objects {half.objects} to {end.objects}, "
        f"top-level windows {half.windows} to {end.windows}, {FAULTS.total()} faults of {len(FAULTS)} kinds"
    )
    is_level = end.objects <= MOST_GROWTH * half.objects and end.windows <= half.windows + 2
    return 0 if is_level and end.memory - half.memory <= MOST_GROWTH_MB and not FAULTS else 1


if __name__ == "__main__":
    sys.exit(main())
