"""Pictures as CSV, as on Kaggle: each row holds 784 pixels and a label. Read in blocks, to save memory."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any, Final

import numpy as np
from numpy.typing import NDArray

from nnapp.digits.drawing import PIXELS
from nnapp.digits.errors import DataError
from nnapp.digits.idx import MOST_ENTRIES
from nnapp.digits.opening import open_data
from nnapp.nn.arrays import Bytes
from nnapp.wording import count

ROWS_AT_ONCE: Final = 500
LONGEST_LINE: Final = 64 * 1_024
"""Bytes of a line; 785 numbers of 25 characters take 20,000."""

LABEL_NAMES: Final = ("label", "class", "digit", "target", "y")


@dataclass(frozen=True, eq=False)
class CsvPictures:
    """What a CSV file holds."""

    pixels: Bytes
    """(pictures, 784), 0..255."""
    labels: NDArray[Any]
    """(pictures,), as in the file."""
    where: str
    """Which column held the labels, in words."""
    is_unit: bool
    """Whether the pixels ran from 0 to 1 in the file."""


def read_csv(path: Path) -> Generator[float, None, CsvPictures]:
    """Read ``path``, gzipped or not: yield the share that is done, 0..1, and return the pictures.

    Raises:
        DataError: a row is not 785 numbers, or there are no rows.
    """
    size = path.stat().st_size * (4 if path.suffix == ".gz" else 1)
    with open_data(path, "a CSV file") as file:
        first = file.readline(LONGEST_LINE + 1).decode("utf-8-sig", errors="replace")
        if not first:
            raise DataError(f"{path} is empty.")
        cells = [cell.strip().strip('"').lower() for cell in first.split(",")]
        if len(cells) != PIXELS + 1:
            needed = f"{PIXELS + 1}: 784 pixels and a label."
            raise DataError(f"{path} has {count(len(cells), 'column')}, but a data file needs {needed}")
        has_header = not all(_is_number(cell) for cell in cells)
        table, line = _GreyTable(path), 1
        if not has_header:
            table.add(_numbers([",".join(cells).encode()], path, 0))
        while lines := list(islice(_lines(file, path), ROWS_AT_ONCE)):
            table.add(_numbers(lines, path, line))
            line += len(lines)
            if line > MOST_ENTRIES:
                raise DataError(f"{path} holds more than {MOST_ENTRIES:,} pictures.")
            # For a gzipped file the size is estimated.
            yield min(0.99, line * len(first) / max(size, 1))
    if not table.blocks:
        raise DataError(f"{path} holds no pictures.")
    column = _label_column(cells if has_header else None, *np.concatenate(table.ends).T)
    pixels, labels = table.split(column)
    where = "first" if column == 0 else "last" if column == PIXELS else f"{column + 1}th"
    return CsvPictures(np.ascontiguousarray(pixels), labels, where, table.is_unit)


class _GreyTable:
    """The rows of a CSV file, kept as bytes, a quarter of what real numbers would take."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._units: list[bool] = []
        self.blocks: list[NDArray[np.uint8]] = []
        self.ends: list[NDArray[np.float32]] = []
        """The first and the last column as they are, as one of them may hold the labels."""

    def add(self, rows: NDArray[np.float32]) -> None:
        """Add rows of pixels, each with a label at one end or in between."""
        self.ends.append(rows[:, [0, -1]])
        low, high = float(rows[:, 1:-1].min()), float(rows[:, 1:-1].max())
        if low < 0 or high > 255:
            raise DataError(
                f"{self._path} has pixels from {low:g} to {high:g}; they should run from 0 to 255, or from 0 to 1."
            )
        unit = bool((rows[:, 1:-1] != np.rint(rows[:, 1:-1])).any()) and high <= 1
        self._units.append(unit)
        self.blocks.append(_as_bytes(rows, 255 if unit else 1))

    @property
    def is_unit(self) -> bool:
        """Whether the pixels run from 0 to 1."""
        return any(self._units)

    def split(self, column: int) -> tuple[NDArray[np.uint8], NDArray[np.floating]]:
        """Return the pixels, and the labels in ``column``; the table is empty afterwards."""
        scale = 255 if self.is_unit else 1
        for number, (block, unit) in enumerate(zip(self.blocks, self._units, strict=True)):
            if self.is_unit and not unit:
                # A block of nothing but 0 and 1 among blocks of fractions.
                if block[:, 1:-1].max() > 1:
                    raise DataError(f"{self._path} mixes pixels from 0 to 1 with pixels from 0 to 255.")
                self.blocks[number] = block * np.uint8(255)
        whole, ends = np.concatenate(self.blocks), np.concatenate(self.ends)
        self.blocks.clear()
        labels: NDArray[np.floating] = whole[:, column] / np.float32(scale)
        if column in (0, PIXELS):
            labels, other = ends.T if column == 0 else ends.T[::-1]
            whole[:, PIXELS - column] = _as_bytes(other, scale)
        # At either end this is a view, which saves a copy.
        first = column == 0
        pixels = whole[:, first : PIXELS + first] if column in (0, PIXELS) else np.delete(whole, column, axis=1)
        return pixels, labels


def _as_bytes(numbers: NDArray[np.float32], scale: int) -> NDArray[np.uint8]:
    return np.rint(np.clip(numbers * scale, 0, 255)).astype(np.uint8)


def _lines(file: IO[bytes], path: Path) -> Iterator[bytes]:
    while line := file.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE:
            raise DataError(f"{path} has a line longer than 785 numbers can be.")
        if line.strip():
            yield line.replace(b'"', b"")


def _numbers(lines: list[bytes], path: Path, before: int) -> NDArray[np.float32]:
    wanted = f"{path} has a row after line {before} that is not {PIXELS + 1}"
    try:
        table: NDArray[np.float32] = np.loadtxt(lines, np.float32, delimiter=",", ndmin=2)
    except ValueError as error:
        raise DataError(f"{wanted} numbers separated by commas.") from error
    if table.shape[1] != PIXELS + 1 or not np.isfinite(table).all():
        raise DataError(f"{wanted} finite numbers.")
    return table


def _label_column(header: list[str] | None, first: NDArray[np.float32], last: NDArray[np.float32]) -> int:
    """Return the column of the labels: the one with a name for it, else the end whose values are more varied.

    At the other end lies a corner of the pictures, which is nearly always blank.
    """
    named = [place for place, name in enumerate(header or ()) if name in LABEL_NAMES]
    if len(named) == 1:
        return named[0]
    return PIXELS if _commonest_share(last) < _commonest_share(first) else 0


def _commonest_share(values: NDArray[np.float32]) -> float:
    if (values != np.rint(values)).any():
        return 1.0
    _, counts = np.unique(values, return_counts=True)
    return float(counts.max() / len(values))


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
