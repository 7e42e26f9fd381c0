"""Weights of every format go out and come in, and keep what they answer."""

import json
import os
import zipfile
from dataclasses import replace
from pathlib import Path

import h5py
import numpy as np
import onnx
import onnxruntime
import pytest
import safetensors.numpy

from nnapp.digits.preparations import preparation_named
from nnapp.digits.recogniser import Recogniser
from nnapp.files import keras_format
from nnapp.files.errors import WeightFileError
from nnapp.files.import_answers import Answers, OpenQuestionsError
from nnapp.files.input_scale import UNIT
from nnapp.files.training_record import TrainingRecord
from nnapp.files.weight_file import WeightFile, decode, load_weights, save_weights
from nnapp.nn.activations import activation_named
from nnapp.nn.network import Network
from nnapp.nn.settings import TrainingSettings

FOREIGN = Path(__file__).parent / "foreign"
RECORD = TrainingRecord(TrainingSettings(hidden=(6,), loss="squared error"), "MNIST", 60_000, 7, 0.125, 0.97)
SHOWN = np.random.default_rng(3).random((9, 784)).astype(np.float32)


def content(names=("sigmoid", "sigmoid"), sizes=(784, 6, 10), dtype=np.float32, record=RECORD, **more):
    network = Network.random(sizes, [activation_named(name) for name in names], np.random.default_rng(0), dtype)
    for layer in network.layers:
        layer.biases[:] = np.random.default_rng(1).normal(size=layer.biases.shape)
    return WeightFile(Recogniser(network, preparation_named("mnist-moments"), **more), record)


def answer(weights, shown=SHOWN):
    return weights.recogniser.network.forward(shown.astype(weights.recogniser.network.layers[0].weights.dtype)).outputs


@pytest.mark.parametrize("suffix", [".safetensors", ".npz", ".json"])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_save_then_open_gives_the_same_bits_and_the_same_answers(tmp_path, suffix, dtype):
    before = content(dtype=dtype)
    save_weights(tmp_path / f"network{suffix}", before)
    after = load_weights(tmp_path / f"network{suffix}")
    for one, other in zip(before.recogniser.network.layers, after.recogniser.network.layers, strict=True):
        assert one.weights.dtype == other.weights.dtype
        assert np.array_equal(one.weights, other.weights)
        assert np.array_equal(one.biases, other.biases)
    assert np.array_equal(answer(before), answer(after))


@pytest.mark.parametrize("suffix", [".safetensors", ".npz", ".json"])
def test_nnapps_own_formats_keep_everything(tmp_path, suffix):
    names = ("\N{CAT FACE}", "é", *"cdefghij")
    kinds = ("sigmoid", "sigmoid") if suffix == ".json" else ("relu", "softmax")
    before = content(kinds, class_names=names, firing_threshold=0.25)
    save_weights(tmp_path / f"network{suffix}", before)
    after = load_weights(tmp_path / f"network{suffix}")
    assert after.record == RECORD
    assert after.recogniser.class_names == names
    assert after.recogniser.firing_threshold == 0.25
    assert after.recogniser.preparation.name == "mnist-moments"
    assert tuple(layer.activation.name for layer in after.recogniser.network.layers) == kinds


def test_the_same_network_gives_the_same_npz(tmp_path):
    for name in ("a.npz", "b.npz"):
        save_weights(tmp_path / name, content())
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()


def test_a_json_is_what_nielsens_network2_writes(tmp_path):
    save_weights(tmp_path / "n.json", content())
    data = json.loads((tmp_path / "n.json").read_text())
    # As network2.load reads it.
    weights = [np.array(matrix) for matrix in data["weights"]]
    biases = [np.array(column) for column in data["biases"]]
    a = SHOWN.T
    for b, w in zip(biases, weights, strict=True):
        a = 1 / (1 + np.exp(-(np.dot(w, a) + b)))
    assert pytest.approx(answer(content()), abs=1e-6) == a.T
    assert data["sizes"] == [784, 6, 10]
    assert data["cost"] == "QuadraticCost"


def test_a_json_cannot_hold_what_the_book_does_not_know(tmp_path):
    with pytest.raises(WeightFileError, match="sigmoid neurons only"):
        save_weights(tmp_path / "n.json", content(("relu", "sigmoid")))
    assert not (tmp_path / "n.json").exists()


@pytest.mark.parametrize(
    "names", [("sigmoid", "sigmoid"), ("tanh", "softmax"), ("relu", "identity"), ("step", "sigmoid")], ids="-".join
)
@pytest.mark.parametrize("shape", [(1, 784), (1, 1, 28, 28)], ids=str)
def test_onnx_answers_alike(tmp_path, names, shape):
    weights = content(names)
    save_weights(tmp_path / "n.onnx", weights, "784" if len(shape) == 2 else "28x28")
    session = onnxruntime.InferenceSession(str(tmp_path / "n.onnx"), providers=["CPUExecutionProvider"])
    for row, expected in zip(SHOWN, answer(weights), strict=True):
        (outputs,) = session.run(["activations"], {"image": row.reshape(shape)})
        assert outputs == pytest.approx(expected[None], abs=1e-6)


def test_onnx_says_how_to_prepare_the_input(tmp_path):
    save_weights(tmp_path / "n.onnx", content())
    model = onnx.load(tmp_path / "n.onnx")
    assert "mnist-moments" in model.doc_string
    assert preparation_named("mnist-moments").explanation in model.doc_string
    assert "28x28 pixels, ink 1.0" in model.doc_string
    assert {entry.key: entry.value for entry in model.metadata_props}["classes"] == "0 1 2 3 4 5 6 7 8 9"
    seen = replace(content().recogniser, preparation=preparation_named("mnist-directions"))
    save_weights(tmp_path / "n.onnx", WeightFile(seen))
    assert "eight maps of 7x14" in onnx.load(tmp_path / "n.onnx").doc_string


@pytest.mark.parametrize(
    ("name", "who", "answers"),
    [
        ("torch.safetensors", "by_torch", Answers("relu", "softmax", scale=UNIT)),
        ("sklearn.npz", "by_sklearn", Answers("tanh", "softmax", scale=UNIT)),
        ("keras.keras", "by_keras", Answers(scale=UNIT)),
        ("keras.weights.h5", "by_keras", Answers("relu", "softmax", scale=UNIT)),
        ("nielsen.json", "by_numpy", Answers()),
    ],
)
def test_networks_of_other_libraries_give_the_answers_that_those_give(name, who, answers, tmp_path):
    with np.load(FOREIGN / "answers.npz") as known:
        shown, expected = known["shown"], known[who]
    weights = load_weights(FOREIGN / name, answers)
    assert answer(weights, shown) == pytest.approx(expected, abs=1e-5)
    # And once more after a conversion to each format that can hold it.
    for suffix in (".safetensors", ".npz", *((".json",) if name == "nielsen.json" else ())):
        save_weights(tmp_path / f"n{suffix}", weights)
        assert answer(load_weights(tmp_path / f"n{suffix}"), shown) == pytest.approx(answer(weights, shown), abs=1e-6)


@pytest.mark.parametrize("name", ["torch.safetensors", "sklearn.npz", "keras.weights.h5"])
def test_what_a_file_does_not_say_is_asked(name):
    with pytest.raises(OpenQuestionsError, match="holds a network, but it does not say which activation") as caught:
        load_weights(FOREIGN / name)
    assert caught.value.questions == ("hidden_activation", "output_activation", "scale")
    with pytest.raises(OpenQuestionsError) as caught:
        load_weights(FOREIGN / name, Answers(hidden_activation="relu"))
    assert caught.value.questions == ("output_activation", "scale")


def test_keras_names_the_activations_but_not_how_pixels_were_scaled():
    with pytest.raises(OpenQuestionsError, match=r"does not say how the pixels it was trained on were scaled\."):
        load_weights(FOREIGN / "keras.keras")


def state(names, sizes=(784, 6, 10), turned=False, dtype=np.float32):
    """Return the arrays of a network under the names of some library."""
    rng, arrays = np.random.default_rng(0), {}
    for (weight, bias), inputs, neurons in zip(names, sizes, sizes[1:], strict=False):
        matrix = rng.normal(0, 0.1, (neurons, inputs)).astype(dtype)
        arrays[weight] = np.ascontiguousarray(matrix.T) if turned else matrix
        if bias:
            arrays[bias] = rng.normal(size=neurons).astype(dtype)
    return arrays


NAMES = {
    "Sequential": [("0.weight", "0.bias"), ("2.weight", "2.bias")],
    "Sequential of many": [("0.weight", "0.bias"), ("10.weight", "10.bias")],
    "Linear": [("weight", "bias")],
    "fc1, fc2": [("fc1.weight", "fc1.bias"), ("fc2.weight", "fc2.bias")],
    "hidden, output": [("module.hidden.weight", "module.hidden.bias"), ("module.output.weight", "module.output.bias")],
    "out before hid": [("z_hid.weight", "z_hid.bias"), ("a_out.weight", "a_out.bias")],
    "W1, b1": [("W1", "b1"), ("W2", "b2")],
    "coefs_0": [("coefs_0", "intercepts_0"), ("coefs_1", "intercepts_1")],
    "kernel:0": [("dense/kernel:0", "dense/bias:0"), ("dense_1/kernel:0", "dense_1/bias:0")],
    "vars": [("layers/dense/vars/0", "layers/dense/vars/1"), ("layers/dense_1/vars/0", "layers/dense_1/vars/1")],
    "no biases": [("l1.weight", ""), ("l2.weight", "")],
}


@pytest.mark.parametrize("turned", [False, True], ids=["neurons by inputs", "inputs by neurons"])
@pytest.mark.parametrize("names", NAMES.values(), ids=NAMES)
def test_common_names_are_understood_whichever_way_the_matrices_lie(names, turned):
    sizes = (784, 10) if len(names) == 1 else (784, 6, 10)
    arrays = state(names, sizes, turned)
    recogniser, _ = decode(safetensors.numpy.save(arrays), Answers("tanh", "sigmoid", scale=UNIT))
    plain = state(names, sizes)
    assert recogniser.network.sizes == sizes
    for layer, (weight, bias) in zip(recogniser.network.layers, names, strict=True):
        assert np.array_equal(layer.weights, plain[weight])
        assert np.array_equal(layer.biases, plain[bias] if bias else np.zeros(layer.neurons))


def test_where_shapes_do_not_decide_the_orientation_is_asked_with_all_else():
    rng = np.random.default_rng(0)
    # 784-10-784 one way, 784-10... the other way round: only the order of the names could tell.
    arrays = {"0.weight": rng.normal(0, 0.01, (10, 784)), "1.weight": rng.normal(0, 0.01, (784, 10))}
    arrays |= {"2.weight": rng.normal(0, 0.01, (10, 784)), "3.weight": rng.normal(0, 0.01, (784, 10))}
    arrays = {name: array.astype(np.float32) for name, array in arrays.items()}
    with pytest.raises(WeightFileError, match="784 outputs; nnapp shows at most 100 classes"):
        decode(safetensors.numpy.save(arrays), Answers("relu", "sigmoid", scale=UNIT))
    square = {"a.weight": rng.normal(0, 0.01, (784, 784)).astype(np.float32)}
    with pytest.raises(OpenQuestionsError, match="neurons by inputs or inputs by neurons") as caught:
        decode(safetensors.numpy.save(square), Answers())
    assert caught.value.questions == ("orientation", "output_activation", "scale")


def test_layers_that_could_be_swapped_are_refused():
    arrays = state([("a.weight", ""), ("two.weight", ""), ("three.weight", ""), ("z.weight", "")], (784, 8, 8, 8, 10))
    with pytest.raises(WeightFileError, match="their names do not say which comes first"):
        decode(safetensors.numpy.save(arrays), Answers("relu", "softmax", scale=UNIT))
    numbered = state([(f"fc{number}.weight", "") for number in range(1, 5)], (784, 8, 8, 8, 10))
    recogniser, _ = decode(safetensors.numpy.save(numbered), Answers("relu", "softmax", scale=UNIT))
    assert np.array_equal(recogniser.network.layers[2].weights, numbered["fc3.weight"])


def test_half_precision_is_read_and_counters_are_passed_over():
    arrays = state(NAMES["Linear"], (784, 10), dtype=np.float16)
    arrays["steps"] = np.array([3], np.int64)
    recogniser, _ = decode(safetensors.numpy.save(arrays), Answers(None, "softmax", scale=UNIT))
    assert recogniser.network.layers[0].weights.dtype == np.float32
    assert np.array_equal(recogniser.network.layers[0].weights, arrays["weight"].astype(np.float32))


@pytest.mark.parametrize(
    ("arrays", "fault"),
    [
        ({"conv.weight": np.zeros((3, 3, 5, 5), np.float32)}, "neither a matrix of weights nor biases"),
        ({"a.weight": np.zeros((10, 100), np.float32)}, r"matrices \(10 × 100\) do not form layers"),
        ({"a.bias": np.zeros(10, np.float32)}, "without their weights"),
        ({"a.weight": np.zeros((10, 784), np.float32), "a.bias": np.zeros(9, np.float32)}, "do not form layers"),
        ({"a.weight": np.full((10, 784), np.nan, np.float32)}, "not finite"),
        ({"a.weight": np.full((10, 784), 1e300)[:, :].astype(np.float64)}, "weights so large that its sums"),
        ({}, "weights of 1 to 64 layers, not 0"),
        (
            {"a.weight": np.zeros((10, 784), np.float32), "a.w": np.zeros((10, 784), np.float32)},
            "second array of weights",
        ),
    ],
)
def test_arrays_that_are_not_a_network_are_refused_in_a_sentence(arrays, fault):
    with pytest.raises(WeightFileError, match=fault):
        decode(safetensors.numpy.save(arrays), Answers("relu", "softmax", "neurons by inputs", scale=UNIT))


def test_a_file_is_known_by_what_it_holds_not_by_its_name(tmp_path):
    save_weights(tmp_path / "n.npz", content())
    (tmp_path / "n.npz").rename(tmp_path / "n.weights")
    assert load_weights(tmp_path / "n.weights").record == RECORD


def test_what_can_only_be_read_is_not_written(tmp_path):
    for name in ("n.h5", "n.keras"):
        with pytest.raises(WeightFileError, match=r"reads \.\w+ files but does not write them"):
            save_weights(tmp_path / name, content())


def test_keras_files_that_link_elsewhere_or_hold_other_layers_are_refused(tmp_path):
    with h5py.File(tmp_path / "link.h5", "w") as file:
        file["secret"] = h5py.ExternalLink("/etc/passwd", "x")
    with pytest.raises(WeightFileError, match="links to another file"):
        load_weights(tmp_path / "link.h5", Answers("relu", "softmax", scale=UNIT))
    with h5py.File(tmp_path / "words.h5", "w") as file:
        file["layers/dense/vars/0"] = np.zeros(3, np.int32)
    with pytest.raises(WeightFileError, match="does not hold real numbers"):
        load_weights(tmp_path / "words.h5", Answers("relu", "softmax", scale=UNIT))
    with h5py.File(tmp_path / "large.h5", "w") as file:
        file.create_dataset("layers/dense/vars/0", (784, 10**6), "f4", chunks=(784, 1000), compression="gzip")
    with pytest.raises(WeightFileError, match="more numbers than the largest network"):
        load_weights(tmp_path / "large.h5", Answers("relu", "softmax", scale=UNIT))
    config = {"config": {"layers": [{"class_name": "Conv2D", "config": {"activation": "relu"}}]}}
    with zipfile.ZipFile(tmp_path / "conv.keras", "w") as archive:
        archive.writestr("config.json", json.dumps(config))
        archive.writestr("model.weights.h5", b"")
    with pytest.raises(WeightFileError, match="it has Conv2D layers; nnapp can only use dense ones"):
        load_weights(tmp_path / "conv.keras")


def test_without_h5py_the_extra_is_named(monkeypatch):
    class Done:
        returncode, stdout, stderr = keras_format.NO_H5PY, b"", b""

    monkeypatch.setattr("subprocess.run", lambda *_, **__: Done())
    with pytest.raises(WeightFileError, match=r"pip install 'nnapp\[keras\]'"):
        load_weights(FOREIGN / "keras.weights.h5")


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_read_only_folder_is_explained(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(WeightFileError, match="cannot be written: permission denied"):
        save_weights(tmp_path / "n.safetensors", content())
    tmp_path.chmod(0o700)
