"""The first steps: four hints on the parts of the window, each until it is done, and never in the way."""

import pytest
from PySide6.QtCore import QRect, QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QTabWidget, QWidget
from shiboken6 import delete

from nnapp.gui.state.preferences import Preferences
from nnapp.gui.state.view import Page
from nnapp.gui.window import app
from nnapp.gui.window.first_steps import FirstSteps, Step, Tour
from tests.gui.drawing import SEVEN, neuron_place
from tests.gui.hand import LONG


class Hints:
    """The hints in a window, as they are seen."""

    def __init__(self, hand):
        self.window, self.hand = hand.window, hand
        self.window.findChild(QAction, "actionHints").trigger()

    @property
    def words(self):
        QApplication.processEvents()
        shown = [bubble for bubble in self.window.findChildren(QFrame, "hintBubble") if bubble.isVisible()]
        return [bubble.findChild(QLabel, "hintWords").text() for bubble in shown]

    def click(self, name):
        self.hand.click(name)

    def places(self):
        """Return where the hint and its frame are in the window."""
        QApplication.processEvents()
        QApplication.processEvents()
        return tuple(self.window.findChild(QWidget, name).geometry() for name in ("hintBubble", "hintFrame"))


@pytest.fixture
def hints(hand):
    return Hints(hand)


def test_who_does_a_later_step_needs_no_hint_for_those_before():
    tour = Tour()
    tour.done(Step.CLICK_NEURON)
    assert tour.step is Step.TRAIN
    tour.done(Step.DRAW)
    assert tour.step is Step.TRAIN
    tour.done(Step.TRAIN)
    assert tour.step is None


def test_who_has_drawn_nothing_is_told_that_nothing_fires_for_that(hints):
    hints.click("hintNextButton")
    assert hints.words[0].endswith("None fires now: nothing is drawn.")


def test_each_hint_stays_until_the_person_does_what_it_says(hints, hand, qtbot):
    hand.session.view.open(Page.NEURON)
    assert hints.words == ["Draw a large digit here and watch the network recognise it."]
    hand.draw(SEVEN)
    assert hints.words == [
        "This neuron fires: its activation has reached the firing threshold, so the answer is 7. "
        "If that is wrong, press the key of the digit that you drew."
    ]
    hints.click("hintNextButton")
    assert hints.words == ["Click a neuron to see what makes it active."]
    diagram = hand.window.findChild(QWidget, "networkView")
    QTest.mouseClick(diagram, Qt.MouseButton.LeftButton, pos=neuron_place(diagram, 0, 3).toPoint())
    assert hand.session.selection.neuron == (0, 3)
    assert hints.words == ["Open Training to train a network of your own."]
    bar = hand.window.findChild(QTabWidget, "pages").tabBar()
    tab = next(index for index in range(bar.count()) if bar.tabText(index) == "Training")
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(tab).center())
    assert hints.words == ["Press Train and watch the loss fall, or choose another recipe first."]
    hand.few_digits()
    with qtbot.waitSignal(hand.trainer.ended, timeout=LONG), qtbot.waitSignal(hand.trainer.started):
        hand.click("trainButton")
        assert hints.words == []
        hand.click("stopButton")


@pytest.mark.parametrize("leave", ["skip", "escape"])
def test_the_hints_can_be_left_at_any_time_and_brought_back(hints, hand, qtbot, leave):
    hints.click("hintNextButton")
    with qtbot.waitSignal(hand.window.findChild(FirstSteps).destroyed):
        if leave == "skip":
            hints.click("hintSkipButton")
        else:
            QTest.keyClick(hand.canvas, Qt.Key.Key_Escape)
    assert (hints.words, hand.window.findChild(QFrame, "hintBubble")) == ([], None)
    assert Hints(hand).words == ["Draw a large digit here and watch the network recognise it."]


def test_hints_stay_beside_their_parts_whatever_the_size_and_the_zoom(hints, hand):
    hand.session.view.open(Page.NEURON)
    for _ in Step:
        for size, steps in (((1024, 768), 2), ((960, 500), -2)):
            hand.window.resize(*size)
            for change in (0, steps):
                hand.window.scaling.step(change)
            bubble, frame = hints.places()
            assert hand.window.rect().contains(bubble), (hints.words, size)
            assert not bubble.intersects(frame.adjusted(5, 5, -5, -5)), (hints.words, size)
        words = hints.window.findChild(QLabel, "hintWords")
        assert words.height() >= words.heightForWidth(words.width())
        hints.click("hintNextButton")
    assert hints.words == []


def test_a_hint_goes_where_its_part_goes_and_does_not_take_the_mouse_from_it(hints, hand):
    hand.draw(SEVEN)
    _, frame = hints.places()
    headline = hand.window.findChild(QWidget, "predictionHeadline")
    assert frame.center() == QRect(headline.mapTo(hand.window, headline.rect().topLeft()), headline.size()).center()
    assert hand.window.childAt(frame.topLeft()).objectName() != "hintFrame"
    headline.hide()
    assert hints.words == []
    headline.show()
    assert len(hints.words) == 1


def test_the_first_launch_shows_the_hints_and_no_other(qtbot, monkeypatch, tmp_path):
    class Window(QWidget):
        def __init__(self, store):
            super().__init__()
            self.preferences, self.launches = Preferences(store), []

        def show_hints(self):
            self.preferences.hints_seen = True
            self.launches.append("hints")

    monkeypatch.setattr(app, "MainWindow", Window)

    def launch():
        window = app.open_window(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
        launches = window.launches
        # With its timers.
        delete(window)
        return launches

    assert [launch(), launch()] == [["hints"], []]
