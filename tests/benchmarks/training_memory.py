"""Print the time and the peak memory of a full training with the default settings.

Run it with ``python tests/benchmarks/training_memory.py [DRAWINGS]``; it is what ``nnapp train`` does, in
this process, and then the accuracy on MNIST's test digits and on the labelled drawings in a file.
"""

import resource
import sys
import tempfile
import time
from pathlib import Path

from nnapp.cli.measured_data import examples_of, labelled_data
from nnapp.cli.train import Files, train_command
from nnapp.digits.datasets import load_test_data
from nnapp.files.run_settings import RunSettings
from nnapp.files.weight_file import load_weights
from nnapp.nn.predictions import predict


def main() -> None:
    """Train, measure, print."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "network.safetensors"
        started = time.perf_counter()
        train_command(RunSettings(), Files(out=path), as_json=True)
        seconds = time.perf_counter() - started
        # Kilobytes on Linux, bytes on macOS; this figure is for Linux.
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        recogniser = load_weights(path).recogniser
        accuracy = predict(recogniser.network, load_test_data(recogniser.preparation)).accuracy
    if len(sys.argv) > 1:
        drawings = examples_of(labelled_data(Path(sys.argv[1]), recogniser), recogniser)
        print(f"drawings {predict(recogniser.network, drawings).accuracy:.2%}")
    print(f"{seconds:.1f} s, peak memory {peak:.0f} MB, MNIST test {accuracy:.2%}")


if __name__ == "__main__":
    main()
