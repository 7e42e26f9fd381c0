import numpy as np
import pytest
from PIL import Image

from nnapp.files.path_kind import Kind, kind_of
from nnapp.locations import resources_folder
from tests.files.test_formats import FOREIGN


@pytest.mark.parametrize(
    "name", ["torch.safetensors", "sklearn.npz", "nielsen.json", "keras.keras", "keras.weights.h5"]
)
def test_weights_of_every_format_are_weights(name):
    assert kind_of(FOREIGN / name) is Kind.WEIGHTS


@pytest.mark.parametrize("name", ["net.pt", "net.PTH", "net.onnx"])
def test_so_are_those_that_nnapp_does_not_read_as_opening_them_says_what_to_do(tmp_path, name):
    (tmp_path / name).write_bytes(b"anything")
    assert kind_of(tmp_path / name) is Kind.WEIGHTS


@pytest.mark.parametrize("source", ["torch.safetensors", "keras.weights.h5"])
def test_weights_are_known_by_what_they_hold_whatever_their_name(tmp_path, source):
    (tmp_path / "mine").write_bytes((FOREIGN / source).read_bytes())
    assert kind_of(tmp_path / "mine") is Kind.WEIGHTS


@pytest.mark.parametrize("name", ["a.csv", "A.CSV.GZ", "a.jsonl", "a.jsonl.gz", "train-images-idx3-ubyte"])
def test_data_are_known_by_their_name(tmp_path, name):
    (tmp_path / name).write_bytes(b"anything")
    assert kind_of(tmp_path / name) is Kind.DATA


def test_data_of_any_name_and_arrays_with_labels_are_data(tmp_path):
    (tmp_path / "pictures").write_bytes(bytes([0, 0, 8, 3]) + bytes(99))
    assert kind_of(tmp_path / "pictures") is Kind.DATA
    assert kind_of(resources_folder() / "mnist" / "train-images-idx3-ubyte.gz") is Kind.DATA
    np.savez(tmp_path / "mnist.npz", x_train=np.zeros((2, 784)), y_train=np.zeros(2))
    assert kind_of(tmp_path / "mnist.npz") is Kind.DATA


def test_a_folder_with_folders_is_data(tmp_path):
    assert kind_of(tmp_path) is Kind.UNKNOWN
    (tmp_path / "cats").mkdir()
    assert kind_of(tmp_path) is Kind.DATA


@pytest.mark.parametrize("suffix", ["png", "jpg", "BMP", "gif", "tiff", "webp"])
def test_pictures(tmp_path, suffix):
    Image.new("L", (3, 3)).save(tmp_path / f"seven.{suffix}")
    assert kind_of(tmp_path / f"seven.{suffix}") is Kind.PICTURE


@pytest.mark.parametrize(("name", "content"), [("a.txt", b"hello"), ("a.npz", b"no archive"), ("empty", b"")])
def test_all_else_is_unknown(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    assert kind_of(tmp_path / name) is Kind.UNKNOWN
    assert kind_of(tmp_path / "missing.safetensors") is Kind.UNKNOWN


def test_a_large_file_is_not_read(tmp_path):
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.truncate(1 << 34)
    assert kind_of(path) is Kind.UNKNOWN
