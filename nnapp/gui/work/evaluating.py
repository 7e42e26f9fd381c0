"""The job that evaluates a network."""

from collections.abc import Generator
from dataclasses import dataclass

from nnapp.digits.datasets import WRITING_SEED, load_test_data, load_test_images
from nnapp.digits.drawing import PIXELS
from nnapp.digits.handwriting import write_nonsense
from nnapp.digits.recogniser import DIGIT_NAMES, Recogniser
from nnapp.files.data_files import LoadedData
from nnapp.gui.work.evaluation import DataChoice, Evaluation, Judged
from nnapp.nn.predictions import joined, predict_in_chunks
from nnapp.wording import count

NON_DIGITS = 2_000


@dataclass(frozen=True)
class Contender:
    """A network to evaluate."""

    name: str
    recogniser: Recogniser


def evaluate(first: Contender, second: Contender | None, choice: DataChoice) -> Generator[float, None, Evaluation]:
    """Evaluate one network or two on the data of ``choice``."""
    images, labels = load_test_images()
    data = LoadedData(images.reshape(len(images), PIXELS), (), labels, DIGIT_NAMES, ())
    judged = []
    for contender in (first, second):
        if contender is not None:
            examples = load_test_data(contender.recogniser.preparation)
            parts = []
            for part in predict_in_chunks(contender.recogniser.network, examples):
                parts.append(part)
                yield 0.5
            judged.append(Judged(contender.name, contender.recogniser, examples, joined(parts)))
    nonsense = yield from write_nonsense(NON_DIGITS, "measure", WRITING_SEED, first.recogniser.preparation)
    non_digits = joined(list(predict_in_chunks(first.recogniser.network, nonsense)))
    words = f"{choice.source.value}, {count(len(data), 'digit')}"
    return Evaluation(words, data, judged[0], judged[1] if second is not None else None, non_digits)
