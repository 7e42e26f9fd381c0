"""The job that evaluates a network."""

from collections.abc import Generator
from typing import Final

from nnapp.digits.errors import DataError
from nnapp.digits.generators import with_each
from nnapp.digits.recogniser import DIGIT_NAMES, Recogniser
from nnapp.gui.work.evaluation import Contender, DataChoice, Evaluation, Judged
from nnapp.gui.work.evaluation_data import NON_DIGITS, EvaluationData
from nnapp.gui.work.kept import Made, Steps
from nnapp.nn.examples import Examples
from nnapp.nn.network import Network
from nnapp.nn.predictions import Predictions, joined, predict_in_chunks

LOADING: Final = 0.3
"""The share of the time that loading is expected to take."""
PREPARING: Final = 3.0
"""How many times longer it takes to prepare an example than to predict what it is."""
WRITING: Final = 15.0
"""How many times longer it takes to write an example and prepare it."""


def evaluate(
    first: Contender, second: Contender | None, choice: DataChoice, kept: EvaluationData | None = None
) -> Generator[float, None, Evaluation]:
    """Evaluate one network, or two, on the data of ``choice``: yield the share that is done, 0..1.

    ``kept`` holds the data that were used before.

    Raises:
        DataError: the data cannot be used, or the networks have different classes; one sentence.
    """
    names = first.recogniser.class_names
    if second is not None and second.recogniser.class_names != names:
        raise DataError(f"{second.name} has other classes than {first.name}, so they cannot be compared.")
    kept = kept or EvaluationData()
    chosen = yield from with_each(kept.load(choice, first), lambda share: LOADING * share)
    contenders = (first,) if second is None else (first, second)
    preparations = {contender.recogniser.preparation for contender in contenders}
    unprepared = sum(not kept.has_seen(chosen, preparation) for preparation in preparations)
    non_digits = NON_DIGITS if names == DIGIT_NAMES else 0
    bar = _Bar(len(chosen.data) * (len(contenders) + PREPARING * unprepared) + non_digits * WRITING)
    judged = []
    for contender in contenders:
        recogniser = contender.recogniser
        effort = 0.0 if kept.has_seen(chosen, recogniser.preparation) else PREPARING * len(chosen.data)
        inputs = yield from bar.of(effort, kept.seen(chosen, recogniser.preparation))
        examples = Examples(inputs, chosen.data.labels, len(names))
        predictions = yield from bar.of(len(examples), _predict(recogniser.network, examples))
        judged.append(Judged(contender.name, recogniser, examples, predictions))
    nonsense = (
        (yield from bar.of(non_digits * WRITING, _judge_nonsense(first.recogniser, kept))) if non_digits else None
    )
    return Evaluation(chosen.words, chosen.data, judged[0], judged[1] if second is not None else None, nonsense)


class _Bar:
    """How far the work after loading has come."""

    def __init__(self, total: float) -> None:
        self._total, self._done = total, 0.0

    def of(self, effort: float, steps: Steps[Made]) -> Steps[Made]:
        """Pass on the ``steps``, which are ``effort`` of all, as shares of all."""
        made = yield from with_each(steps, lambda share: self._share(effort * share))
        self._done += effort
        return made

    def _share(self, more: float) -> float:
        return LOADING + (1 - LOADING) * (self._done + more) / self._total


def _predict(network: Network, examples: Examples) -> Steps[Predictions]:
    parts = []
    done = 0
    for part in predict_in_chunks(network, examples):
        parts.append(part)
        done += len(part)
        yield done / len(examples)
    return joined(parts)


def _judge_nonsense(recogniser: Recogniser, kept: EvaluationData) -> Steps[Predictions]:
    examples = yield from kept.non_digits(recogniser.preparation)
    return (yield from with_each(_predict(recogniser.network, examples), lambda _: 1.0))
