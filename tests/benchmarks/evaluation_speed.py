"""Print how long the job of the Evaluation page takes, and how much memory 100,000 examples take.

Run it with ``python -m tests.benchmarks.evaluation_speed``, or with ``--memory`` for the memory. Beside the seconds
that went by stand those of the processor: more where both cores work, less where other programs had it. "Gap" is
the longest time between two reports of progress, where the job can be dropped. The answers of the canvas are compared
with what was counted.
"""

import resource
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from nnapp.digits.datasets import load_test_images
from nnapp.files.weight_file import load_weights
from nnapp.gui.work.evaluating import evaluate
from nnapp.gui.work.evaluation import Contender, DataChoice, Evaluation, Source
from nnapp.gui.work.evaluation_data import EvaluationData
from nnapp.locations import models_folder

MANY = 100_000
CHECKED = 10
"""One of so many examples is put on the canvas."""


def contender(name: str) -> Contender:
    """Return a network that ships."""
    return Contender.of(load_weights(models_folder() / f"{name}.safetensors"), name)


def run(choice: DataChoice, first: Contender, second: Contender | None, kept: EvaluationData) -> Evaluation:
    """Evaluate, print the times, and return the evaluation."""
    started, processor = time.perf_counter(), time.process_time()
    steps, last, gap = evaluate(first, second, choice, kept), started, 0.0
    while True:
        try:
            next(steps)
        except StopIteration as end:
            evaluation: Evaluation = end.value
            break
        now = time.perf_counter()
        gap, last = max(gap, now - last), now
    seconds, processor = time.perf_counter() - started, time.process_time() - processor
    names = first.name if second is None else f"{first.name}, {second.name}"
    print(f"{evaluation.words:38} {names:26} {seconds:5.2f} s {processor:5.2f} s gap {1000 * gap:4.0f} ms")
    return evaluation


def compare(evaluation: Evaluation) -> None:
    """Print how far the answers of the canvas are from what was counted."""
    recogniser, counted = evaluation.first.recogniser, evaluation.first.predictions
    furthest, others, numbers = 0.0, 0, range(0, len(counted), CHECKED)
    for number in numbers:
        answer = recogniser.recognise(evaluation.drawing(number))
        furthest = max(furthest, float(np.abs(answer.outputs - counted.outputs[number]).max()))
        others += answer.ranking[0] != counted.answers[number]
    print(f"    canvas: activations differ by {furthest:.1e} at most, {others} other answers to {len(numbers):,}")


def measure_speed() -> None:
    """Evaluate on each source: for the first time, then another network, two, and one that prepares otherwise."""
    small, large, directions = (contender(name) for name in ("default", "64", "directions"))
    # What is loaded once, whatever is evaluated first.
    run(DataChoice(), small, None, EvaluationData())
    for source in (Source.MNIST, Source.HELD_OUT, Source.WRITTEN):
        kept, choice = EvaluationData(), DataChoice(source)
        compare(run(choice, small, None, kept))
        run(choice, large, None, kept)
        run(choice, small, large, kept)
        compare(run(choice, directions, None, kept))


def measure_memory() -> None:
    """Evaluate two networks that prepare differently on many pictures, and print what the process took."""
    images, labels = load_test_images()
    rows = np.random.default_rng(0).integers(0, len(images), MANY)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "many.npz"
        np.savez(path, x_train=images[rows], y_train=labels[rows])
        del images, labels
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        kept, choice = EvaluationData(), DataChoice(Source.FILE, path)
        run(choice, contender("default"), None, kept)
        # Kilobytes on Linux, bytes on macOS; these figures are for Linux.
        one = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        run(choice, contender("default"), contender("directions"), kept)
        two = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"peak memory: {one / 1024:.0f} MB with one network, {two / 1024:.0f} MB with two ({before / 1024:.0f} before)"
    )


if __name__ == "__main__":
    if "--memory" in sys.argv:
        measure_memory()
    else:
        measure_speed()
