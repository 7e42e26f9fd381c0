"""Keep the network that has learnt, or go back; either can be taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from nnapp.files.weight_file import load_weights
from nnapp.gui.pages.my_hand.learning.decision import Decision
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.state.session import Session
from nnapp.locations import default_weights
from tests.gui.inside import network_of

LEARNT = network_of(("sigmoid", "sigmoid"))


class Case:
    """A network, one that has learnt, and the choice between them."""

    def __init__(self, qtbot):
        self._qtbot, self._owner = qtbot, QWidget()
        qtbot.addWidget(self._owner)
        self._session = Session(load_weights(default_weights()), "784-15-10", self._owner)
        self.networks = self._session.networks
        self.decision = Decision(self.networks, Appearance("light", self._owner))
        qtbot.addWidget(self.decision)
        self.before = self.networks.current
        self.networks.use(LEARNT, "Run 3")
        self.learnt = self.networks.current
        self.decision.offer(self.before, self.learnt)

    @property
    def words(self):
        return self.decision.findChild(QLabel, "decisionWords").text()

    def button(self, name):
        return self.decision.findChild(QPushButton, name)

    def click(self, name):
        self._qtbot.mouseClick(self.button(name), Qt.MouseButton.LeftButton)

    @property
    def possible(self):
        return [name for name in ("keepNetworkButton", "goBackButton") if self.button(name).isEnabled()]


@pytest.fixture
def case(qtbot):
    return Case(qtbot)


def test_the_network_that_has_learnt_is_the_current_one_until_it_is_decided(case):
    assert case.networks.current is case.learnt
    assert case.possible == ["keepNetworkButton", "goBackButton"]
    assert case.words == "The new network, Run 3, is the current one now; draw something to try it."


def test_going_back_opens_the_network_from_before_and_is_taken_back_by_keeping(case):
    case.click("goBackButton")
    assert case.networks.current is case.before
    assert case.possible == ["keepNetworkButton"]
    assert case.words == "784-15-10 is the current network again. “Keep the new network” opens Run 3."
    case.click("keepNetworkButton")
    assert case.networks.current is case.learnt
    assert case.possible == ["goBackButton"]


def test_keeping_changes_nothing_but_what_is_asked_and_is_taken_back_by_going_back(case):
    case.click("keepNetworkButton")
    assert case.networks.current is case.learnt
    assert case.words == "Run 3 is kept as the current network. “Go back” opens 784-15-10 again."
    case.click("goBackButton")
    assert case.networks.current is case.before


def test_once_another_network_is_open_there_is_nothing_to_decide(case):
    case.networks.use(network_of(("sigmoid", "sigmoid"), seed=1), "Other")
    assert case.possible == []
    assert case.words.startswith("Other has been opened since.")
    case.networks.go_back()
    assert case.possible == ["keepNetworkButton", "goBackButton"]


def test_while_a_network_is_being_trained_the_choice_waits(case):
    case.decision.show_training(is_on=True)
    assert case.possible == []
    case.decision.show_training(is_on=False)
    assert case.possible == ["keepNetworkButton", "goBackButton"]


def test_the_focus_goes_to_the_button_that_takes_it_back(case, qtbot):
    with qtbot.waitActive(case.decision):
        case.decision.activateWindow()
    case.button("goBackButton").setFocus()
    qtbot.keyClick(case.button("goBackButton"), Qt.Key.Key_Space)
    assert case.button("keepNetworkButton").hasFocus()
