import json
import os
import stat
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import safetensors.numpy
from hypothesis import given
from hypothesis import strategies as st

from nnapp.digits.preparations import preparation_named
from nnapp.digits.recogniser import Recogniser
from nnapp.files import weight_file
from nnapp.files.errors import WeightFileError
from nnapp.files.training_record import TrainingRecord
from nnapp.files.weight_file import WeightFile, check_weights_can_be_saved, load_weights, save_weights
from nnapp.nn.activations import activation_named
from nnapp.nn.network import Network
from nnapp.nn.training import TrainingSettings

RECORD = TrainingRecord(TrainingSettings(hidden=(15,), seed=3), "MNIST", 55_000, 30, 0.25, 0.965)


def content(sizes=(784, 15, 10), seed=0, record=RECORD):
    activations = [activation_named("sigmoid")] * (len(sizes) - 1)
    network = Network.random(sizes, activations, np.random.default_rng(seed))
    return WeightFile(Recogniser(network, preparation_named("mnist-deskew"), firing_threshold=0.6), record)


@pytest.fixture
def saved(tmp_path):
    path = tmp_path / "network.safetensors"
    save_weights(path, content())
    return path


def rewrite(path, **changes):
    """Write the file again with other metadata or tensors."""
    tensors = safetensors.numpy.load_file(path)
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        description = json.loads(json.loads(file.read(length))["__metadata__"]["nnapp"])
    tensors.update(changes.pop("tensors", {}))
    description.update(changes)
    safetensors.numpy.save_file(tensors, path, metadata={"nnapp": json.dumps(description)})


@pytest.mark.parametrize("sizes", [(784, 15, 10), (784, 10), (784, 30, 20, 10)])
def test_save_then_open_gives_the_same_network_bit_by_bit(tmp_path, sizes):
    path, before = tmp_path / "n.safetensors", content(sizes)
    save_weights(path, before)
    after = load_weights(path)
    assert after.record == RECORD
    assert after.recogniser.preparation.name == "mnist-deskew"
    assert after.recogniser.firing_threshold == 0.6
    for a, b in zip(before.recogniser.network.layers, after.recogniser.network.layers, strict=True):
        assert np.array_equal(a.weights, b.weights)
        assert np.array_equal(a.biases, b.biases)
        assert a.activation is b.activation


def test_a_record_may_name_a_loss_that_is_no_longer_offered(tmp_path):
    record = replace(RECORD, settings=TrainingSettings(loss="rival cross-entropy"))
    save_weights(tmp_path / "n", content(record=record))
    assert load_weights(tmp_path / "n").record == record


def test_the_same_network_gives_the_same_bytes(tmp_path):
    for name in ("a", "b"):
        save_weights(tmp_path / name, content())
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_network_without_a_record_is_fine(tmp_path):
    save_weights(tmp_path / "n", content(record=None))
    assert load_weights(tmp_path / "n").record is None


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"activations": ["sigmoid"]}, "the weights and biases of each layer, and nothing else"),
        ({"activations": ["sigmoid", "os.system"]}, "no activation function “os.system”"),
        ({"activations": []}, "activations of 1 to 64 layers"),
        ({"preparation": "magic"}, "no preparation “magic”"),
        ({"classes": ["0", "1"]}, "10 outputs for 2 classes"),
        ({"classes": 0}, "list of names"),
        ({"classes": [0] * 10}, "1 to 40 printable characters"),
        ({"firing_threshold": 2}, "firing_threshold should be a number from 0 to 1"),
        ({"firing_threshold": "high"}, "firing_threshold should be a number"),
        ({"version": 9}, "description should be of version 1"),
        ({"training": {"settings": {}}}, "record of its training is incomplete"),
        ({"tensors": {"layers.0.weights": np.zeros((15, 100), np.float32)}}, "100 inputs, but a drawing has 784"),
        ({"tensors": {"layers.0.weights": np.zeros((3, 784), np.float32)}}, r"\(neurons,\), not"),
        ({"tensors": {"layers.1.biases": np.full(10, np.nan, np.float32)}}, "not a finite number"),
        (
            {"tensors": {"layers.0.weights": np.zeros((15, 784), np.int32)}},
            "the weights and biases of each layer, and nothing else",
        ),
        ({"tensors": {"surprise": np.zeros(1, np.float32)}}, "and nothing else"),
    ],
)
def test_a_file_that_is_not_a_network_is_refused_in_a_sentence(saved, changes, fault):
    rewrite(saved, **changes)
    with pytest.raises(
        WeightFileError, match=rf"network\.safetensors is not a weight file that nnapp can use: .*{fault}"
    ):
        load_weights(saved)


def test_what_cannot_be_read_is_explained(tmp_path, saved, monkeypatch):
    with pytest.raises(WeightFileError, match="does not exist"):
        load_weights(tmp_path / "none")
    with pytest.raises(WeightFileError, match="is a folder"):
        load_weights(tmp_path)
    (tmp_path / "text").write_text("hello, I am not a network")
    with pytest.raises(WeightFileError, match="format is unknown; it should be safetensors"):
        load_weights(tmp_path / "text")
    (tmp_path / "empty").touch()
    with pytest.raises(WeightFileError, match="it is empty"):
        load_weights(tmp_path / "empty")
    with pytest.raises(WeightFileError, match="is a device or a pipe"):
        load_weights(Path(os.devnull))
    monkeypatch.setattr(weight_file, "LARGEST_FILE", 100)
    with pytest.raises(WeightFileError, match="larger than a weight file can be"):
        load_weights(saved)


@given(st.integers(0, 2**32), st.integers(1, 40))
def test_a_damaged_file_gives_a_network_or_the_one_error(tmp_path_factory, seed, flips):
    path = tmp_path_factory.getbasetemp() / "damaged.safetensors"
    save_weights(path, content((784, 2, 10)))
    rng, damaged = np.random.default_rng(seed), bytearray(path.read_bytes())
    for place in rng.integers(0, min(len(damaged), 1200), flips):
        damaged[place] ^= 1 << int(rng.integers(8))
    path.write_bytes(damaged[: int(rng.integers(1, len(damaged) + 1))] if seed % 2 else damaged)
    with suppress(WeightFileError):
        assert load_weights(path).recogniser.network.is_finite


def test_a_save_that_fails_leaves_the_old_file_whole(saved, monkeypatch):
    before = saved.read_bytes()

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WeightFileError, match=r"cannot be written: no space left on device\."):
        save_weights(saved, content(seed=1))
    assert saved.read_bytes() == before
    assert [path.name for path in saved.parent.iterdir()] == [saved.name]


def test_a_save_that_cannot_work_is_explained(tmp_path):
    with pytest.raises(WeightFileError, match="it is a folder; add a file name"):
        save_weights(tmp_path, content())
    with pytest.raises(WeightFileError, match="a device or a pipe, not a file"):
        save_weights(Path(os.devnull), content())
    with pytest.raises(WeightFileError, match="does not exist"):
        check_weights_can_be_saved(tmp_path / "nowhere" / "n.safetensors")
    check_weights_can_be_saved(tmp_path / "n.safetensors")
    assert not list(tmp_path.iterdir())
    with pytest.raises(WeightFileError, match=r"the folder .*nowhere does not exist"):
        save_weights(tmp_path / "nowhere" / "n.safetensors", content())


@pytest.mark.parametrize("name", ["a.txt", "mnist.pt", "v0.97"])
def test_a_suffix_that_cannot_be_written_is_refused_with_those_that_can(tmp_path, name):
    with pytest.raises(WeightFileError, match=r"its name should end in \.safetensors, \.npz, \.json or \.onnx\."):
        save_weights(tmp_path / name, content())
    assert not list(tmp_path.iterdir())


def test_a_network_that_is_not_finite_is_not_saved(tmp_path):
    broken = content()
    broken.recogniser.network.layers[0].weights[0, 0] = np.inf
    with pytest.raises(WeightFileError, match="not finite"):
        save_weights(tmp_path / "n", broken)
    assert not (tmp_path / "n").exists()


def test_saving_through_a_link_replaces_what_it_points_to(saved):
    link = saved.parent / "link.safetensors"
    link.symlink_to(saved)
    save_weights(link, content(seed=1))
    assert link.is_symlink()
    weights = load_weights(saved).recogniser.network.layers[0].weights
    assert np.array_equal(weights, content(seed=1).recogniser.network.layers[0].weights)


def test_weights_too_large_to_compute_with_are_refused(saved):
    rewrite(saved, tensors={"layers.0.weights": np.full((15, 784), 3e38, np.float32)})
    with pytest.raises(WeightFileError, match="weights so large"):
        load_weights(saved)


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_a_saved_file_has_the_permissions_of_any_new_file_and_keeps_those_it_had(saved):
    (saved.parent / "plain").touch()
    assert mode(saved) == mode(saved.parent / "plain")
    for permissions in (0o640, 0o600, 0o200):
        saved.chmod(permissions)
        save_weights(saved, content(seed=1))
        assert mode(saved) == permissions


def test_a_file_that_may_not_be_read_by_others_is_private_while_it_is_written(saved, monkeypatch):
    saved.chmod(0o600)
    seen, fsync = [], os.fsync

    def watched(handle):
        seen.append(stat.S_IMODE(os.fstat(handle).st_mode))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", watched)
    save_weights(saved, content(seed=1))
    assert seen == [0o600]


def test_the_permissions_of_new_files_are_left_alone(saved, monkeypatch):
    monkeypatch.setattr(os, "umask", lambda _: pytest.fail("the umask belongs to all threads"))
    save_weights(saved.parent / "new.safetensors", content())


def test_what_cannot_be_read_back_is_not_kept(saved, monkeypatch):
    before, read = saved.read_bytes(), Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: read(path)[:-1])
    with pytest.raises(WeightFileError, match="what was written cannot be read back"):
        save_weights(saved, content(seed=1))
    monkeypatch.undo()
    assert saved.read_bytes() == before
    assert [path.name for path in saved.parent.iterdir()] == [saved.name]


def test_a_name_may_be_as_long_as_the_system_allows(tmp_path):
    path = tmp_path / ("ä" * 121 + ".safetensors")
    save_weights(path, content())
    assert load_weights(path).record == RECORD
