"""The errors of weight files and of training runs."""

from nnapp.nn.errors import InputError


class WeightFileError(InputError):
    """A weight file cannot be read or written; the message is one sentence for the user."""


class RunError(InputError):
    """A training run cannot be read or written; the message is one sentence for the user."""
