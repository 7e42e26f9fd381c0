"""The user's own data: IDX files like MNIST's, Keras's ``.npz``, CSV, folders of pictures, drawings.

What is detected in them (the range of the pixels, light on dark or dark on light, where the labels are) is
reported in words, never guessed silently.
"""

from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from nnapp.digits.class_names import MOST_CLASSES
from nnapp.digits.drawing import CANVAS, PIXELS, Drawing
from nnapp.digits.drawings_file import is_drawings_file, read_drawings
from nnapp.digits.errors import DataError
from nnapp.digits.idx import IMAGES_AT_ONCE, iterate_idx
from nnapp.digits.opening import explained
from nnapp.digits.picture_file import canvas_of, read_grey
from nnapp.digits.recogniser import DIGIT_NAMES
from nnapp.files.csv_data import read_csv
from nnapp.files.errors import WeightFileError
from nnapp.files.limited_reading import MEGABYTE
from nnapp.files.npy_reader import read_npy
from nnapp.files.zip_reader import Archive
from nnapp.nn.arrays import Bytes, Labels

MOST_EXAMPLES: Final = 1_000_000
MOST_NUMBERS: Final = 128_000_000
"""Real numbers in an array of pictures: 160,000 pictures."""

LARGEST_ARCHIVE: Final = 1_024 * MEGABYTE
DRAWINGS_AT_ONCE: Final = 500

PICTURE_SUFFIXES: Final = (".png", ".jpg", ".jpeg", ".bmp", ".gif", ".tif", ".tiff", ".webp")

Progress = Generator[float, None, "LoadedData"]
"""Yields the share that is done, 0..1, and returns the data."""


@dataclass(frozen=True)
class LoadedData:
    """Labelled pictures or drawings, and what was detected in them."""

    images: Bytes | None
    """(examples, 784), ink is 255; None if there are ``drawings`` instead."""
    drawings: tuple[Drawing, ...]
    labels: Labels
    """(examples,): from 0 to the number of classes - 1."""
    class_names: tuple[str, ...]
    notes: tuple[str, ...]
    """What was detected, in words."""
    test_images: Bytes | None = None
    """(examples, 784), for testing only, if the data contain any."""
    test_labels: Labels | None = None

    def __len__(self) -> int:
        """The number of examples for training and validation."""
        return len(self.labels)

    def at(self, places: NDArray[np.intp]) -> "LoadedData":
        """Return the examples at ``places``, without those for testing only."""
        images = None if self.images is None else self.images[places]
        drawings = tuple(self.drawings[place] for place in places) if self.drawings else ()
        return LoadedData(images, drawings, self.labels[places], self.class_names, self.notes)

    @property
    def for_testing(self) -> "LoadedData":
        """The examples for testing only, if there are any, or else all."""
        if self.test_images is None or self.test_labels is None:
            return self
        return LoadedData(self.test_images, (), self.test_labels, self.class_names, self.notes)


def read_data(path: Path, *, fewest: int = 2) -> Progress:
    """Read ``path``, a file or a folder of data.

    Raises:
        DataError: it is missing or damaged, its format is unknown, or its pictures are of less than the ``fewest``
            classes, 1 or 2, that are of use; says what would be right.
    """
    try:
        with explained(path, "a data file"):
            data = yield from _reader(path)(path)
    except WeightFileError as error:
        raise DataError(f"{path} cannot be used: {error}") from error
    if data.images is not None and len(np.unique(data.labels)) < fewest:
        raise DataError(f"All pictures in {path} are of the same class; there should be at least two classes.")
    return data


def _reader(path: Path) -> Callable[[Path], Progress]:
    """Return the function that reads data such as ``path``."""
    if path.is_dir():
        return _read_folder
    if path.exists() and not path.is_file():
        raise DataError(f"{path} is a device or a pipe, not a data file.")
    name = path.name.lower()
    if is_drawings_file(path):
        return _read_drawings
    if name.endswith(".npz"):
        return _read_npz
    if name.endswith((".csv", ".csv.gz")):
        return _read_csv
    if "idx3" in name or begins_like_idx(path):
        return _read_idx_pair
    raise DataError(
        f"{path} has no known data format: nnapp reads IDX files, .npz, .csv, .jsonl and folders of pictures."
    )


def _read_idx_pair(path: Path) -> Progress:
    labels_path = _labels_beside(path)
    images = yield from _read_idx(path, 3)
    labels = yield from _read_idx(labels_path, 1)
    test = None
    test_path = path.with_name(path.name.replace("train", "t10k"))
    if test_path != path and test_path.is_file() and _labels_beside(test_path).is_file():
        test_images = yield from _read_idx(test_path, 3)
        test = test_images, (yield from _read_idx(_labels_beside(test_path), 1))
    return _labelled(path, images, labels, (f"labels from {labels_path.name}",), test)


def _labels_beside(path: Path) -> Path:
    name = path.name.replace("images", "labels").replace("idx3", "idx1")
    if name == path.name:
        raise DataError(f"{path} should be named like an IDX file of pictures, such as train-images-idx3-ubyte.gz.")
    for other in (name, f"{name}.gz", name.removesuffix(".gz")):
        if path.with_name(other).is_file():
            return path.with_name(other)
    raise DataError(f"The labels of {path} are missing: {name} should be in the same folder.")


def begins_like_idx(path: Path) -> bool:
    """Whether ``path`` begins as an IDX file of pictures does, which may have any name."""
    with path.open("rb") as file:
        return file.read(4) == bytes([0, 0, 8, 3])


def _read_idx(path: Path, dimensions: int) -> Generator[float, None, NDArray[np.uint8]]:
    parts = []
    for part in iterate_idx(path, dimensions, IMAGES_AT_ONCE, (CANVAS, CANVAS)[: dimensions - 1]):
        parts.append(part)
        # The total is not known here; a share that grows ever more slowly will do.
        yield len(parts) / (len(parts) + 20)
    if not parts:
        raise DataError(f"{path} holds no entries.")
    return np.concatenate(parts)


def _read_npz(path: Path) -> Progress:
    if path.stat().st_size > LARGEST_ARCHIVE:
        raise DataError(f"{path} is larger than a data file can be (1 GB).")
    archive = Archive(path.read_bytes(), LARGEST_ARCHIVE)
    yield 0.3

    def arrays(part: str) -> tuple[NDArray[Any], NDArray[Any]] | None:
        names = (f"x_{part}.npy", f"y_{part}.npy")
        if not set(names) <= set(archive.names):
            return None
        images, labels = (read_npy(archive.read(name), name, "fui", MOST_NUMBERS) for name in names)
        return images, labels.reshape(-1)

    training = arrays("train")
    if training is None:
        raise DataError(f"{path} should hold x_train and y_train (optionally x_test, y_test), like Keras's mnist.npz.")
    yield 0.8
    return _labelled(path, *training, test=arrays("test"))


def _read_csv(path: Path) -> Progress:
    table = yield from read_csv(path)
    data = _labelled(path, table.pixels, table.labels, (f"labels in the {table.where} column",))
    return replace(data, notes=(data.notes[0], "pixels from 0 to 1", *data.notes[2:])) if table.is_unit else data


def _read_folder(path: Path) -> Progress:
    folders = sorted(entry for entry in path.iterdir() if entry.is_dir() and not entry.name.startswith("."))
    if not folders:
        raise DataError(f"{path} should hold a folder of pictures for each class.")
    if len(folders) > MOST_CLASSES:
        raise DataError(f"{path} holds too many folders: one for each class, and at most {MOST_CLASSES}.")
    files = [
        (number, file)
        for number, folder in enumerate(folders)
        for file in sorted(folder.iterdir())
        if file.suffix.lower() in PICTURE_SUFFIXES and not file.name.startswith(".")
    ]
    if not files or len(files) > MOST_EXAMPLES:
        raise DataError(f"The folders in {path} hold {len(files):,} pictures; there should be 1 to {MOST_EXAMPLES:,}.")
    images, labels, unreadable = [], [], []
    for done, (number, file) in enumerate(files):
        try:
            images.append(canvas_of(read_grey(file)).ravel())
            labels.append(number)
        except DataError:
            unreadable.append(file.name)
        yield done / len(files)
    if not images:
        raise DataError(f"None of the pictures in {path} can be read, such as {unreadable[0]}.")
    grey, notes, _ = _as_ink(np.array(images), path)
    names = tuple(folder.name for folder in folders)
    notes = (f"{len(images):,} pictures in {len(folders)} folders", *notes)
    if unreadable:
        notes += (f"{len(unreadable):,} that cannot be read are left out, such as {unreadable[0]}",)
    return LoadedData(grey, (), np.array(labels, np.uint8), names, notes)


def _read_drawings(path: Path) -> Progress:
    drawings, labels = [], []
    for entry in read_drawings(path):
        if entry.label is None:
            raise DataError(f'{path}, line {entry.line}, has no "label" saying what it shows.')
        drawings.append(entry.drawing)
        labels.append(entry.label)
        if len(labels) % DRAWINGS_AT_ONCE == 0:
            yield min(0.99, len(labels) / 20_000)
    if not labels:
        raise DataError(f"{path} holds no drawings.")
    return LoadedData(None, tuple(drawings), np.array(labels, np.uint8), DIGIT_NAMES, (f"{len(labels):,} drawings",))


def _labelled(
    path: Path,
    images: NDArray[Any],
    labels: NDArray[Any],
    notes: tuple[str, ...] = (),
    test: tuple[NDArray[Any], NDArray[Any]] | None = None,
) -> LoadedData:
    """Return pictures and labels as data; ``test`` holds the pictures and labels that are for testing only."""
    if len(labels) != len(images):
        raise DataError(f"{path} has {len(labels):,} labels for {len(images):,} pictures.")
    grey, seen_notes, seen = _as_ink(_rows(images, path), path)
    numbers, names = _classes_of(labels, path)
    test_part = _test_part(*test, names, seen, path) if test else {}
    return LoadedData(grey, (), numbers, names, (*notes, *seen_notes), **test_part)


def _rows(images: NDArray[Any], path: Path) -> NDArray[Any]:
    if images.ndim < 2 or int(np.prod(images.shape[1:])) != PIXELS or len(images) > MOST_EXAMPLES:
        shape = " × ".join(map(str, images.shape))
        raise DataError(
            f"{path} holds pictures of the shape {shape}; nnapp needs (pictures, 28, 28) or (pictures, 784)."
        )
    return images.reshape(len(images), PIXELS)


@dataclass(frozen=True)
class _Seen:
    """How the pixels of pictures were interpreted."""

    is_unit: bool
    is_dark_on_light: bool


def _as_ink(images: NDArray[Any], path: Path, seen: _Seen | None = None) -> tuple[Bytes, tuple[str, ...], _Seen]:
    """Return ``images`` as bytes where ink is 255, and what was detected in them.

    Pictures for testing are interpreted as those for training were, which is then ``seen``.
    """
    if not len(images):
        raise DataError(f"{path} holds no pictures.")
    low, high = float(images.min()), float(images.max())
    if not (np.isfinite([low, high]).all() and low >= 0 and high <= 255 and (high > low or seen is not None)):
        raise DataError(f"{path} has pixels from {low:g} to {high:g}; they should run from 0 to 255, or from 0 to 1.")
    is_unit = high <= 1 if seen is None else seen.is_unit
    grey = images
    if is_unit:
        grey = np.rint(np.minimum(images, 1).astype(np.float32) * 255).astype(np.uint8)
    elif images.dtype != np.uint8:
        grey = np.rint(images).astype(np.uint8)
    margin = np.ones((CANVAS, CANVAS), bool)
    margin[1:-1, 1:-1] = False
    inverted = float(grey[:, margin.ravel()].mean()) > 127 if seen is None else seen.is_dark_on_light
    polarity = "dark on light, inverted to light on dark as in MNIST" if inverted else "light on dark, as in MNIST"
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
    if len(values) > MOST_CLASSES:
        raise DataError(f"{path} has {len(values)} classes; nnapp can handle at most {MOST_CLASSES}.")
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
        raise DataError(f"{path} has a test label that does not occur among the training labels.")
    return {"test_images": grey, "test_labels": np.array(numbers, np.uint8)}
