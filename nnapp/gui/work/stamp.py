"""Whether data that were read from a disk have changed since."""

from pathlib import Path
from typing import TypeAlias

Stamp: TypeAlias = tuple[tuple[str, int, int], ...]
"""Name, modification time and size of each file of a source of data: they show whether it has changed."""


def stamp_of(source: str) -> Stamp:
    """Return the stamp of a file, or of a folder with a subfolder for each class."""
    try:
        paths = (Path(source), *sorted(Path(source).glob("*/*"))) if source else ()
        return tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in paths)
    except OSError:
        return ()
