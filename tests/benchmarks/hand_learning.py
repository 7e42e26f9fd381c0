"""Made-up writers: how many of their other drawings are misread before and after their hand is learnt, and how fast.

Run: python -m tests.benchmarks.hand_learning [number of writers] [weight file]
"""

import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from nnapp.digits.generators import finish
from nnapp.digits.preprocessing import as_inputs, prepare_drawings
from nnapp.digits.recogniser import Recogniser
from nnapp.files.hand_comparison import compare_hands
from nnapp.files.hand_learning import hand_settings
from nnapp.files.hand_scores import HandComparison
from nnapp.files.training_data import load_data
from nnapp.files.training_run import TrainingRun
from nnapp.files.weight_file import load_weights
from nnapp.locations import default_weights
from nnapp.nn.examples import Examples
from nnapp.nn.predictions import predict
from tests.hands import Writer, write_jsonl

WRITERS = 20
LEARNT, OTHERS = 3, 10
"""Drawings of each digit that are learnt from, and others that are read."""


@dataclass(frozen=True)
class Result:
    """What learning has changed for one writer."""

    before: int
    """Mistakes among their other drawings."""
    after: int
    compared: HandComparison
    learning: float
    """Seconds."""
    comparing: float


def measure(start: Recogniser, writer: Writer, folder: Path) -> Result:
    """Let ``start`` learn the hand of ``writer``, and compare."""
    settings = hand_settings(start, write_jsonl(folder / "hand.jsonl", writer.write(LEARNT, seed=1)))
    began = time.perf_counter()
    run = TrainingRun(settings, start=start)
    for _ in run.steps(finish(load_data(settings.data)), time.perf_counter):
        pass
    kept = run.kept()
    assert kept is not None
    learnt = time.perf_counter()
    compared = finish(compare_hands(start, kept.recogniser, settings))
    done = time.perf_counter()
    drawings, labels = zip(*writer.write(OTHERS, seed=2), strict=True)
    seen = as_inputs(prepare_drawings(drawings, start.preparation), start.preparation)
    others = Examples(seen, np.array(labels, np.uint8))
    before, after = (
        int((~predict(recogniser.network, others).is_correct).sum()) for recogniser in (start, kept.recogniser)
    )
    return Result(before, after, compared, learnt - began, done - learnt)


def main() -> None:
    """Print the figures of each writer, and of all."""
    writers = int(sys.argv[1]) if len(sys.argv) > 1 else WRITERS
    start = load_weights(Path(sys.argv[2]) if len(sys.argv) > 2 else default_weights()).recogniser
    with tempfile.TemporaryDirectory() as folder:
        # Prepared once, and kept.
        measure(start, Writer.number(writers), Path(folder))
        results = [measure(start, Writer.number(number), Path(folder)) for number in range(writers)]
    for number, result in enumerate(results):
        own = result.compared.hand
        print(
            f"writer {number:2}: {result.before:3} mistakes, {result.after:3} after; cross-validated "
            f"{own.number - own.before:2}, {own.number - own.after:2}; {len(result.compared.changes):2} changed; "
            f"{result.learning:.2f} s + {result.comparing:.2f} s"
        )
    before, after = (sum(getattr(result, name) for result in results) for name in ("before", "after"))
    print(f"mistakes of {writers * OTHERS * 10:,}: {before} before, {after} after ({after / before - 1:+.1%})")
    print(f"worst writer: {max(result.after - result.before for result in results):+d} mistakes")
    for name in ("mnist", "synthetic"):
        scores = [getattr(result.compared, name) for result in results]
        points = [100 * (score.after - score.before) / score.number for score in scores]
        print(f"{name}: {np.mean(points):+.2f} points on average, {min(points):+.2f} at worst")
    for name in ("learning", "comparing"):
        seconds = [getattr(result, name) for result in results]
        print(f"{name}: {np.mean(seconds):.2f} s on average, {max(seconds):.2f} s at most")


if __name__ == "__main__":
    main()
