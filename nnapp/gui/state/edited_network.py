"""A network with the edits made to it by hand."""

from dataclasses import replace

from nnapp.files.weight_file import WeightFile
from nnapp.nn.inspect.edits import Edit, edited


class EditedNetwork:
    """A network as it was trained or opened, the edits in force, and the result."""

    def __init__(self, original: WeightFile, name: str, *, is_saved: bool) -> None:
        """Begin without edits; ``name`` is what people call it, ``is_saved`` whether it was read from a file."""
        self.original = original
        """The network before anything was edited."""
        self._edits: tuple[Edit, ...] = ()
        self._weights: WeightFile | None = original
        self.name = name
        self._saved: tuple[Edit, ...] | None = () if is_saved else None

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits in force; ``edit`` replaces them."""
        return self._edits

    @property
    def is_saved(self) -> bool:
        """Whether there is a file that holds the network as it is."""
        return self._saved == self.edits

    def mark_saved(self, name: str) -> None:
        """Note that the network, as it is, was saved under ``name``."""
        self.name, self._saved = name, self.edits

    @property
    def weights(self) -> WeightFile:
        """The network with its edits; the original itself where there are none."""
        if self._weights is None:
            self._weights = self.with_edits(self._edits)
        return self._weights

    def rest(self) -> None:
        """Keep no more than what the network is made from again, as another one is the current one now."""
        self.original.recogniser.release()
        if self._edits and self._weights is not None:
            self._weights.recogniser.release()
            self._weights = None

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
