"""The diagram on its page: it follows the session, and shows how the drawing becomes what the network sees."""

import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QComboBox

from nnapp.digits.drawing import Drawing
from nnapp.digits.preparations import preparation_named
from nnapp.gui.pages.network.diagram_panel import DiagramPanel
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.diagram.network_diagram import NetworkDiagram
from nnapp.gui.widgets.diagram.seen import DURATION, input_square
from nnapp.nn.network import Network
from tests.gui.drawing import SEVEN, neuron_place
from tests.gui.inside import network_of


@pytest.fixture
def session():
    return Session(network_of(("sigmoid", "sigmoid")))


@pytest.fixture
def appearance():
    appearance = Appearance("light")
    appearance.animates = True
    return appearance


@pytest.fixture
def diagram(qtbot, session, appearance):
    panel = DiagramPanel(session, appearance)
    qtbot.addWidget(panel)
    panel.resize(760, 380)
    with qtbot.waitExposed(panel):
        panel.show()
    panel.setFocus()
    return panel.findChild(NetworkDiagram)


def draw(qtbot, session, points=SEVEN):
    with qtbot.waitSignal(session.recognition_changed):
        session.sketch.begin_stroke(*points[0])
        for point in points[1:]:
            session.sketch.extend_stroke(*point)
        session.sketch.end_stroke()


def inputs(diagram):
    return diagram.grab(input_square(diagram.places).toAlignedRect()).toImage()


def test_when_a_stroke_ends_the_drawing_moves_to_what_the_network_sees(diagram, session, qtbot):
    draw(qtbot, session)
    assert diagram.seen.is_moving
    first = inputs(diagram)
    diagram.seen.clock.setCurrentTime(DURATION // 2)
    half = inputs(diagram)
    diagram.seen.clock.setCurrentTime(DURATION)
    assert not diagram.seen.is_moving
    assert first != half != inputs(diagram) != first


def test_with_directions_the_drawing_arrives_first_and_then_dissolves_into_their_maps(diagram, session, qtbot):
    session.networks.use(network_of(("sigmoid", "sigmoid"), preparation=preparation_named("mnist-directions")))
    draw(qtbot, session)
    clock = diagram.seen.clock
    clock.setCurrentTime(clock.duration() - 1)
    fading = inputs(diagram)
    clock.setCurrentTime(clock.duration())
    assert not diagram.seen.is_moving
    assert clock.duration() > DURATION
    # Of the last moment, no more than the frame of the followed input differs from what stays.
    assert (np.abs(colours(fading) - colours(inputs(diagram))) > 12).mean() < 0.01


def colours(image):
    image = image.convertToFormat(QImage.Format.Format_Grayscale8)
    return np.array(image.constBits(), np.int16).reshape(image.height(), -1)


def test_it_does_not_move_while_drawing_and_the_next_touch_ends_it(diagram, session, qtbot):
    with qtbot.waitSignal(session.recognition_changed):
        session.sketch.begin_stroke(*SEVEN[0])
        session.sketch.extend_stroke(*SEVEN[1])
    assert not diagram.seen.is_moving
    with qtbot.waitSignal(session.recognition_changed):
        session.sketch.end_stroke()
    assert diagram.seen.is_moving
    session.sketch.begin_stroke(5, 5)
    assert not diagram.seen.is_moving


def test_another_drawing_ends_it_and_another_network_does_not(diagram, session, qtbot):
    draw(qtbot, session)
    show_training(session, 1)
    assert diagram.seen.is_moving
    with qtbot.waitSignal(session.recognition_changed):
        session.history.undo()
    assert not diagram.seen.is_moving


def test_nothing_moves_where_the_system_asks_for_less_motion(diagram, session, appearance, qtbot):
    appearance.animates = False
    draw(qtbot, session)
    assert not diagram.seen.is_moving


def show_training(session, seed):
    recogniser = session.recogniser
    names = [layer.activation for layer in recogniser.network.layers]
    network = Network.random(recogniser.network.sizes, names, np.random.default_rng(seed))
    session.show_training(network, recogniser.preparation, recogniser.class_names)


@pytest.mark.parametrize("drawing", [Drawing(), Drawing((np.array(SEVEN, np.float32),))], ids=["blank", "drawn"])
def test_its_lines_and_pictures_change_as_they_are_learnt(diagram, session, drawing, qtbot):
    if not drawing.is_empty:
        draw(qtbot, session)
        diagram.seen.stop()
    places = diagram.places
    left, right = (neuron_place(diagram, layer, 4).toPoint() for layer in (0, 1))
    before = diagram.grab().toImage()
    show_training(session, 1)
    after = diagram.grab().toImage()
    picture = [(left.x() + dx, left.y() + dy) for dx in range(-8, 9) for dy in range(-8, 9)]
    assert sum(before.pixel(*place) != after.pixel(*place) for place in picture) > 50
    begin = int(places.layers[0].right) + 10
    lines = [(x, y) for x in range(begin, right.x() - 30, 7) for y in range(60, 300, 3)]
    assert sum(before.pixel(*place) != after.pixel(*place) for place in lines) > 50


def test_without_a_drawing_the_lines_show_the_weights(diagram, session, qtbot):
    assert diagram.remark() == "nothing drawn: lines show the weights"
    blank = diagram.grab().toImage()
    draw(qtbot, session)
    assert diagram.remark() == ""
    assert diagram.grab().toImage() != blank


def test_in_a_low_diagram_the_corner_gives_way_to_the_neurons(diagram, qtbot):
    panel, field = diagram.parent(), diagram.parent().findChild(QComboBox)
    assert field.isVisible()
    panel.resize(760, 160)
    assert not field.isVisible()
    assert diagram.places.layers[1].centres[:, 1].min() < 36
    panel.resize(760, 190)
    assert field.isVisible()
    assert diagram.places.layers[1].centres[:, 1].min() > 36


def test_the_legend_opens_on_a_click(diagram, qtbot):
    button = diagram.parent().findChild(object, "legendButton")
    before = diagram.grab().toImage()
    button.click()
    assert diagram.grab().toImage() != before
    button.click()
    assert diagram.grab().toImage() == before
