import pytest

from nnapp.gui.work.worker import Worker


@pytest.fixture
def desk(qtbot, tmp_path):
    from tests.gui.pages.my_hand.desk import Desk

    desk = Desk(qtbot, tmp_path)
    yield desk
    for worker in desk.owner.findChildren(Worker):
        worker.shut_down()
