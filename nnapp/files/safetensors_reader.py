"""The tensors in a safetensors file, read after everything its header claims has been checked.

The format: the length of the header in 8 bytes, little-endian; the header, JSON, with the type, shape and
place of each tensor; then the numbers, without gaps (https://github.com/huggingface/safetensors).
"""

from dataclasses import dataclass
from math import prod
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from nnapp.files.errors import WeightFileError
from nnapp.files.limited_reading import MOST_WEIGHTS
from nnapp.files.strict_json import parse_json

LONGEST_HEADER: Final = 1 << 20
"""Bytes; a header of 64 layers has about 20,000."""

MOST_TENSORS: Final = 1_000
MOST_DIMENSIONS: Final = 8
LARGEST_DIMENSION: Final = 1 << 32

TYPES: Final = {"F16": "<f2", "F32": "<f4", "F64": "<f8", "BF16": "<u2"}
"""Types that weights can have, by their names in NumPy; BF16 is the upper half of an F32."""

OTHER_TYPES: Final = {"BOOL": 1, "U8": 1, "I8": 1, "I16": 2, "U16": 2, "I32": 4, "U32": 4, "I64": 8, "U64": 8}
"""Types that a file may hold besides weights, for counters and the like, with their sizes in bytes."""


@dataclass(frozen=True)
class TensorFile:
    """What a safetensors file holds."""

    metadata: dict[str, str]
    tensors: dict[str, NDArray[Any]]
    """Those of real numbers; views of the file's content unless they had to be converted."""
    other: tuple[str, ...]
    """The names of the others."""


def read_tensors(content: bytes) -> TensorFile:
    """Return the tensors in ``content``.

    Raises:
        WeightFileError: it is not a safetensors file, or its header and its numbers do not match.
    """
    length = int.from_bytes(content[:8], "little")
    if not 2 <= length <= min(len(content) - 8, LONGEST_HEADER) or content[8:9] != b"{":
        raise WeightFileError("it is not a safetensors file.")
    header = parse_json(content[8 : 8 + length], "its header")
    metadata = header.pop("__metadata__", {})
    if not isinstance(metadata, dict) or not all(isinstance(value, str) for value in metadata.values()):
        raise WeightFileError("the metadata in its header should be names with strings.")
    if len(header) > MOST_TENSORS:
        raise WeightFileError(f"it holds more than {MOST_TENSORS:,} tensors.")
    body = memoryview(content)[8 + length :]
    tensors, other, places = {}, [], []
    for name, entry in header.items():
        kind, shape, start, end = _entry(name, entry)
        size = OTHER_TYPES[kind] if kind in OTHER_TYPES else np.dtype(TYPES[kind]).itemsize
        count = prod(shape)
        if end - start != count * size or end > len(body):
            raise WeightFileError(f"the numbers of “{_short(name)}” do not match its shape {shape}.")
        if kind in TYPES and count > MOST_WEIGHTS:
            raise WeightFileError(f"“{_short(name)}” holds more than {MOST_WEIGHTS:,} numbers.")
        places.append((start, end))
        if kind in OTHER_TYPES:
            other.append(name)
        else:
            tensors[name] = _array(body[start:end], kind, shape)
    _check_no_gaps(sorted(places), len(body))
    return TensorFile(metadata, tensors, tuple(other))


def _entry(name: str, entry: object) -> tuple[str, list[int], int, int]:
    if not isinstance(entry, dict) or set(entry) != {"dtype", "shape", "data_offsets"}:
        raise WeightFileError(f"its header should give only the type, shape and place of “{_short(name)}”.")
    kind, shape, place = entry["dtype"], entry["shape"], entry["data_offsets"]
    if not isinstance(kind, str) or (kind not in TYPES and kind not in OTHER_TYPES):
        raise WeightFileError(f"“{_short(name)}” has an unknown type; weights are F16, BF16, F32 or F64.")
    if not _are_sizes(shape) or len(shape) > MOST_DIMENSIONS:
        raise WeightFileError(f"the shape of “{_short(name)}” should be a few whole numbers.")
    if not _are_sizes(place) or len(place) != 2 or place[0] > place[1]:
        raise WeightFileError(f"the place of “{_short(name)}” should be two whole numbers, start and end.")
    return kind, shape, place[0], place[1]


def _are_sizes(values: object) -> bool:
    return isinstance(values, list) and all(type(value) is int and 0 <= value <= LARGEST_DIMENSION for value in values)


def _array(numbers: memoryview, kind: str, shape: list[int]) -> NDArray[Any]:
    array = np.frombuffer(numbers, TYPES[kind]).reshape(shape)
    if kind == "BF16":
        return (array.astype(np.uint32) << 16).view(np.float32)
    return array.astype(np.float32) if kind == "F16" else array


def _check_no_gaps(places: list[tuple[int, int]], length: int) -> None:
    """Refuse tensors that overlap, gaps between them, and bytes that are missing or left over."""
    end = 0
    for start, stop in places:
        if start != end:
            raise WeightFileError("its tensors overlap, or there are gaps between them.")
        end = stop
    if end != length:
        raise WeightFileError("it ends early, or holds bytes that do not belong to a tensor.")


def _short(name: str) -> str:
    return name if len(name) <= 40 else f"{name[:40]}…"
