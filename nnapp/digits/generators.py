"""Work done in steps: generators that yield their progress and return their result."""

from collections.abc import Callable, Generator
from typing import TypeVar

Step = TypeVar("Step")
Other = TypeVar("Other")
Result = TypeVar("Result")


def finish(steps: Generator[object, None, Result]) -> Result:
    """Run ``steps`` to the end and return their result."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: Result = end.value
            return result


def with_each(steps: Generator[Step, None, Result], change: Callable[[Step], Other]) -> Generator[Other, None, Result]:
    """Yield what ``change`` makes of what each of ``steps`` yields, and return their result."""
    while True:
        try:
            step = next(steps)
        except StopIteration as end:
            result: Result = end.value
            return result
        yield change(step)


def as_part(steps: Generator[float, None, Result], begin: float, end: float) -> Generator[float, None, Result]:
    """Run ``steps``, which yield the share that is done, as the part of more work from ``begin`` to ``end``, 0..1."""
    return with_each(steps, lambda share: begin + (end - begin) * share)
