"""A network learns the hand of a made-up writer."""

import json
import time
from pathlib import Path

import numpy as np
import pytest

from nnapp.digits.datasets import load_test_data
from nnapp.digits.errors import DataError
from nnapp.digits.generators import finish
from nnapp.digits.preparations import DEFAULT_PREPARATION
from nnapp.digits.preprocessing import as_inputs, prepare_drawings
from nnapp.digits.recogniser import DIGIT_NAMES, Recogniser
from nnapp.files.hand_learning import MOST_WARPS, advice, hand_settings, missing_digits
from nnapp.files.run_settings import run_settings_as_json, run_settings_from_json
from nnapp.files.training_data import load_data
from nnapp.files.training_run import TrainingRun
from nnapp.files.weight_file import load_weights
from nnapp.locations import default_weights
from nnapp.nn.activations import activation_named
from nnapp.nn.examples import Examples
from nnapp.nn.network import Network
from nnapp.nn.predictions import predict
from nnapp.nn.setting_declarations import SettingsError
from tests.hands import Writer, write_jsonl


@pytest.fixture
def hand(tmp_path):
    return write_jsonl(tmp_path / "hand.jsonl", Writer.number(13).write(3, seed=1))


def network(*activations, class_names=DIGIT_NAMES):
    sizes = (784, *[8] * (len(activations) - 1), len(class_names))
    layers = Network.random(sizes, [activation_named(name) for name in activations], np.random.default_rng(1))
    return Recogniser(layers, DEFAULT_PREPARATION, class_names)


def mistakes(recogniser, examples):
    return int(np.count_nonzero(~predict(recogniser.network, examples).is_correct))


def test_other_drawings_of_the_hand_are_misread_far_less_and_mnist_is_not_forgotten(hand):
    start = load_weights(default_weights()).recogniser
    settings = hand_settings(start, hand)
    run = TrainingRun(settings, start=start)
    assert len(list(run.steps(finish(load_data(settings.data)), time.perf_counter))) > 50
    learnt = run.kept().recogniser
    drawings, labels = zip(*Writer.number(13).write(10, seed=2), strict=True)
    seen = as_inputs(prepare_drawings(drawings, start.preparation), start.preparation)
    others, mnist = Examples(seen, np.array(labels, np.uint8)), load_test_data(start.preparation)
    assert mistakes(start, others) >= 20
    assert mistakes(learnt, others) <= 0.4 * mistakes(start, others)
    assert mistakes(learnt, mnist) <= mistakes(start, mnist) + 30


def test_a_larger_collection_gives_more_examples(tmp_path):
    for number, warps in ((30, 1_200), (1_500, 1_500), (9_000, MOST_WARPS)):
        path = tmp_path / "many.jsonl"
        path.write_text("a line for each drawing\n" * number)
        assert hand_settings(network("sigmoid"), path).data.warps == warps


@pytest.mark.parametrize(
    ("activations", "loss"),
    [
        (("sigmoid",), "cross-entropy"),
        (("relu", "sigmoid", "softmax"), "cross-entropy"),
        (("sigmoid", "tanh"), "squared error"),
        (("tanh", "identity"), "squared error"),
    ],
)
def test_the_settings_have_the_layers_of_the_network_and_a_loss_that_suits_its_outputs(hand, activations, loss):
    settings = hand_settings(network(*activations), hand)
    assert settings.training.hidden == (8,) * (len(activations) - 1)
    assert settings.training.output_activation == activations[-1]
    assert settings.training.loss == loss


def test_the_settings_can_be_written_and_read_again(hand):
    settings = hand_settings(network("sigmoid", "sigmoid"), hand)
    assert Path(settings.data.hand) == hand
    assert run_settings_from_json(json.loads(json.dumps(run_settings_as_json(settings)))) == settings


def test_a_network_that_cannot_learn_a_hand_is_refused(hand):
    with pytest.raises(SettingsError, match="classes are the ten digits"):
        hand_settings(network("sigmoid", class_names=("cat", "dog")), hand)
    with pytest.raises(SettingsError, match="step, whose derivative is 0"):
        hand_settings(network("step", "sigmoid"), hand)
    with pytest.raises(DataError, match="does not exist"):
        hand_settings(network("sigmoid"), hand.with_name("gone.jsonl"))


ALL = list(range(10)) * 3


@pytest.mark.parametrize(
    ("labels", "lack"),
    [
        (ALL, ""),
        ([], "There are no drawings yet."),
        ([digit for digit in ALL if digit != 5], "Your 5 is missing."),
        ([digit for digit in ALL if digit not in (0, 5, 8)], "Your 0, 5 and 8 are missing."),
        ([*ALL[:-1]], "There are few drawings of your 9."),
        ([*ALL[:10], *range(8), *range(8)], "There are few drawings of your 8 and 9."),
    ],
)
def test_what_is_missing_is_named(labels, lack):
    advised = advice(labels)
    assert advised.startswith(lack)
    assert ("three of each digit" in advised) == bool(lack)


def test_each_digit_is_to_be_drawn_as_often_as_it_is_missing():
    labels = [*range(10)] * 3
    assert missing_digits(labels) == ()
    assert missing_digits([label for label in labels if label != 5] + [5]) == (5, 5)
    assert missing_digits(labels[3:]) == (0, 1, 2)
    assert sorted(missing_digits([])) == sorted(labels)
