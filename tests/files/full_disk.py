"""A disk that is full, as far as this process can tell."""

from contextlib import contextmanager

import pytest


@contextmanager
def files_of_at_most(size):
    """Let no file of this process become larger than ``size`` bytes."""
    resource = pytest.importorskip("resource")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
