import pytest


@pytest.fixture
def lab(window, qtbot):
    from tests.gui.pages.training.lab import Lab

    return Lab(window, qtbot)
