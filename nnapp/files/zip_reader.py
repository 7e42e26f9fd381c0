"""Untrusted zip archives: what they hold, and how much, is checked before anything is unpacked."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from nnapp.files.errors import WeightFileError
from nnapp.files.limited_reading import LARGEST_FILE, MEGABYTE

MOST_MEMBERS: Final = 200
TOO_MANY: Final = f"it holds more than {MOST_MEMBERS} members."
FOREIGN: Final = "it is encrypted, or uses features of zip that weight files do not."
END: Final = b"PK\x05\x06"
ZIP64_LOCATOR: Final = b"PK\x06\x07"
END_LENGTH: Final = 22
LONGEST_COMMENT: Final = 65_535
DIRECTORY_PER_MEMBER: Final = 1_000
"""Bytes of the directory for each member, enough for its name and a little more."""

ENCRYPTED: Final = 0x1


class Archive:
    """A zip archive whose members are read one by one, each exactly as long as the directory says."""

    def __init__(self, content: bytes, most: int = LARGEST_FILE) -> None:
        """Read the directory of the archive ``content``, which may unpack to ``most`` bytes in all.

        Raises:
            WeightFileError: it is not a zip archive, or holds too much.
        """
        _check_directory(content)
        with _explained():
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            members = self._zip.infolist()
        if len(members) > MOST_MEMBERS:
            raise WeightFileError(TOO_MANY)
        names = [member.filename for member in members]
        if len(set(names)) < len(names):
            raise WeightFileError("it holds two members of the same name.")
        for member in members:
            if member.flag_bits & ENCRYPTED or member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise WeightFileError(FOREIGN)
        if sum(member.file_size for member in members) > most:
            raise WeightFileError(f"it unpacks to more than {most // MEGABYTE} MB.")
        self.names = tuple(names)
        """The names of the members."""

    def read(self, name: str) -> bytes:
        """Return the member called ``name``.

        Raises:
            WeightFileError: it is missing, damaged or not as long as the directory says.
        """
        with _explained():
            size = self._zip.getinfo(name).file_size
            content = self._zip.read(name)
        if len(content) != size:
            raise WeightFileError("one of its members is not as long as its directory says.")
        return content


def _check_directory(content: bytes) -> None:
    """Refuse a directory with too many members before it is read."""
    place = content.rfind(END, max(0, len(content) - LONGEST_COMMENT - END_LENGTH))
    if place < 0 or len(content) < place + END_LENGTH:
        raise WeightFileError("it is not a zip archive, or is incomplete.")
    members = int.from_bytes(content[place + 10 : place + 12], "little")
    size = int.from_bytes(content[place + 12 : place + 16], "little")
    if members > MOST_MEMBERS or size > MOST_MEMBERS * DIRECTORY_PER_MEMBER:
        raise WeightFileError(TOO_MANY)
    if content[max(0, place - 20) : place].startswith(ZIP64_LOCATOR):
        raise WeightFileError(FOREIGN)


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, KeyError) as error:
        raise WeightFileError("it is a damaged zip archive.") from error
