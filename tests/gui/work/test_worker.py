"""The worker with jobs of its own, whose steps wait for the test."""

from threading import Event

import pytest
from PySide6.QtCore import QThread

from nnapp.gui.work.worker import Worker, once

LONG = 60_000
SECONDS = LONG / 1000


class Record:
    """Notes the signals of a worker, in order."""

    def __init__(self, worker):
        self.signals = []
        worker.yielded.connect(lambda value: self.signals.append(("yielded", value)))
        worker.returned.connect(lambda value: self.signals.append(("returned", value)))
        worker.failed.connect(lambda error: self.signals.append(("failed", str(error))))
        worker.idle.connect(lambda: self.signals.append("idle"))


@pytest.fixture
def worker(qapp):
    worker = Worker()
    yield worker
    worker.shut_down()


@pytest.fixture
def record(worker):
    return Record(worker)


def counting(number, name="counted"):
    yield from range(number)
    return name


def endless(began, closed):
    """Yield for ever; set ``began`` at the first step and ``closed`` when dropped."""
    try:
        while True:
            began.set()
            yield
    finally:
        closed.set()


def refused(error):
    yield 1
    raise error


def finish(worker, qtbot, job):
    with qtbot.waitSignal(worker.idle, timeout=LONG):
        worker.start(job)


def test_what_a_job_yields_and_returns_is_signalled_in_order(worker, record, qtbot):
    finish(worker, qtbot, counting(3))
    assert record.signals == [("yielded", 0), ("yielded", 1), ("yielded", 2), ("returned", "counted"), "idle"]
    assert not worker.is_running


def test_a_job_runs_beside_the_window(worker, record, qtbot):
    finish(worker, qtbot, once(QThread.currentThread))
    (_, thread), _ = record.signals
    assert thread is not QThread.currentThread()


def test_once_hands_over_its_arguments(worker, record, qtbot):
    finish(worker, qtbot, once(divmod, 17, 5))
    assert record.signals == [("returned", (3, 2)), "idle"]


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (ValueError("This is no digit."), "This is no digit."),
        (OSError("The disk is full."), "The disk is full."),
        (MemoryError(), "There is not enough memory for this."),
    ],
)
def test_a_failure_is_signalled_in_one_sentence(worker, record, qtbot, error, sentence):
    finish(worker, qtbot, refused(error))
    assert record.signals == [("yielded", 1), ("failed", sentence), "idle"]


def test_an_unforeseen_error_is_signalled_and_not_swallowed(worker, record, qtbot):
    with qtbot.captureExceptions() as exceptions:
        finish(worker, qtbot, refused(KeyError("unforeseen")))
        qtbot.waitUntil(lambda: bool(exceptions), timeout=LONG)
    assert record.signals == [("yielded", 1), ("failed", "An internal error occurred."), "idle"]
    assert [kind for kind, _, _ in exceptions] == [KeyError]


def test_a_stopped_job_is_dropped_and_returns_nothing(worker, record, qtbot):
    began, closed = Event(), Event()
    worker.start(endless(began, closed))
    assert began.wait(SECONDS)
    with qtbot.waitSignal(worker.idle, timeout=LONG):
        worker.stop()
    assert closed.is_set()
    assert record.signals == ["idle"]


def test_the_newest_job_wins(worker, record, qtbot):
    began, closed = Event(), Event()
    worker.start(endless(began, closed))
    assert began.wait(SECONDS)
    worker.start(counting(2, "never begun"))
    finish(worker, qtbot, counting(1, "the newest"))
    assert closed.is_set()
    assert record.signals == [("yielded", 0), ("returned", "the newest"), "idle"]


def test_a_job_that_is_asked_to_end_comes_to_its_end_itself(worker, record, qtbot):
    began, asked = Event(), Event()

    def patient():
        began.set()
        asked.wait(SECONDS)
        yield "last words"
        return "done"

    worker.start(patient(), end=asked.set)
    assert began.wait(SECONDS)
    with qtbot.waitSignal(worker.idle, timeout=LONG):
        worker.stop()
    assert record.signals == [("yielded", "last words"), ("returned", "done"), "idle"]


def test_a_job_that_was_shut_down_signals_nothing(worker, record):
    began, closed = Event(), Event()
    worker.start(endless(began, closed))
    assert began.wait(SECONDS)
    worker.shut_down()
    # Its thread is gone already, without an event having been handled.
    assert closed.is_set()
    assert record.signals == ["idle"]
    assert not worker.is_running


def test_a_failure_during_shut_down_is_not_signalled(worker, record, qapp):
    began, asked = Event(), Event()

    def failing():
        began.set()
        asked.wait(SECONDS)
        yield from ()
        raise ValueError("too late")

    worker.start(failing(), end=asked.set)
    assert began.wait(SECONDS)
    worker.shut_down()
    qapp.processEvents()
    assert record.signals == ["idle"]


def test_after_it_was_shut_down_a_worker_starts_nothing(worker, record):
    worker.shut_down()
    begun = Event()
    worker.start(once(begun.set))
    assert not worker.is_running
    assert not begun.is_set()
    assert record.signals == []
