"""A view, which is all that activities about numbers of their own need of a session."""

from types import SimpleNamespace

import pytest


@pytest.fixture
def view():
    from nnapp.gui.state.view import View

    return View()


@pytest.fixture
def plain_session(view):
    return SimpleNamespace(view=view)
