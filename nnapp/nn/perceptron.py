"""The perceptron: a neuron that fires or not, and the rule by which it learns one example at a time.

Rosenblatt, "The Perceptron: A Probabilistic Model for Information Storage and Organization in the Brain",
Psychological Review 65 (1958); that the rule ends on data that a hyperplane separates: Novikoff, "On Convergence
Proofs for Perceptrons" (1962).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnapp.nn.arrays import EXACT, Reals

Targets = NDArray[np.int_]
"""One per example: 1 where the perceptron should fire, else 0."""


@dataclass(frozen=True, eq=False)
class Perceptron:
    """A neuron that fires (1) when w·x + b > 0, else 0: on one side of a hyperplane perpendicular to w."""

    weights: Reals
    """(inputs,)."""
    bias: float

    def sums(self, inputs: Reals) -> Reals:
        """Return z = w·x + b for each row of ``inputs``, (examples, inputs)."""
        sums: Reals = np.round(inputs @ self.weights + self.bias, EXACT)
        return sums

    def outputs(self, inputs: Reals) -> Targets:
        """Return 1 for each row for which the perceptron fires, else 0."""
        return (self.sums(inputs) > 0).astype(np.int_)

    def mistakes(self, inputs: Reals, targets: Targets) -> NDArray[np.bool_]:
        """Return for which examples it fires when it should not, or does not when it should."""
        wrong: NDArray[np.bool_] = self.outputs(inputs) != targets
        return wrong

    def learn(self, inputs: Reals, target: int, rate: float) -> "Perceptron":
        """Return the perceptron after the learning rule for one example: w ← w + η (target − output) x, b likewise.

        Where the output is right, nothing changes.
        """
        change = rate * (target - int(self.outputs(inputs[None])[0]))
        return Perceptron(self.weights + change * inputs, self.bias + change)

    def margin(self, inputs: Reals, targets: Targets) -> float:
        """Return the distance of the nearest point from the hyperplane: negative when it lies on the wrong side.

        NaN when all weights are 0, as there is no hyperplane then.
        """
        length = float(np.linalg.norm(self.weights))
        if not length:
            return float("nan")
        return float((np.where(targets, 1.0, -1.0) * self.sums(inputs)).min() / length)


def widest(inputs: Reals, targets: Targets) -> Perceptron | None:
    """Return the line that is farthest from the points of both classes, or None where no line separates them.

    For points in a plane, (examples, 2). Its direction is fixed by two or three nearest points (support vectors): it
    is perpendicular to what joins two points of different classes, or parallel to what joins two of the same; the
    widest of all these lines is it. Boser, Guyon and Vapnik, "A Training Algorithm for Optimal Margin Classifiers"
    (1992).
    """
    is_one = targets.astype(bool)
    if is_one.all() or not is_one.any():
        return None
    gaps = (inputs[:, None] - inputs[None, :]).reshape(-1, 2)
    turned = np.stack([-gaps[:, 1], gaps[:, 0]], axis=1)
    directions = np.concatenate([gaps, turned])
    lengths = np.linalg.norm(directions, axis=1)
    directions = directions[lengths > 0] / lengths[lengths > 0, None]
    along = directions @ inputs.T
    lowest, highest = along[:, is_one].min(axis=1), along[:, ~is_one].max(axis=1)
    best = int((lowest - highest).argmax())
    if lowest[best] - highest[best] <= 10.0**-EXACT:
        return None
    return Perceptron(directions[best], float(-(lowest[best] + highest[best]) / 2))
