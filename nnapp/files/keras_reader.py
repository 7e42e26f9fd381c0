"""Reads the arrays of a Keras weight file (HDF5) in a separate process: ``python -m nnapp.files.keras_reader``.

HDF5 is a large format with a large library behind it; whatever a malformed file does to that library stays in
this process. The file is read from standard input, the arrays are written to standard output as ``.npz``. The
status is 0, 2 if the file cannot be used (one sentence on standard error) or 3 if h5py is missing.
"""

import io
import sys
from typing import Any, Final

import numpy as np

MOST_ARRAYS: Final = 130
MOST_NUMBERS: Final = 8 * 2**20
DEEPEST: Final = 12
MOST_OBJECTS: Final = 2_000
MEMORY: Final = 768 << 20
"""Bytes of memory that this process may take, where the system can limit it."""

NO_FILE, NO_H5PY = 2, 3
DAMAGED: Final = "it is a damaged HDF5 file."


LINKS: Final = "it links to another file or place, which weight files do not."


class _RefusedError(ValueError):
    """The file is refused; the message is one sentence that says why."""


def main() -> int:
    """Read the file, check it and write its arrays."""
    try:
        import h5py
    except ImportError:
        return NO_H5PY
    _limit_memory()
    content = sys.stdin.buffer.read()
    try:
        with h5py.File(io.BytesIO(content), "r") as file:
            arrays = _arrays(file, h5py)
    except _RefusedError as refusal:
        sys.stderr.write(str(refusal))
        return NO_FILE
    # RuntimeError includes RecursionError. h5py raises all of these for damaged files.
    except (OSError, ValueError, KeyError, RuntimeError, TypeError, MemoryError, AttributeError):
        sys.stderr.write(DAMAGED)
        return NO_FILE
    whole = io.BytesIO()
    np.savez(whole, **arrays)
    sys.stdout.buffer.write(whole.getvalue())
    return 0


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _arrays(file: Any, h5py: Any) -> dict[str, Any]:  # noqa: ANN401 - h5py has no types
    """Return the arrays in ``layers``, where Keras 3 keeps them, or else in the whole file."""
    start = file["layers"] if "layers" in file else file.get("model_weights", file)
    found: dict[str, Any] = {}
    waiting, seen, total = [("", start, 0)], 0, 0
    while waiting:
        path, group, depth = waiting.pop()
        for name in group:
            seen += 1
            if depth > DEEPEST or seen > MOST_OBJECTS:
                raise _RefusedError("it is nested more deeply, or holds more, than a weight file.")
            if not isinstance(group.get(name, getlink=True), h5py.HardLink):
                raise _RefusedError(LINKS)
            thing = group[name]
            where = f"{path}/{name}" if path else name
            if isinstance(thing, h5py.Group):
                if not name.startswith(("optimizer", "top_level")):
                    waiting.append((where, thing, depth + 1))
            else:
                total += int(thing.size or 0)
                found[where] = _array(thing, where, total)
    if len(found) > MOST_ARRAYS:
        raise _RefusedError(f"it holds more than {MOST_ARRAYS} arrays.")
    return found


def _array(dataset: Any, name: str, total: int) -> Any:  # noqa: ANN401 - h5py has no types
    if dataset.external or dataset.is_virtual:
        raise _RefusedError(LINKS)
    if dataset.dtype.kind != "f" or dataset.dtype.itemsize > 8:
        raise _RefusedError(f"“{name[:40]}” does not hold real numbers.")
    if total > MOST_NUMBERS:
        raise _RefusedError("it holds more numbers than the largest network nnapp can use.")
    return np.asarray(dataset[()])


if __name__ == "__main__":
    sys.exit(main())
