"""Data that people bring: MNIST-like IDX files, Keras's ``.npz``, CSV, folders of pictures, drawings.

What is recognised in them (the range of the pixels, light on dark or dark on light, where the labels are)
is told in words, never guessed silently.
"""

import gzip
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from nnapp.digits.drawing import CANVAS, Drawing
from nnapp.digits.drawings_file import is_drawings_file, read_drawings
from nnapp.digits.errors import DataError
from nnapp.digits.idx import IMAGES_AT_ONCE, iterate_idx
from nnapp.digits.pictures import canvas_of, read_grey
from nnapp.digits.recogniser import DIGIT_NAMES
from nnapp.files.csv_data import read_csv
from nnapp.files.errors import WeightFileError
from nnapp.files.npy_reader import read_npy
from nnapp.files.reading import MEGABYTE, reason
from nnapp.files.zip_reader import Archive
from nnapp.nn.arrays import Bytes, Labels

PIXELS: Final = CANVAS * CANVAS
MOST_EXAMPLES: Final = 1_000_000
MOST_CLASSES: Final = 100
LONGEST_NAME: Final = 40
MOST_NUMBERS: Final = 128_000_000
"""Real numbers in an array of pictures: 160,000 pictures."""

LARGEST_ARCHIVE: Final = 1_024 * MEGABYTE
DRAWINGS_AT_ONCE: Final = 500

PICTURE_SUFFIXES: Final = (".png", ".jpg", ".jpeg", ".bmp", ".gif", ".tif", ".tiff", ".webp")

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
        if path.exists() and not path.is_file():
            raise DataError(f"{path} is a device or a pipe, not a file of data.")
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
    labels = yield from _read_idx(labels_path, 1)
    if len(labels) != len(images):
        raise DataError(f"{labels_path} holds {len(labels):,} labels for the {len(images):,} pictures of {path.name}.")
    grey, notes, seen = _as_ink(images.reshape(len(images), PIXELS), path)
    numbers, names = _classes_of(labels, path)
    test = {}
    test_path = path.with_name(path.name.replace("train", "t10k"))
    if test_path != path and test_path.is_file() and _labels_beside(test_path).is_file():
        test_images = yield from _read_idx(test_path, 3)
        test_labels = yield from _read_idx(_labels_beside(test_path), 1)
        test = _test_part(test_images.reshape(len(test_images), -1), test_labels, names, seen, path)
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
    for part in iterate_idx(path, dimensions, IMAGES_AT_ONCE, (CANVAS, CANVAS)[: dimensions - 1]):
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
    images, labels = (read_npy(archive.read(name), name, "fui", MOST_NUMBERS) for name in wanted)
    grey, notes, seen = _as_ink(_rows(images, path), path)
    numbers, names = _classes_of(labels.reshape(-1), path)
    if len(numbers) != len(grey):
        raise DataError(f"{path} holds {len(numbers):,} labels for {len(grey):,} pictures.")
    yield 0.8
    test = {}
    if {"x_test.npy", "y_test.npy"} <= set(archive.names):
        test_images, test_labels = (
            read_npy(archive.read(f"{name}.npy"), name, "fui", MOST_NUMBERS) for name in ("x_test", "y_test")
        )
        test = _test_part(_rows(test_images, path), test_labels.reshape(-1), names, seen, path)
    return LoadedData(grey, (), numbers, names, notes, **test)


def _rows(images: NDArray[Any], path: Path) -> NDArray[Any]:
    if images.ndim < 2 or int(np.prod(images.shape[1:])) != PIXELS or len(images) > MOST_EXAMPLES:
        shape = " × ".join(map(str, images.shape))
        raise DataError(
            f"{path} holds pictures of the shape {shape}; nnapp needs (pictures, 28, 28) or (pictures, 784)."
        )
    return images.reshape(len(images), PIXELS)


def _read_csv(path: Path) -> Progress:
    table = yield from read_csv(path)
    ink, notes, _ = _as_ink(table.pixels, path)
    numbers, names = _classes_of(table.labels, path)
    if table.is_unit:
        notes = ("pixels from 0 to 1", *notes[1:])
    return LoadedData(ink, (), numbers, names, (f"labels in the {table.where} column", *notes))


def _read_folder(path: Path) -> Progress:
    folders = sorted(entry for entry in path.iterdir() if entry.is_dir() and not entry.name.startswith("."))
    if len(folders) < 2:
        raise DataError(f"{path} should hold a folder for each class, at least two, with pictures in each.")
    if len(folders) > MOST_CLASSES:
        raise DataError(f"{path} holds more than {MOST_CLASSES} folders; there is one for each class.")
    files = [
        (number, file)
        for number, folder in enumerate(folders)
        for file in sorted(folder.iterdir())
        if file.suffix.lower() in PICTURE_SUFFIXES and not file.name.startswith(".")
    ]
    if not files or len(files) > MOST_EXAMPLES:
        raise DataError(f"The folders in {path} hold {len(files):,} pictures; data need 1 to {MOST_EXAMPLES:,}.")
    images, labels, unreadable = [], [], []
    for done, (number, file) in enumerate(files):
        try:
            images.append(canvas_of(read_grey(file)).ravel())
            labels.append(number)
        except DataError:
            unreadable.append(file.name)
        yield done / len(files)
    if len(set(labels)) < 2:
        raise DataError(f"Of the {len(files):,} pictures in {path} too few can be read, such as not {unreadable[0]}.")
    grey, notes, _ = _as_ink(np.array(images), path)
    names = tuple(folder.name[:LONGEST_NAME] for folder in folders)
    told = [f"{len(images):,} pictures in {len(folders)} folders", *notes]
    if unreadable:
        told.append(f"{len(unreadable):,} that cannot be read are left out, such as {unreadable[0]}")
    return LoadedData(grey, (), np.array(labels, np.uint8), names, tuple(told))


def _read_drawings(path: Path) -> Progress:
    drawings, labels = [], []
    for entry in read_drawings(path):
        if entry.label is None:
            raise DataError(f'{path}, line {entry.line}, has no "label", and so nothing to learn.')
        drawings.append(entry.drawing)
        labels.append(entry.label)
        if len(labels) % DRAWINGS_AT_ONCE == 0:
            yield min(0.99, len(labels) / 20_000)
    if not labels:
        raise DataError(f"{path} holds no drawings.")
    return LoadedData(None, tuple(drawings), np.array(labels, np.uint8), DIGIT_NAMES, (f"{len(labels):,} drawings",))


@dataclass(frozen=True)
class _Seen:
    """How the numbers of pictures were understood."""

    is_unit: bool
    is_dark_on_light: bool


def _as_ink(images: NDArray[Any], path: Path, seen: _Seen | None = None) -> tuple[Bytes, tuple[str, ...], _Seen]:
    """Return ``images`` as bytes with ink 255, and what was recognised in their numbers.

    The test part of data is understood as the training part was, which is ``seen`` then.
    """
    if not len(images):
        raise DataError(f"{path} holds no pictures.")
    low, high = float(images.min()), float(images.max())
    if not (np.isfinite([low, high]).all() and low >= 0 and high <= 255 and (high > low or seen is not None)):
        raise DataError(f"{path} has pixels from {low:g} to {high:g}; they should run from 0 to 255, or from 0 to 1.")
    is_unit = high <= 1 if seen is None else seen.is_unit
    if is_unit:
        grey = np.rint(np.minimum(images, 1).astype(np.float32) * 255).astype(np.uint8)
    else:
        grey = images if images.dtype == np.uint8 else np.rint(images).astype(np.uint8)
    margin = np.ones((CANVAS, CANVAS), bool)
    margin[1:-1, 1:-1] = False
    inverted = float(grey[:, margin.ravel()].mean()) > 127 if seen is None else seen.is_dark_on_light
    polarity = "dark on light, turned to light on dark as in MNIST" if inverted else "light on dark, as in MNIST"
    notes = ("pixels from 0 to 1" if is_unit else "pixels from 0 to 255", polarity)
    return np.ascontiguousarray(255 - grey if inverted else grey), notes, _Seen(is_unit, inverted)


def _check_whole(labels: NDArray[Any], path: Path) -> None:
    if labels.ndim != 1 or not np.array_equal(labels, np.rint(labels)) or (labels < 0).any() or (labels > 255).any():
        raise DataError(f"{path} has labels that are not whole numbers from 0 to 255.")


def _classes_of(labels: NDArray[Any], path: Path) -> tuple[Labels, tuple[str, ...]]:
    """Return the labels as numbers from 0, and the names of the classes: their labels."""
    _check_whole(labels, path)
    numbers = labels.astype(np.uint8)
    values = np.unique(numbers)
    if len(values) < 2:
        raise DataError(f"All labels in {path} are alike, so there is nothing to tell apart.")
    if len(values) > MOST_CLASSES:
        raise DataError(f"{path} has {len(values)} classes; nnapp tells at most {MOST_CLASSES} apart.")
    return np.searchsorted(values, numbers).astype(np.uint8), tuple(str(value) for value in values)


def _test_part(
    images: NDArray[Any], labels: NDArray[Any], names: tuple[str, ...], seen: _Seen, path: Path
) -> dict[str, Any]:
    if len(images) != len(labels):
        raise DataError(f"{path} has {len(labels):,} test labels for {len(images):,} test pictures.")
    if not len(images):
        return {}
    _check_whole(labels, path)
    grey, _, _ = _as_ink(_rows(images, path), path, seen)
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
