"""The exit statuses of ``nnapp``, 0 aside."""

from typing import Final

CANNOT_WRITE: Final = 1
BAD_INPUT: Final = 2
INTERRUPTED: Final = 130
