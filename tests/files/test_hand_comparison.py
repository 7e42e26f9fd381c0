"""A network before and after it learnt a hand."""

from dataclasses import replace

import numpy as np
import pytest

from nnapp.digits.errors import DataError
from nnapp.digits.generators import finish
from nnapp.digits.preparations import DEFAULT_PREPARATION, PREPARATIONS
from nnapp.digits.recogniser import Recogniser
from nnapp.files.digits_cache import cached_bytes
from nnapp.files.errors import RunError
from nnapp.files.hand_comparison import compare_hands
from nnapp.files.hand_learning import hand_settings
from nnapp.files.hand_scores import Score
from nnapp.files.weight_file import load_weights
from nnapp.locations import default_weights, shipped_weights
from nnapp.nn.activations import activation_named
from nnapp.nn.network import Network
from tests.digits.noting import noting
from tests.hands import Writer, write_jsonl

SMALL = {"examples": 900, "drawn": 300, "warps": 300}


@pytest.fixture(scope="module")
def start():
    return load_weights(default_weights()).recogniser


@pytest.fixture
def drawings():
    return Writer.number(13).write(3, seed=1)


@pytest.fixture
def hand(tmp_path, drawings):
    return write_jsonl(tmp_path / "hand.jsonl", drawings)


def small(settings, **training):
    return replace(settings, data=replace(settings.data, **SMALL), training=replace(settings.training, **training))


def network(*activations):
    sizes = (784, *[6] * (len(activations) - 1), 10)
    layers = Network.random(sizes, [activation_named(name) for name in activations], np.random.default_rng(1))
    return Recogniser(layers, DEFAULT_PREPARATION)


def read(recogniser, drawings):
    return [recogniser.recognise(drawing).ranking[0] for drawing, _ in drawings]


def test_both_networks_are_compared_on_everything(start, hand, drawings):
    settings, other = small(hand_settings(start, hand)), load_weights(shipped_weights("64")).recogniser
    shares = []
    found = finish(noting(compare_hands(start, other, settings), shares))
    before, after = read(start, drawings), read(other, drawings)
    assert found.hand.before == sum(answer == label for answer, (_, label) in zip(before, drawings, strict=True))
    assert found.hand.number == 30
    assert (found.mnist.number, found.synthetic.number) == (10_000, 2_000)
    assert found.mnist.before == 9_753
    assert found.mnist.after > 9_800
    answers = zip((label for _, label in drawings), before, after, strict=True)
    changed = [each for each in answers if each[1] != each[2]]
    assert [(change.label, change.before, change.after) for change in found.changes] == changed != []
    assert len(shares) > 100
    assert shares == sorted(shares)
    assert 0 <= shares[0] <= shares[-1] <= 1


def test_own_drawings_are_read_by_networks_that_did_not_learn_from_them(start, tmp_path, drawings):
    # Digits that are called what they are not: nobody reads them so who has not learnt it from another copy.
    called = [(drawing, (label + 1) % 10) for drawing, label in drawings[::9]]
    once = write_jsonl(tmp_path / "once.jsonl", called)
    again = write_jsonl(tmp_path / "again.jsonl", called * 3)
    counted = [
        finish(compare_hands(start, start, small(hand_settings(start, path), learning_rate=0.01))).hand
        for path in (once, again)
    ]
    assert counted[0] == Score(before=0, after=0, number=len(called))
    assert counted[1].before == 0
    assert counted[1].after > len(called)


def test_what_is_read_is_prepared_once(start, hand):
    settings = small(hand_settings(start, hand))
    first = finish(compare_hands(start, start, settings))
    kept = cached_bytes()
    assert finish(compare_hands(start, start, settings)).mnist == first.mnist
    assert cached_bytes() == kept > 0
    assert first.mnist.before == first.mnist.after
    assert first.changes == ()


@pytest.mark.parametrize("activations", [("relu", "softmax"), ("sigmoid", "tanh", "identity")], ids="-".join)
@pytest.mark.parametrize(
    "preparation", [DEFAULT_PREPARATION, PREPARATIONS[-1]], ids=lambda preparation: preparation.name
)
def test_networks_of_all_kinds_can_learn_a_hand(hand, activations, preparation):
    start = replace(network(*activations), preparation=preparation)
    compared = finish(compare_hands(start, start, small(hand_settings(start, hand))))
    assert compared.hand.number == 30


def test_training_that_diverges_is_told(hand):
    start = network("relu", "identity")
    with pytest.raises(RunError, match="Training diverged"):
        finish(compare_hands(start, start, small(hand_settings(start, hand), learning_rate=1e9)))


def test_drawings_that_are_gone_are_told(start, hand):
    settings = hand_settings(start, hand)
    hand.unlink()
    with pytest.raises(DataError, match=r"hand.jsonl does not exist"):
        finish(compare_hands(start, start, settings))
