"""Learning one's hand in the real window: the run is seen by the other pages, and outlives the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QTableWidget

from nnapp.gui.pages.my_hand.page import MyHandPage
from nnapp.gui.state.view import Page
from nnapp.gui.widgets.curve_plot import CurvePlot
from nnapp.gui.work.training_job import Pace
from nnapp.nn.reports import Outcome
from tests.gui.pages.my_hand.desk import LONG, WRITER
from tests.hands import write_jsonl


class Learner:
    def __init__(self, window, qtbot):
        self.window, self.qtbot, self.trainer = window, qtbot, window.trainer
        window.session.view.open(Page.MY_HAND)
        self.page = window.findChild(MyHandPage)

    def find(self, name, kind):
        return self.window.findChild(kind, name)

    def click(self, name):
        self.qtbot.mouseClick(self.find(name, QPushButton), Qt.MouseButton.LeftButton)

    def learn(self):
        with self.qtbot.waitSignal(self.page.learning.compared, timeout=LONG):
            self.click("learnHandButton")


@pytest.fixture
def learner(window, qtbot, tmp_path):
    window.my_hand.import_file(write_jsonl(tmp_path / "hand.jsonl", WRITER.write(3, 0)))
    return Learner(window, qtbot)


def test_the_other_pages_show_the_run_and_repeat_it(learner, little_rehearsal):
    window, view = learner.window, learner.window.session.view
    for page in (Page.TRAINING, Page.RUNS, Page.MY_HAND):
        view.open(page)
    learner.learn()
    view.open(Page.TRAINING)
    assert len(learner.find("lossPlot", CurvePlot).plot.curves[0].x) > 1
    assert window.windowTitle() == "Run 1[*] – nnapp"
    view.open(Page.RUNS)
    table = learner.find("runsTable", QTableWidget)
    table.selectRow(0)
    learnt = window.session.recogniser.network
    with learner.qtbot.waitSignal(learner.trainer.ended, timeout=LONG):
        learner.click("repeatRunButton")
    assert [run.outcome for run in window.library.runs()] == [Outcome.FINISHED] * 2
    again = window.session.recogniser.network
    assert again is not learnt
    assert (again.layers[0].weights == learnt.layers[0].weights).all()
    # What was to be decided is about other networks.
    view.open(Page.MY_HAND)
    assert learner.find("decisionWords", QLabel).text().startswith("Run 2 has been opened since.")


def test_a_window_that_is_closed_while_it_learns_leaves_the_run_to_be_resumed(learner, little_rehearsal):
    trainer = learner.trainer
    trainer.epoch_done.connect(lambda figures: trainer.set_pace(Pace.PAUSE) if figures.epoch else None)
    with learner.qtbot.waitSignal(trainer.pace_changed, timeout=LONG):
        learner.click("learnHandButton")
    assert learner.find("learningState", QLabel).text() == "Paused; Resume in the Training menu goes on."
    assert learner.window.close()
    found = learner.window.library.interrupted()
    assert found is not None
    assert found.description.settings == trainer.settings
    learner.window.library.release(found)


def test_a_window_that_is_closed_while_it_compares_keeps_the_run(learner, little_rehearsal):
    with learner.qtbot.waitSignal(learner.trainer.ended, timeout=LONG):
        learner.click("learnHandButton")
    assert learner.window.close()
    assert [run.has_network for run in learner.window.library.runs()] == [True]
