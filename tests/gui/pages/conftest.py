import pytest

from nnapp.gui.pages.training.settings_form import SettingsForm
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.work.worker import Worker


@pytest.fixture
def lab(window, qtbot):
    from tests.gui.pages.training.lab import Lab

    return Lab(window, qtbot)


@pytest.fixture
def form(qtbot):
    """The settings of training without the window around them."""
    form = SettingsForm(Appearance("light"))
    qtbot.addWidget(form)
    yield form
    for worker in form.findChildren(Worker):
        worker.shut_down()
