"""The job that evaluates a network."""

from collections.abc import Generator
from typing import Final

from nnapp.digits.errors import DataError
from nnapp.digits.generators import as_part, with_each
from nnapp.digits.handwriting import EFFORT
from nnapp.digits.recogniser import DIGIT_NAMES, Recogniser
from nnapp.gui.work.evaluation import Contender, DataChoice, Evaluation, Judged, Source
from nnapp.gui.work.evaluation_data import NON_DIGITS, EvaluationData
from nnapp.gui.work.kept import Made, Steps
from nnapp.nn.predictions import Predictions, predict_in_steps

LOADING: Final = {Source.MNIST: 0.05, Source.HELD_OUT: 0.4, Source.WRITTEN: 0.3, Source.FILE: 0.4}
"""The share of the time that loading is expected to take."""
PREPARING: Final = 6.0
"""How many times longer it takes to prepare a picture than to predict what it shows."""


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
    kept, loading = kept or EvaluationData(), LOADING[choice.source]
    chosen = yield from as_part(kept.load(choice, first), 0.0, loading)
    contenders = (first,) if second is None else (first, second)
    preparations = {contender.recogniser.preparation for contender in contenders}
    preparing = len(chosen.data) * PREPARING * (EFFORT if chosen.data.images is None else 1.0)
    writing = NON_DIGITS * PREPARING * EFFORT if names == DIGIT_NAMES else 0.0
    unprepared = sum(not kept.has_seen(chosen, preparation) for preparation in preparations)
    bar = _Bar(loading, len(chosen.data) * len(contenders) + preparing * unprepared + writing)
    judged = []
    for contender in contenders:
        recogniser = contender.recogniser
        effort = 0.0 if kept.has_seen(chosen, recogniser.preparation) else preparing
        examples = yield from bar.of(effort, kept.seen(chosen, recogniser))
        predictions = yield from bar.of(len(examples), predict_in_steps(recogniser.network, examples))
        judged.append(Judged(contender.name, recogniser, examples, predictions))
    nonsense = (yield from bar.of(writing, _judge_nonsense(first.recogniser, kept))) if writing else None
    words, is_familiar = choice.words, False
    if choice.source is Source.HELD_OUT and second is not None:
        words += f" of {first.name}"
        is_familiar = first.data is not None and second.may_have_met(first.data)
    rival = judged[1] if second is not None else None
    return Evaluation(f"{words}, {chosen.number}", chosen.data, judged[0], rival, nonsense, is_familiar)


class _Bar:
    """How far the work after loading has come."""

    def __init__(self, start: float, total: float) -> None:
        self._start, self._total, self._done = start, total, 0.0

    def of(self, effort: float, steps: Steps[Made]) -> Steps[Made]:
        """Pass on the ``steps``, which are ``effort`` of all, as shares of all."""
        made = yield from with_each(steps, lambda share: self._share(effort * share))
        self._done += effort
        return made

    def _share(self, more: float) -> float:
        return self._start + (1 - self._start) * (self._done + more) / self._total


def _judge_nonsense(recogniser: Recogniser, kept: EvaluationData) -> Steps[Predictions]:
    examples = yield from kept.non_digits(recogniser.preparation)
    return (yield from with_each(predict_in_steps(recogniser.network, examples), lambda _: 1.0))
