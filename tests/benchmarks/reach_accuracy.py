"""Print how long nnapp and scikit-learn take from random weights to 96 % of MNIST's test digits.

Run it with ``pip install scikit-learn`` and ``python tests/benchmarks/reach_accuracy.py``. Both learn
from the same 60,000 digits, prepared the same way, with 15 logistic hidden neurons: scikit-learn's
MLPClassifier with its defaults, epoch by epoch to see when it gets there, until it does or its own
rule stops it (10 epochs without an improvement of 1e-4, or 200 epochs); nnapp with its default settings, on MNIST only.
"""

import os

os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1", MKL_NUM_THREADS="1")

import time
import warnings

import numpy as np

from nnapp.digits.datasets import load_test_data
from nnapp.digits.idx import read_idx
from nnapp.digits.preparations import DEFAULT_PREPARATION
from nnapp.digits.preprocessing import prepare_images
from nnapp.locations import resources_folder
from nnapp.nn.examples import Examples
from nnapp.nn.predictions import predict
from nnapp.nn.reports import EpochReport
from nnapp.nn.settings import TrainingSettings
from nnapp.nn.training import new_network, train, without_blank_inputs

WANTED = 0.96
SEEDS = (1, 2, 3, 4, 5)
TOLERANCE, PATIENCE, MOST_EPOCHS = 1e-4, 10, 200
"""The defaults of MLPClassifier: tol, n_iter_no_change, max_iter."""


def prepared_digits() -> Examples:
    """Return MNIST's 60,000 training digits, prepared."""
    folder = resources_folder() / "mnist"
    images = read_idx(folder / "train-images-idx3-ubyte.gz", dimensions=3).reshape(-1, 784)
    labels = read_idx(folder / "train-labels-idx1-ubyte.gz", dimensions=1)
    return Examples(prepare_images(images, DEFAULT_PREPARATION), labels)


def nnapp_seconds(training: Examples, test: Examples, seed: int) -> tuple[float, float]:
    """Return the seconds of training and the accuracy where it stopped."""
    settings = TrainingSettings(seed=seed)
    start = without_blank_inputs(new_network(784, 10, settings), training)
    seconds = 0.0
    for step in train(start, training, training[:0], settings, time.perf_counter):
        if isinstance(step, EpochReport) and step.figures.epoch > 0:
            seconds += step.figures.seconds
            accuracy = predict(step.network, test).accuracy
            if accuracy >= WANTED:
                break
    return seconds, accuracy


def sklearn_seconds(training: Examples, test: Examples, seed: int) -> tuple[float, float]:
    """Return the seconds of training and the accuracy where it got there, or where its own rule stops it."""
    from sklearn.neural_network import MLPClassifier

    inputs, answers = (training.inputs / 255).astype(np.float32), training.labels
    test_inputs = (test.inputs / 255).astype(np.float32)
    classifier = MLPClassifier((15,), activation="logistic", random_state=seed)
    seconds, best, worse = 0.0, np.inf, 0
    for _ in range(MOST_EPOCHS):
        started = time.perf_counter()
        classifier.partial_fit(inputs, answers, classes=np.arange(10))
        seconds += time.perf_counter() - started
        accuracy = classifier.score(test_inputs, test.labels)
        worse = worse + 1 if classifier.loss_ > best - TOLERANCE else 0
        best = min(best, classifier.loss_)
        if accuracy >= WANTED or worse > PATIENCE:
            break
    return seconds, accuracy


def main() -> None:
    """Compare over a few seeds."""
    warnings.simplefilter("ignore")
    training, test = prepared_digits(), load_test_data(DEFAULT_PREPARATION)
    all_ours = all_theirs = 0.0
    for seed in SEEDS:
        ours, reached = nnapp_seconds(training, test, seed)
        theirs, their_reached = sklearn_seconds(training, test, seed)
        print(
            f"seed {seed}: nnapp {ours:.2f} s to {reached:.2%}, scikit-learn {theirs:.2f} s to {their_reached:.2%}, "
            f"ratio {ours / theirs:.3f}"
        )
        all_ours, all_theirs = all_ours + ours, all_theirs + theirs
    print(f"all seeds: {all_ours:.2f} s against {all_theirs:.2f} s, ratio {all_ours / all_theirs:.3f}")


if __name__ == "__main__":
    main()
