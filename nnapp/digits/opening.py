"""Opening data files, gzipped or not; whatever goes wrong becomes one sentence."""

import gzip
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from nnapp.digits.errors import DataError, reason


@contextmanager
def open_data(path: Path, what: str) -> Iterator[IO[bytes]]:
    """Open ``path``, which should be ``what``, to read its bytes, unpacked if its name ends in .gz.

    Raises:
        DataError: it cannot be opened, or not be read within the block.
    """
    opener = gzip.open if path.name.lower().endswith(".gz") else open
    with explained(path, what), opener(path, "rb") as file:
        yield cast("IO[bytes]", file)


@contextmanager
def explained(path: Path, what: str, error_of: Callable[[str], Exception] = DataError) -> Iterator[None]:
    """Turn the errors of reading ``path``, which should be ``what``, into what ``error_of`` makes of a sentence."""
    try:
        yield
    except FileNotFoundError as error:
        raise error_of(f"{path} does not exist.") from error
    except IsADirectoryError as error:
        raise error_of(f"{path} is a folder, not {what}.") from error
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise error_of(f"{path} is not a valid gzip file, or is incomplete.") from error
    except OSError as error:
        raise error_of(f"{path} cannot be read: {reason(error)}.") from error
