"""The one error of this floor."""


class WeightFileError(ValueError):
    """A weight file cannot be read or written; the message is one sentence that says what is wrong."""
