import numpy as np
import pytest
from sklearn.metrics import confusion_matrix

from nnapp.nn.activations import activation_named
from nnapp.nn.examples import Examples
from nnapp.nn.losses import loss_named
from nnapp.nn.network import Layer, Network
from nnapp.nn.predictions import CHUNK, Confusion, Predictions, predict, predict_in_chunks, predict_in_steps
from tests.nn.inspect.made_up import random_predictions


def copying_network(classes=3):
    """A network whose output k is strongest when input k is."""
    weights = 10 * np.eye(classes, dtype=np.float32) - 5
    return Network((Layer(weights, np.zeros(classes, np.float32), activation_named("sigmoid")),))


def four():
    inputs = np.array([[255, 0, 0], [0, 255, 0], [0, 0, 255], [0, 0, 255]], np.uint8)
    return Examples(inputs, np.array([0, 1, 2, 1], np.uint8), classes=3)


def test_right_and_wrong_answers_are_counted():
    found = predict(copying_network(), four())
    assert found.answers.tolist() == [0, 1, 2, 2]
    assert found.is_correct.tolist() == [True, True, True, False]
    assert found.accuracy == 0.75
    assert found.confusion.tolist() == [[1, 0, 0], [0, 1, 1], [0, 0, 1]]
    assert found.strongest == pytest.approx([1 / (1 + np.exp(-5.0))] * 4, abs=1e-6)


def test_the_loss_is_the_sum_over_the_examples():
    network = copying_network()
    right = 3 * np.log1p(np.exp(-5.0))
    wrong = np.log1p(np.exp(-5.0)) + 2 * np.log1p(np.exp(5.0))
    assert predict(network, four()).loss_sum(network, loss_named("cross-entropy")) == pytest.approx(
        3 * right + wrong, rel=1e-5
    )


def test_chunks_together_are_the_whole():
    rng = np.random.default_rng(0)
    count = 2 * CHUNK + 5
    examples = Examples(
        rng.integers(0, 256, (count, 3)).astype(np.uint8), rng.integers(0, 3, count).astype(np.uint8), classes=3
    )
    parts = list(predict_in_chunks(copying_network(), examples))
    assert [len(part) for part in parts] == [CHUNK, CHUNK, 5]
    steps = predict_in_steps(copying_network(), examples)
    assert [next(steps) for _ in parts] == [CHUNK / count, 2 * CHUNK / count, 1.0]
    with pytest.raises(StopIteration) as end:
        next(steps)
    whole = end.value.value
    assert np.array_equal(whole.labels, examples.labels)
    assert whole.outputs == pytest.approx(
        copying_network().forward(examples.inputs / np.float32(255)).outputs, abs=1e-6
    )


def test_every_forward_pass_can_be_looked_at():
    looks = []
    list(predict_in_chunks(copying_network(), four(), looks.append))
    assert [len(look.inputs) for look in looks] == [4]


def test_examples_of_no_class_are_in_no_row_of_the_confusion_matrix():
    outputs = np.array([[0.9, 0.1], [0.2, 0.3], [0.1, 0.6]])
    found = Predictions(outputs, np.array([0, 2, 2], np.uint8), np.zeros((3, 2)))
    assert found.confusion.tolist() == [[1, 0], [0, 0]]
    assert found.accuracy == 1 / 3


@pytest.mark.parametrize("classes", [2, 3, 10, 47])
def test_the_confusion_matrix_is_that_of_scikit_learn(classes):
    found = random_predictions(classes=classes)
    expected = confusion_matrix(found.labels, found.answers, labels=np.arange(classes))
    assert found.confusion.tolist() == expected.tolist()


def test_confusions_come_in_the_order_of_their_share_of_a_class():
    answers = np.array([0, 0, 1, 2, 2, 2, 1, 0])
    found = Predictions(np.eye(3)[answers], np.array([0, 0, 0, 1, 1, 1, 1, 3], np.uint8), np.zeros((8, 3)))
    assert found.confusions == [Confusion(1, 2, 3, 4), Confusion(0, 1, 1, 3)]


def test_of_nothing_the_accuracy_is_unknown():
    nothing = Predictions(np.zeros((0, 3)), np.zeros(0, np.uint8), np.zeros((0, 3)))
    assert np.isnan(nothing.accuracy)
    assert nothing.confusion.sum() == 0
