"""One way to run work beside the window: a generator in a thread of its own."""

from collections.abc import Callable, Generator
from typing import Any, TypeAlias, TypeVar

from PySide6.QtCore import QObject, QThread, Signal

Job: TypeAlias = Generator[Any, None, Any]
"""Work in steps of a few milliseconds: it yields whatever is worth reporting, and returns its result."""


Result = TypeVar("Result")


def once(act: Callable[..., Result], *arguments: object) -> Generator[None, None, Result]:
    """Return a job of one step: to call ``act`` with ``arguments``."""
    yield from ()
    return act(*arguments)


class _JobThread(QThread):
    """Runs one job to its end, or until it is interrupted."""

    yielded = Signal(object)
    ended = Signal(object, object)
    """The result of the job, and the exception that ended it, if one did."""

    def __init__(self, job: Job, parent: QObject) -> None:
        super().__init__(parent)
        self._job = job

    def run(self) -> None:
        # An error that is not foreseen below still goes to sys.excepthook, but is signalled first.
        result: object = None
        error: Exception | None = RuntimeError("An internal error occurred.")
        try:
            result, error = self._run(), None
        except (ValueError, OSError) as expected:
            error = expected
        except MemoryError:
            error = MemoryError("There is not enough memory for this.")
        finally:
            self.ended.emit(result, error)

    def _run(self) -> Any:  # noqa: ANN401 - whatever the job returns
        while not self.isInterruptionRequested():
            try:
                value = next(self._job)
            except StopIteration as end:
                return end.value
            self.yielded.emit(value)
        self._job.close()
        return None


class Worker(QObject):
    """Runs one job at a time; a new job replaces the one that is running, of which nothing more is signalled."""

    yielded = Signal(object)
    """What the job yields."""
    returned = Signal(object)
    """The result of the job."""
    failed = Signal(Exception)
    """What ended the job: its text is one sentence for the user."""
    idle = Signal()
    """The job is over, in whatever way."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start without a job."""
        super().__init__(parent)
        self._thread: _JobThread | None = None
        self._next: tuple[Job, Callable[[], None] | None] | None = None
        self._end: Callable[[], None] | None = None
        self._is_current = self._is_shut_down = False

    @property
    def is_running(self) -> bool:
        """Whether there is a job."""
        return self._thread is not None

    def start(self, job: Job, end: Callable[[], None] | None = None) -> None:
        """Run ``job`` in place of the one that is running; after ``shut_down`` nothing is run.

        To end a job, the worker drops it at its next step. A job that has more to do then, or that may be
        waiting, is asked by ``end``, called from the thread of the window, and comes to its end itself.
        """
        if self._is_shut_down:
            # A timer may still fire between the closing of the window and its deletion.
            return
        if self._thread is not None:
            self._next = (job, end)
            self._interrupt()
            return
        self._end, self._is_current = end, True
        self._thread = _JobThread(job, self)
        self._thread.yielded.connect(self._on_yielded)
        self._thread.ended.connect(self._on_ended)
        self._thread.start()

    def stop(self) -> None:
        """End the job."""
        self._next = None
        self._interrupt()

    def shut_down(self) -> None:
        """End the job for good and wait until its thread is gone; nothing more is signalled of it."""
        self._is_shut_down = True
        self.stop()
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.wait()
            thread.deleteLater()
            self.idle.emit()

    def _interrupt(self) -> None:
        if self._thread is None:
            return
        if self._end is not None:
            self._end()
        else:
            # Noted here too, as Qt forgets the request when the thread ends, and its messages may still be waiting.
            self._is_current = False
            self._thread.requestInterruption()

    def _on_yielded(self, value: object) -> None:
        if self._is_current and self.sender() is self._thread:
            self.yielded.emit(value)

    def _on_ended(self, result: object, error: Exception | None) -> None:
        thread = self._thread
        if thread is None or self.sender() is not thread:
            return
        thread.wait()
        thread.deleteLater()
        self._thread = None
        if self._next is not None:
            following, self._next = self._next, None
            self.start(*following)
        elif self._is_current and error is not None:
            self.failed.emit(error)
        elif self._is_current:
            self.returned.emit(result)
        if self._thread is None:
            self.idle.emit()
