"""Replacing a file so that it is the old one or the new one, never half of either."""

import errno
import os
import tempfile
from pathlib import Path


def check_writable(path: Path) -> None:
    """Find out, by writing a file beside it, whether ``path`` could be replaced now.

    Raises:
        OSError: it could not.
    """
    path = _target(path)
    with tempfile.TemporaryFile(dir=path.parent):
        pass


def replace_file(path: Path, content: bytes) -> None:
    """Write ``content`` beside ``path``, flush it to the disk and rename it over ``path``.

    A link stays a link: what it points to is replaced.

    Raises:
        OSError: it cannot be done; ``path`` is as it was.
    """
    path = _target(path)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if beside.read_bytes() != content:
            raise OSError(errno.EIO, "what was written cannot be read back")
        beside.chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _target(path: Path) -> Path:
    """Return the file that ``path`` leads to; a device, a pipe or a folder is none."""
    path = path.resolve()
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "it is a folder, a device or a pipe, not a file")
    return path


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
