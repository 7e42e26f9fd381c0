"""Watching work that is done in steps."""


def noting(steps, noted):
    """Pass ``steps`` on, writing what they yield into the list ``noted``."""
    while True:
        try:
            step = next(steps)
        except StopIteration as end:
            return end.value
        noted.append(step)
        yield step
