"""The error of this package, and how the system's errors are put into words."""

from nnapp.nn.errors import InputError


class DataError(InputError):
    """A data file cannot be used; the message is one sentence that names the file and the fault."""


def reason(error: OSError) -> str:
    """Return the system's own words for ``error``, such as "permission denied"."""
    return (error.strerror or "the disk does not respond").lower()
