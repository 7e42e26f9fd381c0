"""The job that measures how accurate networks remain when digits are distorted."""

from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nnapp.digits.distortions import Distortion
from nnapp.digits.parts import each_made
from nnapp.digits.preparations import Preparation
from nnapp.files.data_files import LoadedData
from nnapp.files.training_data import prepare_few
from nnapp.gui.work.evaluation import Evaluation, evenly_chosen
from nnapp.nn.arrays import Bytes
from nnapp.nn.examples import Examples
from nnapp.nn.predictions import predict

MOST: Final = 2_000
"""Examples that are measured at most: a few seconds for each kind of distortion."""
AT_ONCE: Final = 50
"""Examples between two reports: a few milliseconds, so that nothing waits for this."""


@dataclass(frozen=True)
class RobustnessPoint:
    """How accurate the networks are at one level of distortion."""

    level: float
    accuracies: tuple[float, ...]
    """Of each network, 0..1."""


def measure_robustness(
    evaluation: Evaluation, distortion: Distortion
) -> Generator[float | RobustnessPoint, None, None]:
    """Yield the accuracy at each level of ``distortion``, and in between the share that is done, 0..1.

    What changes nothing comes first, and then what changes more and more.
    """
    numbers = evenly_chosen(evaluation.data.labels, MOST)
    unchanged = tuple(float(judged.predictions.is_correct[numbers].mean()) for judged in evaluation.judged)
    yield RobustnessPoint(distortion.unchanged, unchanged)
    levels = sorted(distortion.levels, key=lambda level: abs(level - distortion.unchanged))[1:]
    some = np.split(numbers, range(AT_ONCE, len(numbers), AT_ONCE))
    left = dict.fromkeys(levels, len(some))
    right = {level: np.zeros(len(unchanged)) for level in levels}
    counts = (partial(_right, evaluation, few, distortion, level) for level in levels for few in some)
    with closing(each_made(counts)) as counted:
        for done, (level, more) in enumerate(counted, 1):
            right[level] += more
            left[level] -= 1
            yield done / (len(levels) * len(some))
            if not left[level]:
                yield RobustnessPoint(level, tuple((right[level] / len(numbers)).tolist()))


def _right(
    evaluation: Evaluation, numbers: NDArray[np.intp], distortion: Distortion, level: float
) -> tuple[float, list[int]]:
    """Return ``level``, and how many of the examples of these ``numbers`` each network recognises then."""
    data = _distorted(evaluation.data.at(numbers), numbers, distortion, level)
    prepared: dict[Preparation, Bytes] = {}
    right = []
    for judged in evaluation.judged:
        preparation = judged.recogniser.preparation
        if preparation not in prepared:
            prepared[preparation] = prepare_few(data, preparation)
        examples = Examples(prepared[preparation], data.labels, len(evaluation.class_names))
        right.append(int(predict(judged.recogniser.network, examples).is_correct.sum()))
    return level, right


def _distorted(data: LoadedData, numbers: NDArray[np.intp], distortion: Distortion, level: float) -> LoadedData:
    """Return ``data``, the examples of these ``numbers``, distorted."""
    if data.images is not None:
        return replace(data, images=distortion.pictures(data.images, level, numbers))
    return replace(data, drawings=tuple(distortion.drawings(data.drawings, level, numbers)))
