"""The errors of weight files and of training runs."""


class WeightFileError(ValueError):
    """A weight file cannot be read or written; the message is one sentence for the user."""


class RunError(ValueError):
    """A training run cannot be read or written; the message is one sentence for the user."""
