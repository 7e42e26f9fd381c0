import zipfile

import pytest

from nnapp.files.errors import WeightFileError
from nnapp.files.unread_formats import TORCH
from nnapp.files.weight_file import load_weights

LINES = """

import torch, safetensors.torch
safetensors.torch.save_file(torch.load('{0}'), '{1}.safetensors')"""


def refused(path):
    with pytest.raises(WeightFileError) as caught:
        load_weights(path)
    return str(caught.value)


def archive(path):
    """Write what ``torch.save`` writes, as far as it matters here."""
    with zipfile.ZipFile(path, "w") as whole:
        whole.writestr("mnist/data.pkl", b"\x80\x02")
        whole.writestr("mnist/version", "3\n")


@pytest.mark.parametrize("name", ["mnist.pt", "mnist.pth", "mnist.bin", "it's.pt"])
def test_a_file_of_pytorch_is_answered_by_two_lines_that_convert_it(tmp_path, name):
    path = tmp_path / name
    archive(path)
    sentence, _, code = refused(path).partition("\n\n")
    assert sentence == (
        f"{path} is not a weight file that nnapp can use: it is a PyTorch file, and nnapp does not read those, "
        "because they can contain programs. These two lines of Python convert it to a safetensors file:"
    )
    compile(code, "lines", "exec")
    if "'" not in name:
        assert "\n\n" + code == LINES.format(name, path.stem)


def test_an_older_file_of_pytorch_is_known_too(tmp_path):
    (tmp_path / "old").write_bytes(TORCH + bytes(50))
    assert "torch.load('old'), 'old.safetensors')" in refused(tmp_path / "old")


def test_onnx_is_not_read_and_what_is_instead_is_said(tmp_path):
    (tmp_path / "net.onnx").write_bytes(b"\x08\x08\x12\x05nnapp")
    assert refused(tmp_path / "net.onnx").endswith(
        "nnapp writes ONNX files but does not read them; save the network from the program that trained it as "
        "safetensors, .npz or Keras."
    )
