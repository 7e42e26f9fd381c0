"""A network with the edits made to it by hand."""

from dataclasses import replace

from nnapp.files.weight_file import WeightFile
from nnapp.nn.inspect.edits import Edit, edited


class EditedNetwork:
    """A network as it was trained or opened, the edits in force, and the result."""

    def __init__(self, original: WeightFile) -> None:
        """Begin without edits."""
        self.original = original
        """The network before anything was edited."""
        self._edits: tuple[Edit, ...] = ()
        self._weights = original

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits in force; ``edit`` replaces them."""
        return self._edits

    @property
    def weights(self) -> WeightFile:
        """The network with its edits; the original itself where there are none."""
        return self._weights

    def with_edits(self, edits: tuple[Edit, ...]) -> WeightFile:
        """Return the original with ``edits``.

        Raises:
            ValueError: it cannot be computed with; the message says why.
        """
        if not edits:
            return self.original
        recogniser = self.original.recogniser
        return WeightFile(replace(recogniser, network=edited(recogniser.network, edits)))

    def edit(self, edits: tuple[Edit, ...]) -> None:
        """Replace the edits by ``edits``.

        Raises:
            ValueError: it cannot be computed with; the network stays as it is.
        """
        if edits != self._edits:
            self._weights = self.with_edits(edits)
            self._edits = edits
