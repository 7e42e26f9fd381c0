"""Print how long an epoch takes, as a multiple of the bare matrix products that it cannot do without.

Run it with ``python tests/benchmarks/epoch_speed.py``. One BLAS thread; 60,000 MNIST digits; float32,
Adam with L2. For 784-15-10 the products are x @ W.T and dz.T @ x of the first layer; for
784-128-64-10 all products of all layers: forward, weight gradients, and errors passed back. Over the
same mini-batches, in the same process; each figure is the least of fifteen.
"""

import os

os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1", MKL_NUM_THREADS="1")

import time
from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from nnapp.digits.idx import read_idx
from nnapp.locations import resources_folder
from nnapp.nn.examples import Examples
from nnapp.nn.reports import EpochReport, Progress
from nnapp.nn.settings import TrainingSettings
from nnapp.nn.training import new_network, train, without_blank_inputs

REPEATS = 15


def first_layer_seconds(images: np.ndarray, batch_size: int, neurons: int) -> float:
    """Return the time of the two products of the first layer over all mini-batches of ``images``, float32."""
    rng = np.random.default_rng(0)
    weights = rng.normal(size=(neurons, images.shape[1])).astype(np.float32)
    errors = rng.normal(size=(batch_size, neurons)).astype(np.float32)
    started = time.perf_counter()
    for start in range(0, len(images), batch_size):
        x = images[start : start + batch_size]
        x @ weights.T
        errors[: len(x)].T @ x
    return time.perf_counter() - started


def all_layers_seconds(images: np.ndarray, batch_size: int, sizes: tuple[int, ...]) -> float:
    """Return the time of all products of a network of ``sizes`` over all mini-batches of ``images``."""
    rng = np.random.default_rng(0)
    weights = [rng.normal(size=(after, before)).astype(np.float32) for before, after in pairwise(sizes)]
    started = time.perf_counter()
    for start in range(0, len(images), batch_size):
        x = images[start : start + batch_size]
        inputs = []
        for w in weights:
            inputs.append(x)
            x = x @ w.T
        for index in range(len(weights) - 1, -1, -1):
            x.T @ inputs[index]
            if index:
                x = x @ weights[index]
    return time.perf_counter() - started


def all_digits() -> Examples:
    """Return MNIST's 60,000 training digits."""
    folder = resources_folder() / "mnist"
    images = read_idx(folder / "train-images-idx3-ubyte.gz", dimensions=3)
    return Examples(images.reshape(len(images), -1), read_idx(folder / "train-labels-idx1-ubyte.gz", dimensions=1))


def start(digits: Examples, hidden: tuple[int, ...], batch_size: int, loss: str) -> Iterator[Progress | EpochReport]:
    """Begin a training without validation, so that an epoch is nothing but learning."""
    settings = TrainingSettings(hidden=hidden, batch_size=batch_size, loss=loss, epochs=REPEATS)
    network = new_network(784, 10, settings)
    steps = train(without_blank_inputs(network, digits), digits, digits[:0], settings, time.perf_counter)
    next_epoch(steps)  # epoch 0, before the first step
    return steps


def next_epoch(steps: Iterator[Progress | EpochReport]) -> float:
    """Train one epoch and return the time of its steps, without the measuring of its result."""
    last, seconds, started = None, 0.0, time.perf_counter()
    for step in steps:
        if isinstance(step, EpochReport):
            return seconds
        if step.batches != last:
            seconds, last = time.perf_counter() - started, step.batches
    raise AssertionError("training ended early")


def main() -> None:
    """Measure the three cases, with the default loss and with plain cross-entropy."""
    digits = all_digits()
    images = digits.inputs.astype(np.float32) / 255
    losses = (TrainingSettings().loss, "cross-entropy")
    cases = (
        ((15,), 64, lambda: first_layer_seconds(images, 64, 15)),
        ((15,), 10, lambda: first_layer_seconds(images, 10, 15)),
        ((128, 64), 64, lambda: all_layers_seconds(images, 64, (784, 128, 64, 10))),
    )
    for hidden, batch_size, products in cases:
        runs = {loss: start(digits, hidden, batch_size, loss) for loss in losses}
        floors, epochs = [], {loss: [] for loss in losses}
        # In turns, so that a busy moment of the machine meets all alike.
        for _ in range(REPEATS):
            floors.append(products())
            for loss, steps in runs.items():
                epochs[loss].append(next_epoch(steps))
        floor = min(floors)
        sizes = "-".join(str(size) for size in (784, *hidden, 10))
        print(f"{sizes}, mini-batch {batch_size}: products {floor:.3f} s")
        for loss, seconds in epochs.items():
            print(f"  epoch, {loss}: {min(seconds):.3f} s, ratio {min(seconds) / floor:.2f}")


if __name__ == "__main__":
    main()
