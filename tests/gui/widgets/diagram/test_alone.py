"""The diagram without a window and without a session: it is given what it shows, and says what the user did."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from nnapp.digits.drawing import Drawing
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.widgets.diagram.marks import Marks
from nnapp.gui.widgets.diagram.network_diagram import NetworkDiagram
from nnapp.nn.inspect.spotlight import Spotlight
from nnapp.nn.inspect.travel import Travel
from tests.gui.drawing import SEVEN, neuron_place, pixel_place
from tests.gui.inside import network_of


@pytest.fixture
def recogniser():
    return network_of(("sigmoid", "sigmoid")).recogniser


@pytest.fixture
def diagram(qtbot, recogniser):
    diagram = NetworkDiagram(recogniser, recogniser.recognise(drawing()), Appearance("light"))
    qtbot.addWidget(diagram)
    diagram.resize(600, 360)
    with qtbot.waitExposed(diagram):
        diagram.show()
    return diagram


def drawing():
    return Drawing().with_stroke(np.array(SEVEN, np.float32))


def test_it_says_what_was_selected_hovered_and_followed_and_changes_nothing_itself(diagram, qtbot):
    diagram.setFocus()
    before = diagram.grab().toImage()
    with qtbot.waitSignal(diagram.neuron_selected) as selected:
        qtbot.mouseClick(diagram, Qt.MouseButton.LeftButton, pos=neuron_place(diagram, 1, 7).toPoint())
    assert selected.args == [1, 7]
    with qtbot.waitSignal(diagram.input_followed) as followed:
        qtbot.mouseClick(diagram, Qt.MouseButton.LeftButton, pos=pixel_place(diagram, 300).toPoint())
    assert followed.args == [300]
    with qtbot.waitSignal(diagram.neuron_hovered) as hovered:
        qtbot.mouseMove(diagram, neuron_place(diagram, 0, 4).toPoint())
    assert hovered.args == [(0, 4)]
    with qtbot.waitSignal(diagram.neuron_hovered) as left:
        qtbot.mouseMove(diagram, QPoint(1, 1))
    assert left.args == [None]
    assert diagram.grab().toImage() == before


def test_it_shows_what_it_is_given(diagram, recogniser):
    recognition = recogniser.recognise(drawing())
    pictures = [diagram.grab().toImage()]
    for marks in (
        Marks(selected=(0, 2)),
        Marks(hovered=(1, 3)),
        Marks(followed=28 * 5 + 5),
        Marks(explained=Spotlight(0)),
        Marks(explained=Spotlight(1, connection=True), selected=(1, 1), followed=4),
        Marks(travel=Travel(-1, is_forward=True, share=0.4)),
        Marks(travel=Travel(0, is_forward=True, share=0.4), selected=(1, 1)),
        Marks(travel=Travel(0, is_forward=False, share=0.4), selected=(1, 1)),
        Marks(travel=Travel(0, is_forward=False, share=0.4, values=np.eye(10, 9)), selected=(1, 1)),
    ):
        diagram.show_recognition(recogniser, recognition, marks)
        pictures.append(diagram.grab().toImage())
    assert all(one != other for number, one in enumerate(pictures) for other in pictures[number + 1 :])
    assert diagram.accessibleDescription().startswith("output 1: z = ")


def test_what_is_followed_belongs_to_the_explained_connection_or_to_the_watched_neuron():
    marks = Marks(selected=(1, 1), hovered=(0, 3))
    assert (marks.watched, marks.following) == ((0, 3), (0, 3))
    marks = Marks(selected=(1, 1), hovered=(0, 3), explained=Spotlight(1, connection=True))
    assert (marks.watched, marks.following) == ((0, 3), (1, 1))


def test_its_neurons_are_found_where_they_lie_at_any_size(diagram, qtbot):
    for zoom in (0.8, 2.5):
        diagram._appearance.set_zoom(zoom)
        diagram.resize(round(600 * zoom), round(360 * zoom))
        with qtbot.waitSignal(diagram.neuron_selected) as selected:
            qtbot.mouseClick(diagram, Qt.MouseButton.LeftButton, pos=neuron_place(diagram, 0, 8).toPoint())
        assert selected.args == [0, 8]
        with qtbot.waitSignal(diagram.input_followed) as followed:
            qtbot.mouseClick(diagram, Qt.MouseButton.LeftButton, pos=pixel_place(diagram, 401).toPoint())
        assert followed.args == [401]
