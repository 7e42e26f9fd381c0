"""A network with what was changed in it by hand."""

from dataclasses import dataclass, replace

from nnapp.digits.recogniser import Recogniser
from nnapp.files.weight_file import WeightFile
from nnapp.nn.edits import Edit, edited


@dataclass(frozen=True, eq=False)
class EditedNetwork:
    """A network as it was trained or loaded, the edits made to it, and what came of them."""

    original: WeightFile
    edits: tuple[Edit, ...]
    weights: WeightFile
    """The original itself where nothing was edited."""

    @classmethod
    def of(cls, original: WeightFile, edits: tuple[Edit, ...] = ()) -> "EditedNetwork":
        """Make ``edits`` to ``original``.

        Raises:
            ValueError: the edited network cannot be computed with; the message says why.
        """
        if not edits:
            return cls(original, (), original)
        return cls(original, edits, WeightFile(with_edits(original.recogniser, edits)))


def with_edits(recogniser: Recogniser, edits: tuple[Edit, ...]) -> Recogniser:
    """Return ``recogniser`` with an edited network.

    Raises:
        ValueError: it cannot be computed with; the message says why.
    """
    return replace(recogniser, network=edited(recogniser.network, edits))
