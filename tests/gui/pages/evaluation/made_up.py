"""Evaluations made up for tests: any outputs and labels, of any number of classes."""

from types import SimpleNamespace

import numpy as np

from nnapp.digits.drawing import PIXELS
from nnapp.digits.preparations import DEFAULT_PREPARATION
from nnapp.digits.recogniser import DIGIT_NAMES, Recogniser
from nnapp.files.data_files import LoadedData
from nnapp.gui.work.evaluation import Evaluation, Judged
from nnapp.nn.activations import activation_named
from nnapp.nn.network import Network
from nnapp.nn.predictions import Predictions

LONG_NAMES = ("seven with a bar", "a circle that is not closed", "1")
MANY_NAMES = tuple("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabdefghnqrt")
"""The 47 classes of EMNIST."""


def evaluation_of(outputs, labels, *, names=None, second=None, threshold=0.5, drawings=()):
    """An evaluation in which a network, and perhaps a ``second`` one, had these ``outputs`` (examples, classes)."""
    outputs, labels = np.asarray(outputs, np.float32), np.asarray(labels, np.uint8)
    names = names or (DIGIT_NAMES if outputs.shape[1] == 10 else tuple("abcdefghij"[: outputs.shape[1]]))
    images = np.random.default_rng(0).integers(0, 256, (min(len(labels), 500), PIXELS)).astype(np.uint8)
    images = None if drawings else images[np.arange(len(labels)) % len(images)]
    data = LoadedData(images, drawings, labels, names, ())
    judged = [
        judged_of(name, own, labels, names, threshold) for name, own in (("784-15-10", outputs), ("my network", second))
        if own is not None
    ]  # fmt: skip
    return Evaluation(f"made up, {len(labels)} examples", data, *judged)


def judged_of(name, outputs, labels, names, threshold=0.5):
    network = Network.random((784, len(names)), [activation_named("sigmoid")], np.random.default_rng(0))
    predictions = Predictions(np.asarray(outputs, np.float32), labels, np.asarray(outputs, np.float32))
    # What it sees is of no interest here.
    examples = SimpleNamespace(labels=labels)
    return Judged(name, Recogniser(network, DEFAULT_PREPARATION, names, threshold), examples, predictions)


def random_evaluation(examples=2_000, classes=10, *, names=None, seed=0, right=0.9, **others):
    """An evaluation in which about the share ``right`` of the examples is recognised, the rest as a class nearby."""
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, classes, examples)
    off = np.where(rng.random(examples) < right, 0, rng.geometric(0.4, examples))
    outputs = 0.3 * rng.random((examples, classes))
    outputs[np.arange(examples), (labels + off) % classes] = rng.beta(5, 1, examples)
    return evaluation_of(outputs, labels, names=names, **others)
