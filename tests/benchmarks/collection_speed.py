"""Print how long it takes to read a collection of 5,000 drawings, and to keep one more.

Run it with ``python -m tests.benchmarks.collection_speed``.
"""

import tempfile
import time
from pathlib import Path

import numpy as np

from nnapp.digits.drawing import Drawing
from nnapp.files.collection import Collection
from tests.files.test_kill_keeping import collected

COUNT, READINGS, MORE, POINTS = 5_000, 10, 500, 60


def main() -> None:
    """Collect, read, keep."""
    rng = np.random.default_rng(2)
    with tempfile.TemporaryDirectory() as folder:
        collection = collected(Path(folder), COUNT)
        reading = [_milliseconds(Collection(Path(folder)).refresh) for _ in range(READINGS)]
        drawings = [Drawing((rng.uniform(0, 28, (POINTS, 2)).astype(np.float32),)) for _ in range(MORE)]
        keeping = [_milliseconds(lambda one=one: collection.keep([(one, 7)])) for one in drawings]
    print(f"{COUNT:,} drawings are read in {np.median(reading):.0f} ms (fastest of {READINGS}: {min(reading):.0f} ms)")
    middle, slowest = np.percentile(keeping, [50, 99])
    print(f"one more is kept in {middle:.2f} ms (median of {MORE}; 99th percentile {slowest:.2f} ms)")


def _milliseconds(act) -> float:
    started = time.perf_counter()
    act()
    return 1e3 * (time.perf_counter() - started)


if __name__ == "__main__":
    main()
