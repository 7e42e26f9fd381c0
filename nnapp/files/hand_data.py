"""The user's own drawings as examples to learn from, beside what is rehearsed so that nothing is forgotten."""

from collections.abc import Generator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nnapp.digits.data_settings import DataSettings
from nnapp.digits.datasets import SPLIT_SEED, WRITING_SEED, TrainingData
from nnapp.digits.drawings_file import is_drawings_file
from nnapp.digits.errors import DataError
from nnapp.digits.hand_warps import choose_origins, hand_parts
from nnapp.digits.handwriting import EFFORT
from nnapp.digits.parts import make
from nnapp.files.data_files import LoadedData, read_data
from nnapp.files.hand_learning import FEWEST
from nnapp.nn.examples import Examples
from nnapp.wording import count


@dataclass(frozen=True, eq=False)
class Hand:
    """The user's own drawings, and the examples that are made from them."""

    drawings: LoadedData
    warps: Examples
    origins: NDArray[np.intp]
    """Which of the drawings each example was made from."""

    def warps_of(self, drawings: NDArray[np.intp]) -> Examples:
        """Return the examples that were made from the ``drawings`` in these places."""
        return self.warps[np.flatnonzero(np.isin(self.origins, drawings))]


def load_hand(settings: DataSettings) -> Generator[float, None, Hand]:
    """Read the user's own drawings that ``settings`` name, and make as many examples from them as they ask for.

    Yields the share that is done, 0..1.

    Raises:
        DataError: the file is missing or damaged, or holds too few drawings.
    """
    path = Path(settings.hand)
    if not is_drawings_file(path):
        raise DataError(f"{path} is not a file of drawings; its name should end in .jsonl or .jsonl.gz.")
    read = yield from read_data(path)
    data = read.at(np.array([place for place, drawing in enumerate(read.drawings) if drawing.strokes], np.intp))
    if len(data) < FEWEST:
        raise DataError(f"{path} holds {count(len(data), 'drawing')}; there should be at least {FEWEST} to learn from.")
    origins = choose_origins(len(data), settings.warps, WRITING_SEED)
    parts = hand_parts(data.drawings, data.labels, origins, WRITING_SEED, settings.prepared_by)
    warps = yield from make(parts, settings.warps, max(settings.warps, 1) * EFFORT)
    return Hand(data, warps, origins)


def mixed(rehearsal: TrainingData, warps: Examples, settings: DataSettings) -> TrainingData:
    """Return what a run with ``settings`` learns from: the ``rehearsal`` and the ``warps``, in random order."""
    learnt = rehearsal.training
    order = np.random.default_rng(SPLIT_SEED).permutation(len(learnt) + len(warps))
    inputs = np.concatenate([learnt.inputs, warps.inputs])[order]
    labels = np.concatenate([learnt.labels, warps.labels])[order]
    return replace(rehearsal, training=Examples(inputs, labels), settings=settings)
