"""A stopwatch that leaves pauses out."""

from collections.abc import Callable


class Stopwatch:
    """Measures laps; it runs from the start."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Start, with ``clock`` returning seconds."""
        self._clock = clock
        self._started = clock()
        self._lap = 0.0
        self.total = 0.0
        """Seconds of all finished laps."""

    @property
    def elapsed(self) -> float:
        """Seconds of all laps, the current one included."""
        return self.total + self._lap + self._clock() - self._started

    def pause(self) -> None:
        """Stop counting."""
        self._lap += self._clock() - self._started

    def resume(self) -> None:
        """Continue counting after a pause."""
        self._started = self._clock()

    def lap(self) -> float:
        """Begin a new lap and return the seconds of the last one."""
        now = self._clock()
        seconds, self._lap, self._started = self._lap + now - self._started, 0.0, now
        self.total += seconds
        return seconds
