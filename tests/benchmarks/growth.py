"""Print how time and memory of training grow with the digits, and with a thousand epochs.

Run it with ``python tests/benchmarks/growth.py``. MNIST's digits are repeated up to 600,000; memory is
the peak resident size of a process of its own for each number of digits.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from nnapp.digits.idx import read_idx
from nnapp.locations import resources_folder
from nnapp.nn.examples import Examples
from nnapp.nn.reports import EpochFigures, EpochReport
from nnapp.nn.settings import TrainingSettings
from nnapp.nn.training import new_network, train, without_blank_inputs

NUMBERS = (1_000, 10_000, 60_000, 600_000)
MANY_EPOCHS = 1_000
EPOCHS = 4


def digits(number: int) -> Examples:
    """Return ``number`` of MNIST's training digits, repeated as often as needed."""
    folder = resources_folder() / "mnist"
    images = read_idx(folder / "train-images-idx3-ubyte.gz", dimensions=3).reshape(-1, 784)
    labels = read_idx(folder / "train-labels-idx1-ubyte.gz", dimensions=1)
    return Examples(np.resize(images, (number, 784)), np.resize(labels, number))


def peak_mb() -> float:
    """Return the peak resident memory of this process (Linux)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(number: int) -> None:
    """Train on ``number`` digits; print seconds per epoch, peak memory before training and after it."""
    examples = digits(number)
    before = peak_mb()
    settings = TrainingSettings(epochs=EPOCHS)
    start = without_blank_inputs(new_network(784, 10, settings), examples)
    steps = train(start, examples, examples[:0], settings, time.perf_counter)
    seconds = [step.figures.seconds for step in steps if isinstance(step, EpochReport)]
    print(min(seconds[1:]), before, peak_mb())


def many_epochs() -> None:
    """Train for a thousand epochs, keeping the figures of each; print the growth."""
    examples = digits(2_000)
    settings = TrainingSettings(epochs=MANY_EPOCHS)
    start = without_blank_inputs(new_network(784, 10, settings), examples)
    curve, early = [], 0.0
    for step in train(start, examples, examples[:500], settings, time.perf_counter):
        if isinstance(step, EpochReport):
            curve.append(step.figures)
            if step.figures.epoch == MANY_EPOCHS // 20:
                early = peak_mb()
    print(f"{MANY_EPOCHS:,} epochs: peak {early:.1f} MB after a twentieth, {peak_mb():.1f} MB at the end")


def many_epochs_in_the_window() -> None:
    """Train for a thousand epochs in the window, painting and keeping all; print the growth."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QEventLoop, QStandardPaths

    from nnapp.digits.data_settings import DataSettings
    from nnapp.files.run_settings import RunSettings
    from nnapp.gui.window.app import make_application
    from nnapp.gui.window.main_window import MainWindow

    sizes: list[float] = []

    def note(figures: EpochFigures) -> None:
        if figures.epoch in (MANY_EPOCHS // 20, MANY_EPOCHS):
            pages = int(Path("/proc/self/statm").read_text().split()[1])
            sizes.append(pages * os.sysconf("SC_PAGESIZE") / 2**20)

    with tempfile.TemporaryDirectory() as folder:
        QStandardPaths.writableLocation = staticmethod(lambda _kind: folder)
        make_application()
        window = MainWindow()
        window.show()
        window.trainer.epoch_done.connect(note)
        loop = QEventLoop()
        window.trainer.ended.connect(loop.quit)
        data = DataSettings(examples=2_000, drawn=0, validation=500)
        window.trainer.start(RunSettings(TrainingSettings(epochs=MANY_EPOCHS), data))
        loop.exec()
        window.close()
    print(f"the same in the window: {sizes[0]:.1f} MB after a twentieth, {sizes[1]:.1f} MB at the end")


def main() -> None:
    """Measure each number in a process of its own."""
    if len(sys.argv) > 1:
        measure(int(sys.argv[1]))
        return
    for number in NUMBERS:
        done = subprocess.run([sys.executable, __file__, str(number)], check=True, capture_output=True, text=True)
        seconds, before, peak = map(float, done.stdout.split())
        print(
            f"{number:>7,} digits ({number * 784 / 2**20:.0f} MB): {seconds:.3f} s per epoch, "
            f"{1e6 * seconds / number:.2f} µs per digit; {before:.0f} MB with the digits, {peak:.0f} MB with training"
        )
    many_epochs()
    many_epochs_in_the_window()


if __name__ == "__main__":
    main()
