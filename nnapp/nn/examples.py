"""Examples to learn from: inputs, and the class that each belongs to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from nnapp.nn.arrays import Array, Bytes, Indices, Labels


@dataclass(frozen=True)
class Examples:
    """Inputs kept as bytes, a quarter of the memory of float32, and their labels."""

    inputs: Bytes
    """Shape (examples, inputs); 0..255 stands for 0.0..1.0."""
    labels: Labels
    """Shape (examples,): 0 up to classes - 1. A label equal to ``classes`` means "none of them"."""
    classes: int = 10

    def __post_init__(self) -> None:
        """Refuse inputs and labels that do not match."""
        if self.inputs.ndim != 2 or self.labels.shape != self.inputs.shape[:1]:
            raise ValueError(
                f"Examples need inputs (examples, inputs) and labels (examples,), "
                f"not {self.inputs.shape} and {self.labels.shape}."
            )

    def __len__(self) -> int:
        """The number of examples."""
        return len(self.labels)

    def __getitem__(self, which: slice | Indices) -> "Examples":
        """Return the examples of a slice (sharing memory) or at an array of positions (copied)."""
        return Examples(self.inputs[which], self.labels[which], self.classes)

    def with_class(self) -> "Examples":
        """Return the examples that belong to one of the classes, without those labelled "none of them"."""
        return self[np.flatnonzero(self.labels < self.classes)]


class BatchLoader:
    """Turns bytes into the real numbers of mini-batches, in buffers that are used again."""

    def __init__(self, examples: Examples, most: int, dtype: np.dtype[np.floating]) -> None:
        """Serve at most ``most`` of the ``examples`` at once, as ``dtype``."""
        self._examples = examples
        inputs = examples.inputs.shape[1]
        self._bytes: Bytes = np.empty((most, inputs), np.uint8)
        self._inputs: Array = np.empty((most, inputs), dtype)
        self._scale = dtype.type(1 / 255)
        # One row per class; the last row, all zeros, is the target of "none of them".
        self._targets: Array = np.eye(examples.classes + 1, examples.classes, dtype=dtype)

    def batches(
        self, which: Indices, size: int, augment: Callable[[Bytes], Bytes] | None = None
    ) -> Iterator[tuple[Array, Array]]:
        """Yield the inputs, 0..1, and targets, 0 or 1, of the examples ``which``, ``size`` at a time.

        Shapes (examples, inputs) and (examples, classes). The inputs are overwritten by the next ones.
        ``augment`` is given the inputs, (examples, inputs), and returns them changed.
        """
        # Many rows are gathered at once, which is faster than a mini-batch at a time.
        grey = np.take(self._examples.inputs, which, axis=0, out=self._bytes[: len(which)], mode="clip")
        if augment is not None:
            grey = augment(grey)
        targets = self._targets.take(self._examples.labels.take(which), axis=0)
        for start in range(0, len(which), size):
            part = grey[start : start + size]
            inputs = self._inputs[: len(part)]
            # Two passes over the array are faster than one product that also converts.
            np.copyto(inputs, part)
            inputs *= self._scale
            yield inputs, targets[start : start + size]
