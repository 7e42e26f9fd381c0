"""What every test shares: no real screen, no real settings, and no thread left running."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import hypothesis
import pytest

# Before a test imports NumPy, as this decides how many threads NumPy computes with.
import nnapp  # noqa: F401

# A busy machine takes longer now and then; that is not a fault.
hypothesis.settings.register_profile("without a deadline", deadline=None)
hypothesis.settings.load_profile("without a deadline")


@pytest.fixture(autouse=True)
def _no_thread_is_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = [thread.name for thread in threading.enumerate() if thread not in before and thread.is_alive()]
    assert not left, f"threads left running: {left}"


@pytest.fixture(scope="session")
def models() -> Path:
    from nnapp.locations import models_folder

    return models_folder()
