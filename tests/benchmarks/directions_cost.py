"""Print what directions cost beside pixels: to recognise a drawing, and for an epoch of training.

Run it with ``python -m tests.benchmarks.directions_cost``. Pixels and directions take turns in one process; each figure
is the median of many.
"""

import os

os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1", MKL_NUM_THREADS="1")

import time
from collections.abc import Callable

import numpy as np

from nnapp.digits.data_settings import DataSettings
from nnapp.digits.drawing import Drawing
from nnapp.digits.generators import finish
from nnapp.files.training_data import load_data
from nnapp.files.weight_file import load_weights
from nnapp.locations import shipped_weights
from nnapp.nn.examples import Examples
from nnapp.nn.reports import EpochReport
from nnapp.nn.settings import TrainingSettings
from nnapp.nn.training import new_network, train, without_blank_inputs

ROUNDS, EPOCHS = 400, 9


def in_turns(*jobs: Callable[[], float], rounds: int) -> list[float]:
    """Return the median of what each of ``jobs`` returns, called one after the other."""
    return [float(np.median(column)) for column in np.array([[job() for job in jobs] for _ in range(rounds)]).T]


def recognition(name: str, drawing: Drawing) -> Callable[[], float]:
    """Return what recognises ``drawing`` with the network that ships as ``name`` and returns the seconds it took."""
    recogniser = load_weights(shipped_weights(name)).recogniser

    def seconds() -> float:
        started = time.perf_counter()
        recogniser.recognise(drawing)
        return time.perf_counter() - started

    return seconds


def training(preparation: str) -> Callable[[], float]:
    """Return what trains one more epoch on 60,000 examples and returns the seconds it took."""
    data = finish(load_data(DataSettings(examples=50_000, drawn=5_000, nonsense_share=1.0, preparation=preparation)))
    settings = TrainingSettings(epochs=EPOCHS + 1)
    examples: Examples = data.training
    start = without_blank_inputs(new_network(784, 10, settings), examples)
    steps = train(start, examples, examples[:0], settings, time.perf_counter)

    def seconds() -> float:
        return next(step.figures.seconds for step in steps if isinstance(step, EpochReport))

    seconds()  # epoch 0, before the first step
    return seconds


def main() -> None:
    """Print both."""
    strokes = [[(8, 6), (14, 4), (19, 7), (14, 13), (20, 18), (14, 24), (7, 21)]]
    drawing = Drawing(tuple(np.array(stroke, np.float32) for stroke in strokes))
    pixels, directions = in_turns(*(recognition(name, drawing) for name in ("default", "directions")), rounds=ROUNDS)
    more = directions - pixels
    print(f"recognition: pixels {pixels * 1e3:.3f} ms, directions {directions * 1e3:.3f} ms, {more * 1e3:+.3f} ms")
    pixels, directions = in_turns(training("mnist-moments"), training("mnist-directions"), rounds=EPOCHS)
    print(f"epoch: pixels {pixels:.3f} s, directions {directions:.3f} s, ratio {directions / pixels:.3f}")


if __name__ == "__main__":
    main()
