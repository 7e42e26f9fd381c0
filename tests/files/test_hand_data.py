"""Drawings of one's own beside what is rehearsed."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from nnapp.digits.data_settings import DataSettings
from nnapp.digits.drawing import Drawing
from nnapp.digits.errors import DataError
from nnapp.digits.generators import finish
from nnapp.files.digits_cache import cached_bytes
from nnapp.files.hand_data import load_hand
from nnapp.files.training_data import load_data
from tests.cli.commands import SEVEN
from tests.hands import Writer, write_jsonl

REHEARSAL = DataSettings(examples=300, drawn=100, validation=50)


@pytest.fixture
def hand(tmp_path):
    path = write_jsonl(tmp_path / "hand.jsonl", Writer.number(1).write(1, seed=1))
    return replace(REHEARSAL, hand=str(path), warps=40)


def rows(examples):
    return sorted(np.column_stack([examples.labels, examples.inputs]).tolist())


def test_the_drawings_are_learnt_in_random_order_among_what_is_rehearsed(hand):
    data, rehearsal, own = finish(load_data(hand)), finish(load_data(REHEARSAL)), finish(load_hand(hand))
    assert data.settings == hand
    assert len(data.training) == hand.total == REHEARSAL.total + 40
    assert rows(data.training) == sorted(rows(rehearsal.training) + rows(own.warps))
    assert np.array_equal(data.validation.inputs, rehearsal.validation.inputs)
    is_own = (data.training.inputs[:, None, ::9] == own.warps.inputs[None, :, ::9]).all(axis=2).any(axis=1)
    assert 5 < is_own[: len(is_own) // 2].sum() < 35


def test_the_same_settings_give_the_same_data(hand):
    one, two = (finish(load_data(hand)).training for _ in range(2))
    assert np.array_equal(one.inputs, two.inputs)
    assert np.array_equal(one.labels, two.labels)


def test_what_is_rehearsed_is_kept_once_for_all_hands_and_the_drawings_are_not_kept(hand, tmp_path):
    finish(load_data(REHEARSAL))
    kept = cached_bytes()
    other = write_jsonl(tmp_path / "other.jsonl", Writer.number(2).write(1, seed=1))
    for settings in (hand, replace(hand, hand=str(other), warps=70)):
        finish(load_data(settings))
    assert cached_bytes() == kept > 0


def test_the_warps_of_some_drawings_can_be_taken_alone(hand):
    own = finish(load_hand(hand))
    some = own.warps_of(np.array([3, 5]))
    assert len(some) == 8
    assert set(some.labels) == set(own.drawings.labels[[3, 5]])


def test_empty_drawings_teach_nothing(hand):
    write_jsonl(Path(hand.hand), [*Writer.number(1).write(1, seed=1), (Drawing(), 4)])
    assert len(finish(load_hand(hand)).drawings) == 10


@pytest.mark.parametrize(
    ("name", "lines", "sentence"),
    [
        ("gone.jsonl", None, "gone.jsonl does not exist."),
        ("pets.csv", [], "is not a file of drawings; its name should end in .jsonl"),
        ("few.jsonl", [SEVEN] * 2, "few.jsonl holds 2 drawings; there should be at least 3 to learn from."),
        ("none.jsonl", [], "none.jsonl holds no drawings."),
        ("torn.jsonl", [{"label": 7}], "torn.jsonl, line 1, is not a drawing"),
        ("whose.jsonl", [{"strokes": [[[1, 2]]]}], 'whose.jsonl, line 1, has no "label"'),
    ],
)
def test_drawings_that_cannot_be_learnt_from_are_told_in_one_sentence(hand, tmp_path, name, lines, sentence):
    if lines is not None:
        (tmp_path / name).write_text("".join(json.dumps(line) + "\n" for line in lines))
    with pytest.raises(DataError, match=sentence):
        finish(load_data(replace(hand, hand=str(tmp_path / name))))
