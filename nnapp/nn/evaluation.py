"""How good a network is: accuracy, loss and the confusion matrix over many examples."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnapp.nn.examples import BatchLoader, Examples
from nnapp.nn.losses import Loss
from nnapp.nn.network import ForwardPass, Network

CHUNK = 512


@dataclass(frozen=True)
class Evaluation:
    """What a network answered for a set of examples."""

    confusion: NDArray[np.int64]
    """Shape (classes, classes): row = the label, column = the strongest output, entry = how many."""
    loss_sum: float
    """The loss, summed over the examples."""

    @property
    def examples(self) -> int:
        """How many examples were shown."""
        return int(self.confusion.sum())

    @property
    def correct(self) -> int:
        """How many of them had their own output neuron as the strongest."""
        return int(self.confusion.trace())

    @property
    def accuracy(self) -> float:
        """The share that was correct, 0..1; NaN of no examples."""
        return self.correct / self.examples if self.examples else float("nan")

    @property
    def loss(self) -> float:
        """The mean loss; NaN of no examples."""
        return self.loss_sum / self.examples if self.examples else float("nan")


def evaluate_by_chunks(
    network: Network, examples: Examples, loss: Loss, look: Callable[[ForwardPass], None] | None = None
) -> Iterator[Evaluation]:
    """Yield the evaluation of none, then of the examples so far after each chunk of 512, at last of all.

    Examples labelled "none of them" have no correct output and are left out. ``look`` is called with each
    forward pass.
    """
    examples = examples[np.flatnonzero(examples.labels < examples.classes)]
    loader = BatchLoader(examples, CHUNK, network.layers[0].weights.dtype)
    confusion = np.zeros((examples.classes, examples.classes), np.int64)
    loss_sum = 0.0
    yield Evaluation(confusion.copy(), loss_sum)
    output = network.layers[-1].activation
    for start in range(0, len(examples), CHUNK):
        which = np.arange(start, min(start + CHUNK, len(examples)))
        ((inputs, targets),) = loader.batches(which, CHUNK)
        with np.errstate(over="ignore", invalid="ignore"):
            forward = network.forward(inputs)
            losses = loss.value(output, forward.sums[-1], forward.outputs, targets)
            loss_sum += float(losses.sum(dtype=np.float64))
            if look is not None:
                look(forward)
        np.add.at(confusion, (examples.labels[which], forward.outputs.argmax(axis=1)), 1)
        yield Evaluation(confusion.copy(), loss_sum)


def evaluate(network: Network, examples: Examples, loss: Loss) -> Evaluation:
    """Show ``examples`` to ``network`` and count its answers."""
    *_, result = evaluate_by_chunks(network, examples, loss)
    return result
