import pytest

from nnapp.gui.state.view import Page


@pytest.fixture
def page(inside):
    inside.open(Page.WHAT_IF)
    inside.choose(0, 4)
    return inside
