"""What can be wrong with a file of weights or of a training run."""


class WeightFileError(ValueError):
    """A weight file that cannot be read or written; the message is one sentence for people."""


class RunError(ValueError):
    """A training run that cannot be read or written; the message is one sentence for people."""
