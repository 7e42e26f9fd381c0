"""The errors of weight files, of training runs, of collections of drawings and of lessons."""

from nnapp.nn.errors import InputError


class WeightFileError(InputError):
    """A weight file cannot be read or written; the message is one sentence for the user."""


class RunError(InputError):
    """A training run cannot be read or written; the message is one sentence for the user."""


class CollectionError(InputError):
    """A collection of drawings cannot be read or written; the message is one sentence for the user."""


class LessonError(InputError):
    """A lesson cannot be read; the message is one sentence: the file, the line, the fault, and what would be right."""

    def __init__(self, sentence: str, line: int = 0) -> None:
        super().__init__(sentence)
        self.line = line
        """Counted from 1; 0 where the fault is the file as a whole."""
