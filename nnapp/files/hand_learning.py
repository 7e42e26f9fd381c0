"""Learning the user's hand: a run like any other, which trains a network further with a few drawings of their own."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from nnapp.digits.data_settings import DataSettings
from nnapp.digits.opening import open_data
from nnapp.digits.recogniser import DIGIT_NAMES, Recogniser
from nnapp.files.run_settings import RunSettings
from nnapp.files.training_run import settings_from
from nnapp.nn.activations import Sigmoid, Softmax
from nnapp.nn.losses import CrossEntropy, SquaredError
from nnapp.nn.setting_declarations import SettingsError
from nnapp.nn.settings import TrainingSettings
from nnapp.wording import listed

FEWEST: Final = 3
"""Drawings without which there is nothing to learn from."""

ENOUGH: Final = 3
"""Drawings of each digit with which a hand is learnt well."""

REHEARSAL: Final = DataSettings(examples=14_500, drawn=4_400, validation=0)
"""What the network knows already and is not to forget, in about the usual proportion. Nothing is held out, so that the
network of the last epoch is kept, which has learnt the hand best."""

FEWEST_WARPS: Final = 1_200
MOST_WARPS: Final = 2_400
"""Examples that are made from the drawings: a twentieth of all, up to a tenth for a large collection. With more of them
MNIST is forgotten."""


def hand_settings(start: Recogniser, drawings: Path) -> RunSettings:
    """Return the settings of a run in which the network ``start`` learns from the file ``drawings``.

    Raises:
        SettingsError: the network cannot learn it; one sentence.
        DataError: the file cannot be read.
    """
    if start.class_names != DIGIT_NAMES:
        raise SettingsError(
            "hand", "A hand can be learnt by a network whose classes are the ten digits; open one that knows them."
        )
    with open_data(drawings, "a file of drawings") as file:
        number = sum(1 for _ in file)
    output = start.network.layers[-1].activation
    loss = CrossEntropy if isinstance(output, Sigmoid | Softmax) else SquaredError
    training = TrainingSettings(output_activation=output.name, loss=loss.name, learning_rate=2e-3, epochs=3)
    warps = min(max(number, FEWEST_WARPS), MOST_WARPS)
    data = replace(REHEARSAL, hand=str(drawings.resolve()), warps=warps)
    return settings_from(start, RunSettings(training, data))


def missing_digits(labels: Sequence[int]) -> tuple[int, ...]:
    """Return the digits to draw: each as often as drawings of it are missing among those with these ``labels``."""
    found = Counter(labels)
    return tuple(digit for digit in range(10) for _ in range(ENOUGH - found[digit]))


def advice(labels: Sequence[int]) -> str:
    """Return what is missing among drawings with these ``labels``, in a sentence or two; empty where nothing is."""
    few = [DIGIT_NAMES[digit] for digit in sorted(set(missing_digits(labels)))]
    missing = [name for name in few if int(name) not in labels]
    if not few:
        return ""
    if not labels:
        lack = "There are no drawings yet."
    elif missing:
        lack = f"Your {listed(missing)} {'is' if len(missing) == 1 else 'are'} missing."
    else:
        lack = f"There are few drawings of your {listed(few)}."
    return f"{lack} With three of each digit the network can learn your hand without guessing."
