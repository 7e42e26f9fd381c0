import numpy as np
import pytest

from nnapp.nn.activations import activation_named
from nnapp.nn.evaluation import CHUNK, evaluate, evaluate_by_chunks
from nnapp.nn.examples import Examples
from nnapp.nn.losses import loss_named
from nnapp.nn.network import Layer, Network

LOSS = loss_named("cross-entropy")


def copying_network(classes=3):
    """A network whose output k is strongest when input k is."""
    weights = 10 * np.eye(classes, dtype=np.float32) - 5
    return Network((Layer(weights, np.zeros(classes, np.float32), activation_named("sigmoid")),))


def test_right_and_wrong_answers_are_counted():
    inputs = np.array([[255, 0, 0], [0, 255, 0], [0, 0, 255], [0, 0, 255]], np.uint8)
    result = evaluate(copying_network(), Examples(inputs, np.array([0, 1, 2, 1], np.uint8), classes=3), LOSS)
    assert (result.examples, result.correct, result.accuracy) == (4, 3, 0.75)
    assert result.confusion.tolist() == [[1, 0, 0], [0, 1, 1], [0, 0, 1]]
    right = 3 * np.log1p(np.exp(-5.0))
    wrong = np.log1p(np.exp(-5.0)) + 2 * np.log1p(np.exp(5.0))
    assert result.loss == pytest.approx((3 * right + wrong) / 4, rel=1e-5)


def test_the_last_chunk_is_of_all_examples():
    count = 2 * CHUNK + 5
    examples = Examples(np.zeros((count, 3), np.uint8), np.zeros(count, np.uint8), classes=3)
    seen = [result.examples for result in evaluate_by_chunks(copying_network(), examples, LOSS)]
    assert seen == [0, CHUNK, 2 * CHUNK, count]


def test_examples_of_no_class_are_left_out():
    examples = Examples(np.zeros((4, 3), np.uint8), np.array([0, 3, 3, 1], np.uint8), classes=3)
    assert evaluate(copying_network(), examples, LOSS).examples == 2


def test_of_nothing_the_accuracy_is_unknown():
    nothing = Examples(np.zeros((0, 3), np.uint8), np.zeros(0, np.uint8), classes=3)
    assert np.isnan(evaluate(copying_network(), nothing, LOSS).accuracy)
