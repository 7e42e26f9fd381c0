"""Appending to a file that other windows append to as well: all or nothing, and nothing of theirs is lost."""

import errno
import io
import os
from pathlib import Path


def append(path: Path, lines: bytes, most: int) -> tuple[int, int]:
    """Append ``lines`` to ``path``, which may not exist yet, and flush them to the disk.

    A last line that was never finished, as its program was killed, is ended first. Returns where in the file what was
    written begins and ends, in bytes.

    Raises:
        OSError: it could not be done, or the file would be larger than ``most`` bytes; the file is as it was.
    """
    # Unbuffered and in this mode the system puts each write at the end, whoever else has written in the meantime.
    with path.open("a+b", buffering=0) as file:
        lines = _line_end(file) + lines
        if file.seek(0, os.SEEK_END) + len(lines) > most:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
        written = 0
        try:
            written = file.write(lines)
            if written < len(lines):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(file.fileno())
        except OSError:
            end = file.tell()
            # If another window has written behind it, the part of a line has to stay, as what follows it must.
            if file.seek(0, os.SEEK_END) == end:
                file.truncate(end - written)
            raise
        return file.tell() - written, file.tell()


def _line_end(file: io.FileIO) -> bytes:
    """Return the line end that the last line in ``file`` lacks, if it does."""
    if not file.seek(0, os.SEEK_END):
        return b""
    file.seek(-1, os.SEEK_END)
    return b"" if file.read(1) == b"\n" else b"\n"
