"""What the window says about distorted digits, in words."""

from collections.abc import Sequence

from nnapp.digits.recogniser import Recognition
from nnapp.gui.work.evaluation import Judged
from nnapp.gui.work.robustness import MOST
from nnapp.wording import count, decimals, listed, strict_percent, whole


def measured_on(total: int) -> str:
    """Return how many of the ``total`` examples are measured."""
    if total <= MOST:
        return f"On {'all ' if total > 1 else ''}{count(total, 'example')}."
    return f"On {whole(MOST)} of the {whole(total)} examples, evenly chosen."


def accuracy_words(distorted: str, names: Sequence[str], accuracies: Sequence[float]) -> str:
    """Return how accurate the networks of these ``names`` are on what is ``distorted`` so, 0..1; none: not measured."""
    if not accuracies:
        words = "not measured yet"
    elif len(accuracies) == 1:
        words = f"{strict_percent(accuracies[0], 1)} correct"
    else:
        each = zip(names, accuracies, strict=True)
        words = f"{listed(f'{name} {strict_percent(share, 1)}' for name, share in each)} correct"
    return f"{distorted[:1].upper()}{distorted[1:]}: {words}."


def reading_words(class_name: str, judges: Sequence[Judged], answers: Sequence[Recognition]) -> str:
    """Return what each network reads a digit as that is of the class ``class_name``."""
    if answers[0].is_blank:
        return f"Nothing is left of this {class_name}."
    names = judges[0].recogniser.class_names
    read = [f"as {names[answer.ranking[0]]} ({_activation(answer)})" for answer in answers]
    if len(judges) == 1:
        return f"This {class_name} is read {read[0]}."
    by_each = (f"{one} by {judged.name}" for one, judged in zip(read, judges, strict=True))
    return f"This {class_name} is read {listed(by_each)}."


def _activation(answer: Recognition) -> str:
    """Return the strongest activation, and whether it is too weak."""
    strongest = decimals(answer.outputs[answer.ranking[0]], 2)
    return strongest if answer.fired else f"{strongest}, no neuron fires"
