"""A network with what was changed in it by hand: edits of its weights, and its firing threshold."""

from dataclasses import replace

from nnapp.files.weight_file import WeightFile
from nnapp.nn.inspect.edits import Edit, edited


class EditedNetwork:
    """A network as it was trained or opened, the edits and the firing threshold in force, and the result."""

    def __init__(self, original: WeightFile, name: str, *, is_saved: bool) -> None:
        """Begin without edits; ``name`` is what people call it, ``is_saved`` whether it was read from a file."""
        self.original = original
        """The network before anything was edited."""
        self._edits: tuple[Edit, ...] = ()
        self._threshold = original.recogniser.firing_threshold
        self._weights: WeightFile | None = original
        self.name = name
        self._saved: tuple[tuple[Edit, ...], float] | None = (self._edits, self._threshold) if is_saved else None

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits in force; ``edit`` replaces them."""
        return self._edits

    @property
    def threshold(self) -> float:
        """The firing threshold in force, 0..1; ``set_threshold`` changes it."""
        return self._threshold

    @property
    def has_own_threshold(self) -> bool:
        """Whether the firing threshold was changed by hand."""
        return self._threshold != self.original.recogniser.firing_threshold

    @property
    def is_edited(self) -> bool:
        """Whether anything was changed by hand."""
        return bool(self._edits) or self.has_own_threshold

    @property
    def full_name(self) -> str:
        """What people call it, and that it was changed by hand since it had that name: "784-15-10, edited"."""
        return f"{self.name}, edited" if self.is_edited and not self.is_saved else self.name

    @property
    def is_saved(self) -> bool:
        """Whether there is a file that holds the network as it is."""
        return self._saved == (self._edits, self._threshold)

    def mark_saved(self, name: str) -> None:
        """Note that the network, as it is, was saved under ``name``."""
        self.name, self._saved = name, (self._edits, self._threshold)

    @property
    def weights(self) -> WeightFile:
        """The network as it was changed; the original itself where nothing was."""
        if self._weights is None:
            self._weights = self.with_edits(self._edits)
        return self._weights

    def rest(self) -> None:
        """Keep no more than what the network is made from again, as another one is the current one now."""
        self.original.recogniser.release()
        if self._weights is not None:
            self._weights.recogniser.release()
        if self._edits:
            self._weights = None

    def with_edits(self, edits: tuple[Edit, ...]) -> WeightFile:
        """Return the original with ``edits`` and the firing threshold in force.

        Raises:
            ValueError: it cannot be computed with; the message says why.
        """
        weights = _with_threshold(self.original, self._threshold)
        if not edits:
            return weights
        recogniser = weights.recogniser
        return WeightFile(replace(recogniser, network=edited(recogniser.network, edits)))

    def edit(self, edits: tuple[Edit, ...]) -> None:
        """Replace the edits by ``edits``.

        Raises:
            ValueError: it cannot be computed with; the network stays as it is.
        """
        if edits != self._edits:
            self._weights = self.with_edits(edits)
            self._edits = edits

    def set_threshold(self, threshold: float) -> None:
        """Let the outputs fire from ``threshold``, 0..1.

        The weights stay the same arrays, so that what was measured of them need not be measured again.

        Raises:
            ValueError: a weight file cannot hold it.
        """
        if not 0.0 <= threshold <= 1.0:
            raise ValueError(f"The firing threshold must be between 0 and 1, not {threshold}.")
        self._weights = _with_threshold(self.weights if self._edits else self.original, threshold)
        self._threshold = threshold


def _with_threshold(weights: WeightFile, threshold: float) -> WeightFile:
    if weights.recogniser.firing_threshold == threshold:
        return weights
    return replace(weights, recogniser=replace(weights.recogniser, firing_threshold=threshold))
