"""What a network predicted for labelled examples, kept whole, so that any figure can be computed from it."""

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nnapp.nn.arrays import Array, Labels
from nnapp.nn.examples import BatchLoader, Examples
from nnapp.nn.losses import Loss
from nnapp.nn.network import ForwardPass, Network

CHUNK: Final = 512
"""Examples that are propagated together."""


@dataclass(frozen=True)
class Confusion:
    """How often examples of one class were taken for another."""

    label: int
    answer: int
    count: int
    """How many examples of ``label`` got this answer ..."""
    examples: int
    """... of how many in all."""


@dataclass(frozen=True, eq=False)
class Predictions:
    """The outputs for each example beside its label."""

    outputs: Array
    """y', (examples, classes)."""
    labels: Labels
    """(examples,): 0 up to classes - 1; a label equal to the number of classes means "none of them"."""
    sums: Array
    """z of the outputs, (examples, classes), from which a loss can be computed without rounding."""

    def __len__(self) -> int:
        """The number of examples."""
        return len(self.labels)

    @cached_property
    def answers(self) -> NDArray[np.intp]:
        """The strongest output of each example, (examples,)."""
        answers: NDArray[np.intp] = self.outputs.argmax(axis=1)
        return answers

    @cached_property
    def strongest(self) -> Array:
        """The activation of the strongest output of each example, (examples,)."""
        strongest: Array = self.outputs.max(axis=1)
        return strongest

    @cached_property
    def is_correct(self) -> NDArray[np.bool_]:
        """Whether the strongest output is the one of the label, (examples,)."""
        correct: NDArray[np.bool_] = self.answers == self.labels
        return correct

    @property
    def accuracy(self) -> float:
        """The share of correct answers, 0..1; NaN when there are no examples."""
        return float(self.is_correct.mean()) if len(self) else float("nan")

    @property
    def confusion(self) -> NDArray[np.int64]:
        """Counts, (classes, classes): row = label, column = answer. Examples of no class are left out."""
        classes = self.outputs.shape[1]
        counts = np.zeros((classes, classes), np.int64)
        known = self.labels < classes
        np.add.at(counts, (self.labels[known], self.answers[known]), 1)
        return counts

    @property
    def confusions(self) -> list[Confusion]:
        """The pairs of classes that were confused, those with the largest share of a class first."""
        counts = self.confusion
        totals = counts.sum(axis=1)
        np.fill_diagonal(counts, 0)
        found = [Confusion(int(k), int(j), int(counts[k, j]), int(totals[k])) for k, j in np.argwhere(counts)]
        return sorted(found, key=lambda pair: -pair.count / pair.examples)

    def loss_sum(self, network: Network, loss: Loss) -> float:
        """Return the loss of these predictions of ``network``, summed over the examples."""
        # One row per label; "none of them" is the last row, in which every target is 0.
        targets = np.eye(self.outputs.shape[1] + 1, self.outputs.shape[1], dtype=self.outputs.dtype)[self.labels]
        with np.errstate(over="ignore", invalid="ignore"):
            losses = loss.value(network.layers[-1].activation, self.sums, self.outputs, targets)
        return float(losses.sum(dtype=np.float64))


def predict_in_chunks(
    network: Network, examples: Examples, look: Callable[[ForwardPass], None] | None = None
) -> Iterator[Predictions]:
    """Yield the predictions for ``examples``, 512 at a time; ``look`` is called with each forward pass."""
    loader = BatchLoader(examples, CHUNK, network.layers[0].weights.dtype)
    for start in range(0, len(examples), CHUNK):
        which = np.arange(start, min(start + CHUNK, len(examples)))
        ((inputs, _),) = loader.batches(which, CHUNK)
        with np.errstate(over="ignore", invalid="ignore"):
            forward = network.forward(inputs)
            if look is not None:
                look(forward)
        yield Predictions(forward.outputs, examples.labels[which], forward.sums[-1])


def joined(parts: Sequence[Predictions]) -> Predictions:
    """Return the predictions in ``parts`` as one; there must be at least one part."""
    return Predictions(
        np.concatenate([part.outputs for part in parts]),
        np.concatenate([part.labels for part in parts]),
        np.concatenate([part.sums for part in parts]),
    )


def predict_in_steps(network: Network, examples: Examples) -> Generator[float, None, Predictions]:
    """Yield the share of ``examples``, at least one, that is done, 0..1, and return their predictions."""
    parts = []
    for part in predict_in_chunks(network, examples):
        parts.append(part)
        yield min(len(parts) * CHUNK / len(examples), 1.0)
    return joined(parts)


def predict(network: Network, examples: Examples) -> Predictions:
    """Return the predictions of ``network`` for ``examples``; there must be at least one."""
    return joined(list(predict_in_chunks(network, examples)))
