"""Data that people bring: MNIST-like IDX files, Keras's ``.npz``, CSV, folders of pictures, drawings.

What is recognised in them (the range of the pixels, light on dark or dark on light, where the labels are)
is told in words, never guessed silently.
"""

import gzip
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any, Final

import numpy as np
from numpy.typing import NDArray

from nnapp.digits.drawing import CANVAS, Drawing
from nnapp.digits.drawings_file import is_drawings_file, read_drawings
from nnapp.digits.errors import DataError
from nnapp.digits.idx import IMAGES_AT_ONCE, iterate_idx, open_packed
from nnapp.digits.pictures import find_ink, page_of, read_picture
from nnapp.digits.recogniser import DIGIT_NAMES
from nnapp.files.errors import WeightFileError
from nnapp.files.npy_reader import read_npy
from nnapp.files.reading import MEGABYTE, reason
from nnapp.files.zip_reader import Archive
from nnapp.nn.arrays import Bytes, Labels

PIXELS: Final = CANVAS * CANVAS
MOST_EXAMPLES: Final = 1_000_000
MOST_CLASSES: Final = 100
LONGEST_NAME: Final = 40
LARGEST_ARCHIVE: Final = 1_024 * MEGABYTE
ROWS_AT_ONCE: Final = 500
LONGEST_LINE: Final = 64 * 1_024
"""Bytes of a line of CSV; 785 numbers of 25 letters take 20,000."""

PICTURE_SUFFIXES: Final = (".png", ".jpg", ".jpeg", ".bmp", ".gif", ".tif", ".tiff", ".webp")
LABEL_NAMES: Final = ("label", "class", "digit", "target", "y")

Progress = Generator[float, None, "LoadedData"]
"""Yields the share that is done, 0..1, and returns the data."""


@dataclass(frozen=True)
class LoadedData:
    """Pictures or drawings with their classes, and what was recognised in them."""

    images: Bytes | None
    """(examples, 784), ink 255; None when there are ``drawings`` instead."""
    drawings: tuple[Drawing, ...]
    labels: Labels
    """(examples,): 0 up to the number of classes - 1."""
    class_names: tuple[str, ...]
    notes: tuple[str, ...]
    """What was recognised, in words."""
    test_images: Bytes | None = None
    """(examples, 784) that are only for testing, if the data have some."""
    test_labels: Labels | None = None

    def __len__(self) -> int:
        """The number of examples to learn from and to validate with."""
        return len(self.labels)


def read_data(path: Path) -> Progress:
    """Read ``path``, a file or a folder of data.

    Raises:
        DataError: it is missing, of no known format, or damaged; says what would be right.
    """
    with _explained(path):
        if path.is_dir():
            return (yield from _read_folder(path))
        name = path.name.lower()
        if is_drawings_file(path):
            return (yield from _read_drawings(path))
        if name.endswith(".npz"):
            return (yield from _read_npz(path))
        if name.endswith((".csv", ".csv.gz")):
            return (yield from _read_csv(path))
        if "idx3" in name or _begins_like_idx(path):
            return (yield from _read_idx_pair(path))
    raise DataError(
        f"{path} is no data that nnapp knows: it reads IDX files, .npz, .csv, .jsonl and folders of pictures."
    )


def _read_idx_pair(path: Path) -> Progress:
    labels_path = _labels_beside(path)
    images = yield from _read_idx(path, 3)
    if images.shape[1:] != (CANVAS, CANVAS):
        raise DataError(f"{path} holds pictures of {images.shape[2]}x{images.shape[1]} pixels; nnapp needs 28x28.")
    labels = yield from _read_idx(labels_path, 1)
    if len(labels) != len(images):
        raise DataError(f"{labels_path} holds {len(labels):,} labels for the {len(images):,} pictures of {path.name}.")
    grey, notes = _as_ink(images.reshape(len(images), PIXELS), path)
    numbers, names = _classes_of(labels, path)
    test = {}
    test_path = path.with_name(path.name.replace("train", "t10k"))
    if test_path != path and test_path.is_file() and _labels_beside(test_path).is_file():
        test_images = yield from _read_idx(test_path, 3)
        test_labels = yield from _read_idx(_labels_beside(test_path), 1)
        test = _test_part(test_images.reshape(len(test_images), -1), test_labels, names, path)
    return LoadedData(grey, (), numbers, names, (f"labels from {labels_path.name}", *notes), **test)


def _labels_beside(path: Path) -> Path:
    name = path.name.replace("images", "labels").replace("idx3", "idx1")
    if name == path.name:
        raise DataError(f"{path} is named unlike an IDX file of pictures, such as train-images-idx3-ubyte.gz.")
    for other in (name, f"{name}.gz", name.removesuffix(".gz")):
        if path.with_name(other).is_file():
            return path.with_name(other)
    raise DataError(f"The labels of {path} are missing: {name} should lie beside it.")


def _begins_like_idx(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == bytes([0, 0, 8, 3])


def _read_idx(path: Path, dimensions: int) -> Generator[float, None, NDArray[np.uint8]]:
    parts = []
    for part in iterate_idx(path, dimensions, IMAGES_AT_ONCE):
        parts.append(part)
        # How many there are is known, but not here; a share that grows ever slower serves.
        yield len(parts) / (len(parts) + 20)
    if not parts:
        raise DataError(f"{path} holds no entries.")
    return np.concatenate(parts)


def _read_npz(path: Path) -> Progress:
    size = path.stat().st_size
    if size > LARGEST_ARCHIVE:
        raise DataError(f"{path} is larger than data can be (1 GB).")
    archive = Archive(path.read_bytes(), LARGEST_ARCHIVE)
    yield 0.3
    wanted = ("x_train.npy", "y_train.npy")
    if not set(wanted) <= set(archive.names):
        raise DataError(f"{path} should hold x_train and y_train, and perhaps x_test and y_test, as Keras's mnist.npz.")
    images, labels = (read_npy(archive.read(name), name, "fui") for name in wanted)
    grey, notes = _as_ink(_rows(images, path), path)
    numbers, names = _classes_of(labels.reshape(-1), path)
    if len(numbers) != len(grey):
        raise DataError(f"{path} holds {len(numbers):,} labels for {len(grey):,} pictures.")
    yield 0.8
    test = {}
    if {"x_test.npy", "y_test.npy"} <= set(archive.names):
        test_images, test_labels = (read_npy(archive.read(f"{name}.npy"), name, "fui") for name in ("x_test", "y_test"))
        test = _test_part(_rows(test_images, path), test_labels.reshape(-1), names, path)
    return LoadedData(grey, (), numbers, names, notes, **test)


def _rows(images: NDArray[Any], path: Path) -> NDArray[Any]:
    if images.ndim < 2 or int(np.prod(images.shape[1:])) != PIXELS or len(images) > MOST_EXAMPLES:
        shape = " × ".join(map(str, images.shape))
        raise DataError(
            f"{path} holds pictures of the shape {shape}; nnapp needs (pictures, 28, 28) or (pictures, 784)."
        )
    return images.reshape(len(images), PIXELS)


def _read_csv(path: Path) -> Progress:
    size = path.stat().st_size
    with open_packed(path) as file:
        first = file.readline(LONGEST_LINE + 1).decode(errors="replace")
        cells = [cell.strip().strip('"').lower() for cell in first.split(",")]
        if len(cells) != PIXELS + 1:
            raise DataError(f"{path} has {len(cells):,} columns; data need {PIXELS + 1}: 784 pixels and a label.")
        has_header = not all(_is_number(cell) for cell in cells)
        parts, line = [], 1 if has_header else 0
        if not has_header:
            file.seek(0)
        while lines := list(islice(_lines(file, path), ROWS_AT_ONCE)):
            parts.append(_numbers(lines, path, line))
            line += len(lines)
            if line > MOST_EXAMPLES:
                raise DataError(f"{path} holds more than {MOST_EXAMPLES:,} pictures.")
            # Of a gzipped file only the packed size is known; the share is then an estimate.
            yield min(0.99, line * len(first) / max(size * (4 if path.suffix == ".gz" else 1), 1))
    if not parts:
        raise DataError(f"{path} holds no pictures.")
    table = np.concatenate(parts)
    column = _label_column(cells if has_header else None, table)
    grey, notes = _as_ink(np.delete(table, column, axis=1), path)
    numbers, names = _classes_of(table[:, column], path)
    where = "first" if column == 0 else "last" if column == PIXELS else f"{column + 1}th"
    return LoadedData(grey, (), numbers, names, (f"labels in the {where} column", *notes))


def _lines(file: IO[bytes], path: Path) -> Iterator[bytes]:
    while line := file.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE:
            raise DataError(f"{path} has a line longer than 785 numbers can be.")
        if line.strip():
            yield line


def _numbers(lines: list[bytes], path: Path, before: int) -> NDArray[np.float32]:
    try:
        table: NDArray[np.float32] = np.loadtxt(lines, np.float32, delimiter=",", ndmin=2)
    except ValueError as error:
        raise DataError(
            f"{path} has a row after line {before} that is not {PIXELS + 1} numbers with commas between them."
        ) from error
    if table.shape[1] != PIXELS + 1 or not np.isfinite(table).all():
        raise DataError(f"{path} has a row after line {before} that is not {PIXELS + 1} finite numbers.")
    return table


def _label_column(header: list[str] | None, table: NDArray[np.float32]) -> int:
    """Return the column of the labels: by its name, or the first unless that is a blank margin of the pictures."""
    if header is not None:
        named = [place for place, name in enumerate(header) if name in LABEL_NAMES]
        if len(named) == 1:
            return named[0]
    first, last = table[:, 0], table[:, -1]
    return PIXELS if len(np.unique(first)) == 1 and len(np.unique(last)) > 1 else 0


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _read_folder(path: Path) -> Progress:
    folders = sorted(entry for entry in path.iterdir() if entry.is_dir() and not entry.name.startswith("."))
    if len(folders) < 2:
        raise DataError(f"{path} should hold a folder for each class, at least two, with pictures in each.")
    if len(folders) > MOST_CLASSES:
        raise DataError(f"{path} holds more than {MOST_CLASSES} folders; there is one for each class.")
    files = [(number, file) for number, folder in enumerate(folders) for file in sorted(folder.iterdir())
             if file.suffix.lower() in PICTURE_SUFFIXES]  # fmt: skip
    if not files or len(files) > MOST_EXAMPLES:
        raise DataError(f"The folders in {path} hold {len(files):,} pictures; data need 1 to {MOST_EXAMPLES:,}.")
    drawings, labels = [], []
    for done, (number, file) in enumerate(files):
        drawings.append(Drawing(picture=page_of(find_ink(read_picture(file)))))
        labels.append(number)
        yield done / len(files)
    names = tuple(folder.name[:LONGEST_NAME] for folder in folders)
    notes = (f"{len(files):,} pictures in {len(folders)} folders", "ink found in each picture by itself")
    return LoadedData(None, tuple(drawings), np.array(labels, np.uint8), names, notes)


def _read_drawings(path: Path) -> Progress:
    drawings, labels = [], []
    for entry in read_drawings(path):
        if entry.label is None:
            raise DataError(f'{path}, line {entry.line}, has no "label", and so nothing to learn.')
        drawings.append(entry.drawing)
        labels.append(entry.label)
        if len(labels) % ROWS_AT_ONCE == 0:
            yield min(0.99, len(labels) / 20_000)
    if not labels:
        raise DataError(f"{path} holds no drawings.")
    return LoadedData(None, tuple(drawings), np.array(labels, np.uint8), DIGIT_NAMES, (f"{len(labels):,} drawings",))


def _as_ink(images: NDArray[Any], path: Path) -> tuple[Bytes, tuple[str, ...]]:
    """Return ``images`` as bytes with ink 255, and what was recognised in their numbers."""
    if not len(images):
        raise DataError(f"{path} holds no pictures.")
    low, high = float(images.min()), float(images.max())
    if not (np.isfinite([low, high]).all() and low >= 0 and high <= 255 and high > low):
        raise DataError(f"{path} has pixels from {low:g} to {high:g}; they should run from 0 to 255, or from 0 to 1.")
    notes = ["pixels from 0 to 255"]
    if high <= 1:
        notes = ["pixels from 0 to 1"]
        grey = np.rint(images.astype(np.float32) * 255).astype(np.uint8)
    else:
        grey = images if images.dtype == np.uint8 else np.rint(images).astype(np.uint8)
    margin = np.ones((CANVAS, CANVAS), bool)
    margin[1:-1, 1:-1] = False
    if float(grey[:, margin.ravel()].mean()) > 127:
        notes.append("dark on light, turned to light on dark as in MNIST")
        grey = 255 - grey
    else:
        notes.append("light on dark, as in MNIST")
    return np.ascontiguousarray(grey), tuple(notes)


def _classes_of(labels: NDArray[Any], path: Path) -> tuple[Labels, tuple[str, ...]]:
    """Return the labels as numbers from 0, and the names of the classes."""
    if labels.ndim != 1 or not np.array_equal(labels, np.rint(labels)) or (labels < 0).any() or (labels > 255).any():
        raise DataError(f"{path} has labels that are not whole numbers from 0 to 255.")
    numbers = labels.astype(np.uint8)
    values = np.unique(numbers)
    if len(values) < 2:
        raise DataError(f"All labels in {path} are alike, so there is nothing to tell apart.")
    if values.max() <= 9:
        return numbers, DIGIT_NAMES
    if len(values) > MOST_CLASSES:
        raise DataError(f"{path} has {len(values)} classes; nnapp tells at most {MOST_CLASSES} apart.")
    return np.searchsorted(values, numbers).astype(np.uint8), tuple(str(value) for value in values)


def _test_part(images: NDArray[Any], labels: NDArray[Any], names: tuple[str, ...], path: Path) -> dict[str, Any]:
    if len(images) != len(labels):
        raise DataError(f"{path} has {len(labels):,} test labels for {len(images):,} test pictures.")
    if not len(images):
        return {}
    grey, _ = _as_ink(_rows(images, path), path)
    known = {name: number for number, name in enumerate(names)}
    numbers = [known.get(str(int(label))) for label in labels]
    if None in numbers:
        raise DataError(f"{path} has a test label that no training picture has.")
    return {"test_images": grey, "test_labels": np.array(numbers, np.uint8)}


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn every other error into one sentence."""
    try:
        yield
    except WeightFileError as error:
        raise DataError(f"{path} cannot be used: {error}") from error
    except FileNotFoundError as error:
        raise DataError(f"{path} does not exist.") from error
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise DataError(f"{path} is not a whole gzip file.") from error
    except OSError as error:
        raise DataError(f"{path} cannot be read: {reason(error)}.") from error
