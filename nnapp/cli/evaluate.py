"""``nnapp evaluate``: how well a network does on digits that it did not learn from, and against another network."""

from contextlib import suppress
from pathlib import Path

import numpy as np
from rich.progress import Progress

from nnapp.cli.evaluation_output import Judged, evaluation_as_json, print_evaluation
from nnapp.cli.measured_data import examples_of, labelled_data, mnist_digits
from nnapp.cli.output import print_json, progress_bar
from nnapp.digits.errors import DataError
from nnapp.digits.generators import finish, with_each
from nnapp.files.data_files import LoadedData
from nnapp.files.measured_data import known_digits
from nnapp.files.weight_file import WeightFile, load_weights
from nnapp.nn.losses import FORMER_LOSSES, CrossEntropy, Loss, PairingError, SquaredError, loss_named
from nnapp.nn.network import Network
from nnapp.nn.predictions import predict_in_steps


def evaluate_command(weights: Path, data: Path | None, against: Path | None = None, *, as_json: bool) -> int:
    """Evaluate the network in ``weights`` on MNIST's test digits, or on the labelled examples in ``data``.

    It is compared with the network in ``against``, which sees the same examples.
    """
    content = load_weights(weights)
    other = None if against is None else load_weights(against)
    recogniser = content.recogniser
    if other is not None and other.recogniser.class_names != recogniser.class_names:
        raise DataError(f"{against} has other classes than {weights}, so they cannot be compared.")
    if data is None and not known_digits(recogniser.class_names):
        raise DataError(f"{weights} knows none of MNIST's digits; use --data to name examples of its own classes.")
    with progress_bar(quiet=as_json) as progress:
        examples = None if data is None else labelled_data(data, recogniser)
        first = _judged(weights, content, examples, progress)
        second = None if against is None or other is None else _judged(against, other, examples, progress)
    if as_json:
        print_json(evaluation_as_json(first, second))
    else:
        print_evaluation("MNIST's test digits" if data is None else str(data), first, second)
    return 0


def _judged(path: Path, content: WeightFile, data: LoadedData | None, progress: Progress) -> Judged:
    """Return what the network in ``path`` makes of ``data``, or else of MNIST's test digits."""
    recogniser = content.recogniser
    task = progress.add_task(f"Preparing {path.name}", total=None)
    if data is None:
        numbers, examples = mnist_digits(recogniser)
    else:
        numbers, examples = np.arange(len(data)), examples_of(data, recogniser)
    progress.update(task, description=f"Evaluating {path.name}", total=1.0)
    steps = predict_in_steps(recogniser.network, examples)
    predictions = finish(with_each(steps, lambda share: progress.update(task, completed=share)))
    loss = _measurable(content.record.settings.loss if content.record else CrossEntropy.name, recogniser.network)
    mean_loss = predictions.loss_sum(recogniser.network, loss) / len(predictions)
    return Judged(path, recogniser, numbers, predictions, mean_loss)


def _measurable(name: str, network: Network) -> Loss:
    """Return the loss called ``name``, or cross-entropy for one of former times.

    The squared error takes its place where the outputs of ``network`` cannot be measured by it.
    """
    with suppress(PairingError):
        loss = loss_named(CrossEntropy.name if name in FORMER_LOSSES else name)
        loss.check_pairing(network.layers[-1].activation)
        return loss
    return SquaredError()
