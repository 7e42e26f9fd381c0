"""Principal components: the two directions in which examples differ most, so that they can be shown on a map."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from nnapp.nn.arrays import Array, Reals

ROUNDING: Final = 1e-12
"""What is so small, squared, beside the numbers themselves is no more than rounding."""


@dataclass(frozen=True, eq=False)
class Components:
    """The first two principal components of some examples."""

    mean: Reals
    """Of the examples, (numbers,)."""
    axes: Reals
    """The direction of each component, (2, numbers), of length 1; zeros where the examples do not differ any more."""
    shares: Reals
    """How much of the variance lies along each of them, (2,), 0..1."""

    def place(self, rows: Array) -> Reals:
        """Return where ``rows``, (examples, numbers), lie along the two components, (examples, 2)."""
        places: Reals = (rows - self.mean) @ self.axes.T
        return places


def principal_components(rows: Array) -> Components:
    """Return the first two principal components of ``rows``, (examples, numbers); there must be at least one.

    With X the rows less their mean, they are the eigenvectors of XᵀX that have the largest eigenvalues, and each
    eigenvalue's part of the sum of all is its share of the variance. Where there are fewer examples than numbers,
    the smaller XXᵀ is used: if u is one of its eigenvectors, Xᵀu is one of XᵀX, with the same eigenvalue.
    The largest number of each axis is made positive, as the eigenvectors leave the sign open.
    """
    mean = rows.mean(axis=0, dtype=np.float64)
    centred = rows - mean
    is_wide = centred.shape[1] > len(centred)
    products = centred @ centred.T if is_wide else centred.T @ centred
    values, vectors = np.linalg.eigh(products)
    total = float(products.trace())
    # Together the sum of all numbers squared.
    least = ROUNDING * (total + len(rows) * float(mean @ mean))
    axes, shares = np.zeros((2, len(mean))), np.zeros(2)
    # The eigenvalues come in rising order.
    for number in range(min(2, len(values))):
        value, vector = values[-1 - number], vectors[:, -1 - number]
        if value > least:
            axis = centred.T @ vector if is_wide else vector
            axes[number] = axis / (np.linalg.norm(axis) * np.sign(axis[np.abs(axis).argmax()]))
            shares[number] = value / total
    return Components(mean, axes, shares)
