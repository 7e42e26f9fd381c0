"""Print how long an epoch takes, as a multiple of the bare matrix products of its first layer.

Run it with ``python tests/benchmarks/epoch_speed.py``. One BLAS thread; 60,000 MNIST digits;
784-15-10, float32, Adam with L2. The products are x @ W.T and dz.T @ x over the same mini-batches,
in the same process; each figure is the least of fifteen.
"""

import os

os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1", MKL_NUM_THREADS="1")

import time
from collections.abc import Iterator

import numpy as np

from nnapp.digits.datasets import read_idx
from nnapp.locations import resources_folder
from nnapp.nn.examples import Examples
from nnapp.nn.training import EpochReport, Progress, TrainingSettings, new_network, train

REPEATS = 15


def products_seconds(images: np.ndarray, batch_size: int, neurons: int) -> float:
    """Return the time of the two products over all mini-batches of ``images``, float32."""
    rng = np.random.default_rng(0)
    weights = rng.normal(size=(neurons, images.shape[1])).astype(np.float32)
    errors = rng.normal(size=(batch_size, neurons)).astype(np.float32)
    started = time.perf_counter()
    for start in range(0, len(images), batch_size):
        x = images[start : start + batch_size]
        x @ weights.T
        errors[: len(x)].T @ x
    return time.perf_counter() - started


def all_digits() -> Examples:
    """Return MNIST's 60,000 training digits."""
    folder = resources_folder() / "mnist"
    images = read_idx(folder / "train-images-idx3-ubyte.gz", dimensions=3)
    return Examples(images.reshape(len(images), -1), read_idx(folder / "train-labels-idx1-ubyte.gz", dimensions=1))


def start(digits: Examples, batch_size: int, loss: str) -> Iterator[Progress | EpochReport]:
    """Begin a training without validation, so that an epoch is nothing but learning."""
    settings = TrainingSettings(batch_size=batch_size, loss=loss, epochs=REPEATS)
    network = new_network(784, 10, settings)
    return train(network, digits, digits[:0], settings, time.perf_counter)


def next_epoch(steps: Iterator[Progress | EpochReport]) -> float:
    """Train one epoch and return its time."""
    return next(step.seconds for step in steps if isinstance(step, EpochReport))


def main() -> None:
    """Measure both mini-batch sizes, with the default loss and with plain cross-entropy."""
    digits = all_digits()
    images = digits.inputs.astype(np.float32) / 255
    for batch_size in (64, 10):
        losses = (TrainingSettings().loss, "cross-entropy")
        runs = {loss: start(digits, batch_size, loss) for loss in losses}
        for steps in runs.values():
            next_epoch(steps)  # epoch 0, before the first step
        floors, epochs = [], {loss: [] for loss in losses}
        # In turns, so that a busy moment of the machine meets all alike.
        for _ in range(REPEATS):
            floors.append(products_seconds(images, batch_size, 15))
            for loss, steps in runs.items():
                epochs[loss].append(next_epoch(steps))
        floor = min(floors)
        print(f"mini-batch {batch_size}: products {floor:.3f} s")
        for loss, seconds in epochs.items():
            print(f"  epoch, {loss}: {min(seconds):.3f} s, ratio {min(seconds) / floor:.2f}")


if __name__ == "__main__":
    main()
