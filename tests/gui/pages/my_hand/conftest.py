from dataclasses import replace

import pytest

from nnapp.files import hand_learning
from nnapp.gui.work.worker import Worker


@pytest.fixture
def desk(qtbot, tmp_path):
    """The page with a session, a collection and a trainer of its own."""
    from tests.gui.pages.my_hand.desk import Desk

    desk = Desk(qtbot, tmp_path)
    yield desk
    for worker in desk.owner.findChildren(Worker):
        worker.shut_down()


@pytest.fixture
def little_rehearsal(monkeypatch):
    """Let a run take no longer than its test needs, where it does not matter how well it learns."""
    monkeypatch.setattr(hand_learning, "REHEARSAL", replace(hand_learning.REHEARSAL, examples=600, drawn=200))
