"""The one error of this floor."""


class DataError(ValueError):
    """A file of digits cannot be used; the message is one sentence that names the file and the fault."""
