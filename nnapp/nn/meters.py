"""What training measures as it goes: how strong gradients are, and how the loss falls in the first epoch."""

from typing import Final

import numpy as np

from nnapp.nn.activations import Activation
from nnapp.nn.arrays import Array
from nnapp.nn.learning import BatchResult
from nnapp.nn.losses import Loss
from nnapp.nn.network import Gradients

FIRST_LOSSES: Final = 32
"""How often the loss is told in the first epoch, in which it falls most; less often if the mini-batches are fewer."""


class GradientMeter:
    """Reads off how strong the gradient of each layer is, now and then during an epoch."""

    def __init__(self, gradients: Gradients) -> None:
        """Read ``gradients``, which are overwritten with every mini-batch."""
        self._gradients = gradients
        self.reset()

    def reset(self) -> None:
        """Forget all readings."""
        self._squares, self._readings = np.zeros(len(self._gradients.weights)), 0

    def read(self) -> None:
        """Take in the gradient of the last mini-batch."""
        # In a run that diverges they may be too large to be squared: infinite, which is then the right reading.
        with np.errstate(over="ignore", invalid="ignore"):
            for index, weights in enumerate(self._gradients.weights):
                flat = weights.ravel(order="K")
                self._squares[index] += float(flat @ flat) / flat.size
        self._readings += 1

    @property
    def root_mean_squares(self) -> tuple[float, ...]:
        """The root mean square of dL/dW of each layer, over all readings."""
        return tuple(float(value) for value in np.sqrt(self._squares / max(self._readings, 1)))


class LossMeter:
    """Computes the mean loss of several mini-batches at once, which takes less time than one by one."""

    def __init__(self, loss: Loss, output: Activation, batches: int) -> None:
        """Measure the ``loss`` of outputs of this activation throughout an epoch of ``batches`` mini-batches."""
        self._loss, self._output = loss, output
        self._left, self._every = batches, -(-batches // FIRST_LOSSES)
        self._results: list[tuple[Array, Array, Array]] = []

    @property
    def until_due(self) -> int:
        """The number of mini-batches to go until the loss is to be read, or until there are no more."""
        return min(self._every - len(self._results), self._left)

    @property
    def is_due(self) -> bool:
        """Whether the loss is to be read now."""
        return bool(self._results) and self.until_due == 0

    def take(self, result: BatchResult) -> None:
        """Take in what was computed for a mini-batch."""
        # Not all of the result, as the sums of a large hidden layer would take much memory.
        self._results.append((result.forward.sums[-1], result.forward.outputs, result.targets))
        self._left -= 1

    def read(self) -> float | None:
        """Return the mean loss of the examples since it was last read; None if it is not finite."""
        sums, outputs, targets = (np.concatenate(parts) for parts in zip(*self._results, strict=True))
        self._results.clear()
        with np.errstate(over="ignore", invalid="ignore"):
            mean = float(self._loss.value(self._output, sums, outputs, targets).mean(dtype=np.float64))
        return mean if np.isfinite(mean) else None
