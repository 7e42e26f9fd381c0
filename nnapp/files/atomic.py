"""Replacing a file in one step: what is there is the old file or the new one, never half of either."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nnapp.digits.errors import reason


def check_writable(path: Path) -> None:
    """Check, by writing a temporary file beside it, that ``path`` can be replaced.

    Raises:
        OSError: it cannot.
    """
    with tempfile.TemporaryFile(dir=_target(path).parent):
        pass


def replace_file(path: Path, content: bytes) -> None:
    """Write ``content`` to a file beside ``path``, flush it to the disk, read it back and rename it to ``path``.

    A link stays a link: the file it points to is replaced. A file that is replaced passes on its permissions.

    Raises:
        OSError: it could not be done; ``path`` is unchanged.
    """
    path = _target(path)
    mode = path.stat().st_mode if path.exists() else None
    beside = path.with_name(f".{path.name[:40]}.{os.urandom(8).hex()}.part")
    # Until it has the permissions of the file that it replaces, no one else may read it.
    handle = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666 if mode is None else 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if beside.read_bytes() != content:
            raise OSError(errno.EIO, "what was written cannot be read back")
        if mode is not None:
            beside.chmod(mode)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


@contextmanager
def explained(path: Path, kind: type[ValueError]) -> Iterator[None]:
    """Turn what goes wrong in writing ``path`` into an error of the given ``kind``, one sentence for the user."""
    try:
        if path.is_dir():
            raise kind(f"{path} cannot be written: it is a folder; add a file name.")
        yield
    except FileNotFoundError as error:
        raise kind(f"{path} cannot be written: the folder {path.parent} does not exist.") from error
    except OSError as error:
        raise kind(f"{path} cannot be written: {reason(error)}.") from error


def _target(path: Path) -> Path:
    """Return the file that ``path`` leads to; devices, pipes and folders are refused."""
    path = path.resolve()
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "it is a folder, a device or a pipe, not a file")
    return path
