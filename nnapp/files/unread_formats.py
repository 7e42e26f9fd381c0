"""Weight files that nnapp does not read, and what to do with them."""

from pathlib import Path
from typing import Final

UNREAD: Final = (".pt", ".pth", ".onnx")
"""Their extensions."""

TORCH: Final = b"\x80\x02\x8a\n"
"""How PyTorch files began before they were zip archives."""


def advice(path: Path, content: bytes) -> str:
    """Return why the file ``path``, which begins with ``content``, is not read and what to do; "" where it may be."""
    suffix = path.suffix.lower()
    if suffix == ".onnx":
        return (
            "nnapp writes ONNX files but does not read them; save the network from the program that trained it as "
            "safetensors, .npz or Keras."
        )
    is_archive = content.startswith(b"PK") and b"/data.pkl" in content[:1_000]
    if suffix in (".pt", ".pth") or is_archive or content.startswith(TORCH):
        return (
            "it is a PyTorch file, and nnapp does not read those, because they can contain programs. "
            "These two lines of Python convert it to a safetensors file:\n\n"
            "import torch, safetensors.torch\n"
            f"safetensors.torch.save_file(torch.load({path.name!r}), {path.with_suffix('.safetensors').name!r})"
        )
    return ""
