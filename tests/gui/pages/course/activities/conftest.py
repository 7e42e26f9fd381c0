"""Activities, each alone and of a usual size."""

from types import SimpleNamespace

import pytest

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.state.view import View


@pytest.fixture
def make_activity(qtbot):
    """Make an activity in which nothing moves by itself."""

    def act(kind, session=None, size=(700, 480)):
        appearance = Appearance("light")
        appearance.animates = False
        activity = kind(session, appearance)
        activity.appearance = appearance
        qtbot.addWidget(activity)
        activity.resize(*size)
        return activity

    return act


@pytest.fixture
def view():
    return View()


@pytest.fixture
def plain_session(view):
    """A view, which is all that activities about numbers of their own need of a session."""
    return SimpleNamespace(view=view)
