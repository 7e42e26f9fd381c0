import os
from dataclasses import replace

import numpy as np
import pytest

from nnapp.digits.data_settings import Augmentation, DataSettings
from nnapp.digits.errors import DataError
from nnapp.digits.generators import finish
from nnapp.files import digits_cache
from nnapp.files.digits_cache import cached_bytes, empty_cache, load_digits
from nnapp.files.training_data import load_data
from nnapp.nn.examples import Examples
from nnapp.nn.settings import TrainingSettings
from nnapp.nn.training import new_network, train
from tests.files.full_disk import files_of_at_most

SETTINGS = DataSettings(examples=1_500, drawn=0, validation=500)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(digits_cache, "cache_folder", lambda: tmp_path / "nnapp")
    return tmp_path / "nnapp" / "digits"


@pytest.fixture(autouse=True)
def made(monkeypatch):
    """Notes each time that digits are made; they are noise, as real ones take longer."""
    made = []

    def prepare(settings):
        made.append(settings)
        yield 0.5
        rng, number = np.random.default_rng(settings.validation), settings.validation + settings.total
        inputs = rng.integers(0, 256, (number, 784), np.uint8)
        return Examples(inputs, rng.integers(0, 11, number, np.uint8))

    monkeypatch.setattr(digits_cache, "prepare_examples", prepare)
    # Several blocks, though there are few digits.
    monkeypatch.setattr(digits_cache, "AT_ONCE", 300)
    return made


def load(settings=SETTINGS):
    return finish(load_data(settings))


def contents(data):
    return [array.tobytes() for part in (data.training, data.validation) for array in (part.inputs, part.labels)]


def test_digits_are_made_once_and_then_mapped_into_memory(made, folder):
    first, again = load(), load()
    assert contents(again) == contents(first)
    assert (len(again.training), len(again.validation), again.settings) == (1_500, 500, SETTINGS)
    assert made == [SETTINGS]
    assert not again.training.inputs.flags.writeable
    assert cached_bytes() == sum(path.stat().st_size for path in folder.iterdir()) > 2_000 * 784


def test_a_network_learns_the_same_from_them():
    settings = TrainingSettings(hidden=(5,), epochs=2)
    weights = []
    for data in (load(), load()):
        *_, last = train(new_network(784, 10, settings), data.training, data.validation, settings, lambda: 0.0)
        weights.append([layer.weights.tobytes() for layer in last.network.layers])
    assert weights[0] == weights[1]


def test_other_settings_another_code_and_other_resources_are_another_entry(made, monkeypatch, tmp_path):
    code, resources = tmp_path / "code", tmp_path / "resources" / "handwriting"
    for place in (code, resources):
        place.mkdir(parents=True)
    monkeypatch.setattr("nnapp.digits.__path__", [str(code)])
    monkeypatch.setattr(digits_cache, "resources_folder", lambda: resources.parent)
    load()
    (code / "ink.py").write_text("PEN = 1")
    load()
    (code / "ink.py").write_text("PEN = 2")
    load()
    (resources / "templates.json").write_text("{}")
    load()
    assert len(made) == 4
    load(replace(SETTINGS, preparation="mnist"))
    assert len(made) == 5
    load(replace(SETTINGS, augmentation=Augmentation(shift=2.0), class_names=tuple("abcdefghij")))
    assert len(made) == 5


@pytest.mark.parametrize("damage", ["a bit", "the head", "cut", "empty", "longer", "other"])
def test_a_damaged_entry_is_made_anew(made, folder, damage):
    sound = contents(load())
    (entry,) = folder.iterdir()
    content = entry.read_bytes()
    change = {
        "a bit": content[:50_000] + bytes([content[50_000] ^ 1]) + content[50_001:],
        # NumPy would fail to read this with an error of its tokenizer.
        "the head": content.replace(b")", b"(", 1),
        "cut": content[:-800],
        "empty": b"",
        "longer": content + b"more",
        "other": np.lib.format.magic(1, 0),
    }
    entry.write_bytes(change[damage])
    assert contents(load()) == sound
    assert contents(load()) == sound
    assert len(made) == 2


def test_what_is_dropped_while_it_is_written_leaves_nothing(made, folder):
    steps = load_digits(SETTINGS)
    while next(steps) < 1.0:
        pass
    (beside,) = folder.iterdir()
    assert beside.suffix == ".part"
    steps.close()
    assert not list(folder.iterdir())
    load()
    assert len(made) == 2


def test_what_a_killed_program_left_is_never_read_and_deleted_in_the_end(made, folder):
    load()
    (entry,) = folder.iterdir()
    left, fresh = entry.with_suffix(".1.part"), entry.with_suffix(".2.part")
    for part in (left, fresh):
        part.write_bytes(entry.read_bytes()[:9_000])
    os.utime(left, (0, 0))
    entry.unlink()
    load()
    assert len(made) == 2
    # Another window may still be writing the other one.
    assert sorted(folder.iterdir()) == sorted([entry, fresh])


def test_two_windows_may_make_the_same_digits_at_once(folder):
    one, other = load_digits(SETTINGS), load_digits(SETTINGS)
    for _ in range(5):
        next(one)
        next(other)
    assert len(list(folder.iterdir())) == 2
    mine, theirs = finish(one), finish(other)
    assert contents(mine) == contents(theirs) == contents(load())
    assert len(list(folder.iterdir())) == 1


def test_without_a_folder_to_write_to_digits_are_made_each_time(made, tmp_path):
    (tmp_path / "nnapp").write_text("a file in the place of the folder")
    assert contents(load()) == contents(load())
    assert len(made) == 2
    assert cached_bytes() == 0


def test_a_full_disk_only_means_that_nothing_is_kept(made, folder):
    with files_of_at_most(1_000_000):
        data = load()
    assert not list(folder.iterdir())
    assert contents(load()) == contents(data)
    assert len(made) == 2


def test_the_entries_used_longest_ago_are_deleted_and_what_is_mapped_lives_on(made, monkeypatch, folder):
    oldest, second, third = (DataSettings(examples=1_500, drawn=0, validation=kept) for kept in (1, 2, 3))
    load(oldest)
    mapped = load(oldest)
    load(second)
    for number, entry in enumerate(sorted(folder.iterdir(), key=os.path.getmtime)):
        os.utime(entry, (number, number))
    monkeypatch.setattr(digits_cache, "MOST_BYTES", 2_500 * 784)
    load(third)
    assert len(list(folder.iterdir())) == 1
    assert mapped.training.inputs.any()
    load(third)
    assert made == [oldest, second, third]


def test_it_can_be_emptied():
    load()
    empty_cache()
    assert cached_bytes() == 0
    empty_cache()


def test_missing_files_of_mnist_are_told(monkeypatch):
    def prepare(_settings):
        yield 0.0
        raise DataError("train-images does not exist.")

    monkeypatch.setattr(digits_cache, "prepare_examples", prepare)
    with pytest.raises(DataError, match="does not exist"):
        load()
