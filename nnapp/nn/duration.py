"""How long training will take, found by doing a little of it."""

from collections.abc import Callable, Generator
from dataclasses import replace
from typing import Final

import numpy as np

from nnapp.nn.examples import Examples
from nnapp.nn.reports import EpochReport
from nnapp.nn.settings import TrainingSettings
from nnapp.nn.training import Augment, new_network, train

TRIAL_EXAMPLES: Final = 512
LARGEST_TRIAL: Final = 30_000_000
"""Weights times examples: a few hundredths of a second. A single mini-batch may be more."""


def seconds_per_epoch(
    settings: TrainingSettings,
    sizes: tuple[int, int, int],
    clock: Callable[[], float],
    augment: Augment | None = None,
) -> Generator[None, None, float]:
    """Train on a little noise and return how long an epoch would take, measuring the network not included.

    A generator, so that it can be dropped at any time; ``sizes`` are inputs, classes and examples.
    """
    inputs, classes, examples = sizes
    network = new_network(inputs, classes, settings)
    size = settings.batch_size
    batches = max(1, min(TRIAL_EXAMPLES // size, LARGEST_TRIAL // (network.parameter_count * size)))
    number = max(2, batches * size)
    rng = np.random.default_rng(0)
    noise = np.where(rng.random((number, inputs)) < 0.2, rng.integers(0, 256, (number, inputs)), 0).astype(np.uint8)
    data = Examples(noise, (np.arange(number) % classes).astype(np.uint8), classes)
    trial = replace(settings, epochs=2, changes=(), seconds=0.0, patience=0, target_accuracy=0.0)
    fastest = started = float("inf")
    for step in train(network, data, data[:0], trial, clock, augment):
        now = clock()
        # The first report after the last mini-batch of an epoch: the time of the epoch itself.
        if not isinstance(step, EpochReport) and step.batches == -(-number // size) and started < now:
            fastest, started = min(fastest, now - started), float("inf")
        if isinstance(step, EpochReport):
            started = clock()
        yield
    return fastest * examples / number
