"""What every test shares: no real screen, no real settings, and no thread left running."""

import gc
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import hypothesis
import pytest

# Before a test imports NumPy, as this decides how many threads NumPy computes with.
import nnapp  # noqa: F401

# A busy machine takes longer now and then; that is not a fault. Fifty examples, as many of them are costly.
hypothesis.settings.register_profile("without a deadline", deadline=None, max_examples=50)
hypothesis.settings.load_profile("without a deadline")


def pytest_collection_finish() -> None:
    """Let the garbage collector pass over what was imported, some hundred thousand objects that stay."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _no_thread_is_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = [thread.name for thread in threading.enumerate() if thread not in before and thread.is_alive()]
    # What Python makes of a thread of Qt and keeps after its end; those of Qt are watched in gui/conftest.py.
    left = [name for name in left if not name.startswith("Dummy-")]
    assert not left, f"threads left running: {left}"


@pytest.fixture(scope="session", autouse=True)
def _no_cache_of_the_user(tmp_path_factory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("cache")
    os.environ["XDG_CACHE_HOME"] = str(folder)
    yield
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def models() -> Path:
    from nnapp.locations import models_folder

    return models_folder()


@pytest.fixture(scope="session")
def prepared() -> dict[object, object]:
    return {}


@pytest.fixture
def digits_prepared_once(monkeypatch, prepared) -> None:
    """Each training reads all of MNIST, which takes longer than most trainings of the tests."""

    from nnapp.digits.datasets import load_training_data
    from nnapp.files import training_data

    def load(settings):
        if settings not in prepared:
            shares, steps = [], load_training_data(settings)
            while True:
                try:
                    shares.append(next(steps))
                except StopIteration as end:
                    prepared[settings] = shares, end.value
                    return end.value
                yield shares[-1]
        shares, data = prepared[settings]
        yield from shares
        return data

    monkeypatch.setattr(training_data, "load_digits", load)
