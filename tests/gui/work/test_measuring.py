"""What is known of the original network is not measured again with every edit."""

from dataclasses import replace

import pytest

from nnapp.digits.generators import finish
from nnapp.gui.work import measuring
from nnapp.gui.work.measuring import Accuracy, compared_accuracy
from tests.gui.inside import network_of
from tests.gui.work.small_data import noise


def test_an_edited_network_is_compared_with_what_is_known_of_the_original(monkeypatch):
    monkeypatch.setattr(measuring, "unseen_accuracy", lambda *_: pytest.fail("the original is measured again"))
    original, edited = (network_of(("sigmoid", "sigmoid"), seed=seed).recogniser for seed in (1, 2))
    known = Accuracy(original, 0.5, noise(20, 3), "some digits")
    after, before = finish(compared_accuracy(edited, original, None, known))
    assert before is known
    assert (after.recogniser, after.examples, after.words) == (edited, known.examples, known.words)
    assert finish(compared_accuracy(original, original, None, known)) == (known, known)
    strict = replace(original, firing_threshold=0.9)
    assert finish(compared_accuracy(strict, original, None, known)) == (known, known)
