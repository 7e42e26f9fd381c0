"""Examples made in parts, each without the others, by all cores of the processor."""

import os
from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from nnapp.digits.drawing import PIXELS
from nnapp.nn.arrays import Bytes
from nnapp.nn.examples import Examples

MOST_THREADS: Final = 4
"""Python runs one thread at a time, except while NumPy computes; more threads would wait for each other."""

Made = TypeVar("Made")

SCRATCH: Final = 31 << 20
"""Bytes. The C library of Linux returns large arrays to the system and asks for them again, page by page, until
one of almost 32 MB has been released. That saves a tenth of the time that preparation takes."""


@dataclass(frozen=True)
class Part:
    """A few hundred examples, which take some hundredths of a second at most."""

    rows: NDArray[np.intp]
    """Where they go among all examples."""
    label: int | NDArray[np.uint8]
    """Of all of them, or one for each."""
    make: Callable[[], Bytes]
    """Returns their inputs, (rows, 784): the same whenever, in whatever order and on whatever thread it is called."""
    effort: float = 0.0
    """How long it takes, compared to other parts."""


def make(parts: Iterable[Part], number: int, effort: float) -> Generator[float, None, Examples]:
    """Make ``number`` examples of ``parts``, whose effort is ``effort`` in all.

    Yields the share that is done, 0..1, after each part, and returns the examples. While the next share is not asked
    for, little more is made; when the generator is closed, all threads have ended.
    """
    examples, done = Examples(np.empty((number, PIXELS), np.uint8), np.empty(number, np.uint8)), 0.0
    np.empty(SCRATCH, np.uint8)
    with closing(each_made(partial(_place, part, examples) for part in parts)) as placed:
        for more in placed:
            done += more
            yield min(done / effort, 1.0)
    return examples


def each_made(makers: Iterable[Callable[[], Made]]) -> Generator[Made, None, None]:
    """Yield what each of ``makers`` returns, in the order in which they are ready; they run on all cores.

    While the next is not asked for, little more is made; when the generator is closed, all threads have ended.
    """
    # Loaded here, as the window opens sooner without it.
    from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait

    coming, threads = iter(makers), min(_cores(), MOST_THREADS)
    with ThreadPoolExecutor(threads) as pool:
        # One more than there are threads, so that none waits for this one.
        under_way = {pool.submit(maker) for maker in islice(coming, threads + 1)}
        while under_way:
            ready, under_way = wait(under_way, return_when=FIRST_COMPLETED)
            for future in ready:
                made = future.result()
                under_way |= {pool.submit(maker) for maker in islice(coming, 1)}
                yield made


def _place(part: Part, examples: Examples) -> float:
    """Make ``part``, put it in its rows, and return the effort."""
    examples.inputs[part.rows] = part.make()
    examples.labels[part.rows] = part.label
    return part.effort


def _cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
