"""The diagram without a window and without a session: it is given what it shows, and says what the user did."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QFontMetricsF

from nnapp.digits.drawing import Drawing
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import TEXT
from nnapp.gui.widgets.diagram.marks import Marks
from nnapp.gui.widgets.diagram.network_diagram import NetworkDiagram
from nnapp.gui.widgets.diagram.painting import OUTPUT_GAP
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


def test_everything_grows_with_the_room_and_becomes_smaller_in_a_small_one(diagram):
    def sizes(width, height):
        diagram.resize(width, height)
        places = diagram.places
        return np.array([places.layers[1].side, places.input_side, places.zoom])

    usual = sizes(950, 430)
    np.testing.assert_allclose(sizes(2850, 1290), 3 * usual, rtol=0.02)
    assert usual[2] == 1.0
    assert sizes(300, 150)[2] == 0.8


def test_the_weights_of_the_neuron_under_the_mouse_are_shown_large_where_its_picture_is_small(diagram, recogniser):
    recognition = recogniser.recognise(drawing())
    diagram.resize(950, 430)
    row = recogniser.network.layers[0].weights[2]
    x, y = diagram.places.layers[0].centres[2]

    def colours(hovered):
        """Return those left of the neuron, where the picture is to be."""
        diagram.show_recognition(recogniser, recognition, Marks(hovered=hovered))
        image = diagram.grab().toImage()
        lines = range(int(y) - 20, int(y) + 20, 4)
        return {image.pixelColor(int(x) - dx, line).name() for dx in range(80, 140, 2) for line in lines}

    assert len(np.unique(row)) > 100
    assert len(colours((0, 2))) > 50
    assert len(colours(None)) < 30
    # Here it is large enough by itself.
    diagram.resize(2850, 1290)
    x, y = diagram.places.layers[0].centres[2]
    assert len(colours((0, 2))) < 30


def test_a_large_layer_is_laid_out_where_captions_leave_no_room_at_all(qtbot):
    recogniser = network_of(("sigmoid", "sigmoid"), (784, 80, 10)).recogniser
    diagram = NetworkDiagram(recogniser, recogniser.recognise(drawing()), Appearance("light"))
    qtbot.addWidget(diagram)
    diagram.resize(300, 10)
    assert len(diagram.places.layers[0].centres) == 80


@pytest.mark.parametrize("has_focus", [False, True])
def test_the_selected_neuron_has_a_ring_in_the_accent_that_one_which_is_active_has_not(diagram, recogniser, has_focus):
    if has_focus:
        diagram.setFocus()
    diagram.resize(950, 430)
    theme = diagram._appearance.theme
    place = diagram.places.layers[0]

    def is_ringed(neuron, selected):
        diagram.show_recognition(recogniser, recogniser.recognise(drawing()), Marks(selected=(0, selected)))
        x, y = place.centres[neuron]
        image = diagram.grab().toImage()
        beside = [image.pixelColor(int(x + dx), int(y - place.side / 2 - away)) for dx in (-6, 0, 6) for away in (3, 4)]
        return theme.color("supports") in beside

    assert [is_ringed(neuron, 4) for neuron in (2, 4)] == [False, True]


def test_a_name_of_fourteen_letters_is_shown_whole(qtbot):
    names = ("a", "fourteen lette", "c")
    recogniser = replace(network_of(("sigmoid", "sigmoid"), (784, 9, 3)).recogniser, class_names=names)
    diagram = NetworkDiagram(recogniser, recogniser.recognise(drawing()), Appearance("light"))
    qtbot.addWidget(diagram)
    for width, height in ((950, 430), (560, 180)):
        diagram.resize(width, height)
        theme, place = diagram._drawn_theme(), diagram.places.layers[1]
        room = width - place.departures[:, 0].max() - theme.px(OUTPUT_GAP)
        assert QFontMetricsF(theme.font(TEXT, QFont.Weight.Bold)).horizontalAdvance(names[1]) <= room
