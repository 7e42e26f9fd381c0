"""What a weight file may leave open, so that the user has to say it."""

from dataclasses import dataclass
from typing import Final

from nnapp.files.errors import WeightFileError
from nnapp.files.input_scale import UNIT, InputScale
from nnapp.wording import listed

ORIENTATIONS: Final = ("neurons by inputs", "inputs by neurons")


@dataclass(frozen=True)
class Answers:
    """Answers to the questions that a file may leave open; None for those not answered."""

    hidden_activation: str | None = None
    output_activation: str | None = None
    orientation: str | None = None
    """One of ``ORIENTATIONS``: what the rows and columns of the matrices stand for."""
    preparation: str = "mnist"
    """How digits are prepared for the network; most networks were trained on MNIST as it is."""
    scale: InputScale | None = None
    """How the pixels it was trained on were scaled."""


STAND_INS: Final = Answers("identity", "identity", ORIENTATIONS[0], scale=UNIT)
"""With these, whatever a file does not say, the rest of it can be read."""


class OpenQuestionsError(WeightFileError):
    """A file holds a network but leaves questions open."""

    def __init__(self, sentence: str, questions: tuple[str, ...]) -> None:
        """Take the sentence for the user, and the names of the fields of ``Answers`` that are needed."""
        super().__init__(sentence)
        self.questions = questions


def check_answered(answers: Answers, needed: tuple[str, ...]) -> None:
    """Raise OpenQuestionsError when one of the ``needed`` answers is missing."""
    open_ones = tuple(name for name in needed if getattr(answers, name) is None)
    if open_ones:
        words = {
            "hidden_activation": "which activation its hidden layers have",
            "output_activation": "which activation its outputs have",
            "orientation": "whether its matrices are neurons by inputs or inputs by neurons",
            "scale": "how the pixels it was trained on were scaled",
        }
        said = listed(words[name] for name in open_ones)
        raise OpenQuestionsError(f"it does not say {said}.", open_ones)
