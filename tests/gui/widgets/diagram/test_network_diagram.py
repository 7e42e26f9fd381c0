"""The diagram: it follows the drawing, the network, the mouse and the keys."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QComboBox

from nnapp.digits.preparations import DEFAULT_PREPARATION
from nnapp.digits.recogniser import Recogniser
from nnapp.files.weight_file import WeightFile
from nnapp.gui.paint.background import CachedBackground
from nnapp.gui.paint.theme import LIGHT
from nnapp.gui.state.view import Lines, Page
from nnapp.gui.widgets.diagram.layout import ROOM_ABOVE, NetworkLayout
from nnapp.gui.widgets.diagram.lines import paint_lines
from nnapp.gui.widgets.diagram.painting import lightness
from nnapp.gui.widgets.fields import show_choice
from nnapp.nn.activations import activation_named
from nnapp.nn.inspect.edits import BiasEdit, CutEdit, ScaleEdit
from nnapp.nn.network import Layer, Network
from tests.gui.drawing import neuron_place, pixel_place
from tests.gui.inside import network_of

SIZES = [(784, 15, 10), (784, 64, 32, 10), (784, 300, 10), (784, 300, 100, 10), (784, 10), (784, 20, 60)]


def picture(inside):
    return inside.view.grab().toImage()


def test_a_neuron_is_selected_with_the_mouse_and_with_the_keys(inside, qtbot):
    qtbot.mouseClick(inside.view, Qt.MouseButton.LeftButton, pos=neuron_place(inside.view, 1, 7).toPoint())
    assert inside.session.selection.neuron == (1, 7)
    description = inside.view.accessibleDescription()
    z = inside.session.recognition.forward.sums[1][0, 7]
    assert description.startswith(f"output 7: z = {z:.4f}, a = sigmoid(z) = ")
    assert ", fires. 7 fires. Layers: 784 to 15 to 10." in description
    inside.view.setFocus()
    qtbot.keyClick(inside.view, Qt.Key.Key_Left)
    layer, beside = inside.session.selection.neuron
    assert layer == 0
    assert abs(neuron_place(inside.view, 0, beside).y() - neuron_place(inside.view, 1, 7).y()) < 20
    qtbot.keyClick(inside.view, Qt.Key.Key_Down)
    assert inside.session.selection.neuron == (0, beside + 1)
    qtbot.keyClick(inside.view, Qt.Key.Key_Home)
    qtbot.keyClick(inside.view, Qt.Key.Key_Up)
    assert inside.session.selection.neuron == (0, 0)
    qtbot.keyClick(inside.view, Qt.Key.Key_End)
    assert inside.session.selection.neuron == (0, 14)


def test_outputs_that_fire_together_are_told_together(inside):
    inside.session.networks.use(network_of(("sigmoid", "relu"), (784, 3, 3)))
    biases = (100.0, 200.0, -100.0)
    inside.session.networks.edit(tuple(BiasEdit(1, neuron, bias) for neuron, bias in enumerate(biases)))
    assert ". class 1 and class 0 fire. " in inside.view.accessibleDescription()


@pytest.mark.parametrize("sizes", SIZES)
@pytest.mark.parametrize("room", [(600, 320), (340, 230)])
def test_no_neuron_lies_on_another_or_outside(sizes, room):
    layout = NetworkLayout.of(sizes, *room)
    for place, neurons in zip(layout.layers, sizes[1:], strict=True):
        assert len(place.centres) == neurons
        low, high = place.centres.min(axis=0) - place.side / 2, place.centres.max(axis=0) + place.side / 2
        assert low.min() >= 0
        assert high[0] <= room[0]
        assert high[1] <= room[1] + 0.5
        apart = np.abs(place.centres[:, None] - place.centres[None]).max(axis=2)
        assert apart[~np.eye(neurons, dtype=bool)].min() >= place.side
    for before, after in zip(layout.layers, layout.layers[1:], strict=False):
        assert before.departures[:, 0].max() < after.arrivals[:, 0].min()
    assert layout.input_side % 28 == 0
    assert layout.input_left + layout.input_side < layout.layers[0].arrivals[:, 0].min()


@pytest.mark.parametrize(
    ("neurons", "height", "columns"),
    [(15, 420, 1), (15, 360, 2), (15, 150, 3), (30, 400, 3), (64, 400, 4), (100, 400, 7), (300, 400, None)],
)
def test_pictures_of_weights_stand_in_as_few_columns_as_leave_them_large(neurons, height, columns):
    place = NetworkLayout.of((784, neurons, 10), 950, height).layers[0]
    assert place.is_pictured is (columns is not None)
    if columns is not None:
        assert len(np.unique(place.centres[:, 0].round(3))) == columns
        assert place.side >= 20 - 1e-6


def test_what_stands_in_the_corner_covers_no_neuron():
    for sizes in SIZES:
        for zoom in (1.0, 2.0):
            for width in (320, 950):
                corner = (210.0, 36.0)
                layout = NetworkLayout.of(sizes, width * zoom, 320 * zoom, zoom, corner=corner)
                for place in layout.layers:
                    x, y = (place.centres + np.array([place.side, -place.side]) / 2).T
                    assert not ((x > (width - corner[0]) * zoom) & (y < corner[1] * zoom)).any()


@pytest.mark.parametrize("sizes", SIZES)
def test_the_arrow_keys_reach_every_neuron_and_go_where_they_point(sizes):
    layout = NetworkLayout.of(sizes, 600, 320)
    reached, edge = {(0, 0)}, [(0, 0)]
    while edge:
        place = edge.pop()
        for across, down in ((-1, 0), (1, 0), (0, -1), (0, 1)):
            layer, neuron = layout.neighbour(*place, across, down)
            here, there = layout.layers[place[0]].centres[place[1]], layout.layers[layer].centres[neuron]
            if (layer, neuron) != place:
                moved = there - here
                assert moved @ (across, down) > 0
            if (layer, neuron) not in reached:
                reached.add((layer, neuron))
                edge.append((layer, neuron))
    assert len(reached) == sum(sizes[1:])


def test_a_point_finds_its_neuron_and_its_pixel():
    layout = NetworkLayout.of((784, 300, 100, 10), 600, 320)
    for layer, place in enumerate(layout.layers):
        for neuron, (x, y) in enumerate(place.centres.tolist()):
            assert layout.neuron_at(x, y) == (layer, neuron)
    assert [layout.pixel_at(*layout.pixel_place(pixel)) for pixel in range(784)] == list(range(784))
    assert layout.neuron_at(1, 1) is None
    assert layout.pixel_at(599, 1) is None


def test_the_diagram_follows_the_drawing_and_its_lines_show_what_is_selected(inside):
    with_drawing = picture(inside)
    lines = inside.find("linesCombo", QComboBox)
    show_choice(lines, Lines.WEIGHTS)
    assert picture(inside) != with_drawing
    show_choice(lines, Lines.PRODUCTS)
    assert picture(inside) == with_drawing
    with inside.qtbot.waitSignal(inside.session.recognition_changed):
        inside.session.sketch.clear()
    assert picture(inside) != with_drawing


def test_the_mouse_on_a_neuron_shows_its_lines_alone_and_says_its_numbers(inside, qtbot):
    before = picture(inside)
    qtbot.mouseMove(inside.view, neuron_place(inside.view, 0, 4).toPoint())
    a = inside.session.recognition.forward.activations[0][0, 4]
    assert inside.tooltip("networkView").endswith(f"a = sigmoid(z) = {a:.4f}")
    assert picture(inside) != before
    qtbot.mouseMove(inside.view, pixel_place(inside.view, 300).toPoint())
    ink = inside.session.recognition.seen.ravel()[300]
    assert inside.tooltip("networkView") == f"pixel 10, 20: x = {ink:.4f}"
    qtbot.mouseMove(inside.view, QPoint(1, 1))
    assert inside.tooltip("networkView") == ""
    assert picture(inside) == before


def test_a_muted_neuron_is_crossed_out_and_says_so(inside, qtbot):
    inside.choose(0, 4)
    assert not is_crossed_out(inside, 4)
    inside.session.networks.edit((ScaleEdit(0, 4, 0.0),))
    assert inside.view.accessibleDescription().startswith("h5 (muted): z = ")
    assert is_crossed_out(inside, 4)


def is_crossed_out(inside, neuron):
    """Return whether there is the colour of text in the middle of a neuron, but for the smoothing of the lines."""
    place, image, text = neuron_place(inside.view, 0, neuron).toPoint(), picture(inside), LIGHT.color("text")
    around = [image.pixelColor(place + QPoint(dx, dy)) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
    return any(np.abs(np.subtract(colour.getRgb(), text.getRgb())).max() <= 2 for colour in around)


def lines_painted(strengths, only=(None, None)):
    """Return the image of lines between three neurons at the left and two at the right."""
    layout = NetworkLayout.of((784, 3, 2), 600, 320)
    image = QImage(600, 320, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_lines(painter, LIGHT, (layout.layers[0], layout.layers[1]), np.array(strengths, float), only)
    painter.end()
    return image, layout


def blueness(image, layout, left, right):
    """Return whether there is blue (+1), orange (-1) or nothing (0) along a line, a third of the way."""
    begin, end = layout.layers[0].departures[left], layout.layers[1].arrivals[right]
    colours = [image.pixelColor(*(begin + (end - begin) * share).astype(int)) for share in np.linspace(0.2, 0.45, 40)]
    found = [(c.blue() > c.red()) - (c.red() > c.blue()) for c in colours if c != QColor("white")]
    # Another line may cross it.
    return int(np.sign(sum(found))) if len(found) > 0.35 * len(colours) else 0


def test_a_line_is_blue_where_it_supports_and_orange_where_it_opposes_and_weak_ones_are_omitted():
    strengths = [[1.0, 0.0, -0.9], [0.0, 0.8, 0.01]]
    image, layout = lines_painted(strengths)
    signs = [[blueness(image, layout, left, right) for left in range(3)] for right in range(2)]
    assert signs == [[1, 0, -1], [0, 1, 0]]
    image, layout = lines_painted(strengths, only=(2, None))
    signs = [[blueness(image, layout, left, right) for left in range(3)] for right in range(2)]
    # Of one neuron the weak ones are shown, too.
    assert signs == [[0, 0, -1], [0, 0, 1]]
    image, layout = lines_painted(strengths, only=(None, 1))
    signs = [[blueness(image, layout, left, right) for left in range(3)] for right in range(2)]
    assert signs == [[0, 0, 0], [0, 1, 1]]


@pytest.mark.parametrize("height", [270, 300, 400])
def test_above_the_inputs_there_is_room_for_the_drawing(height):
    assert NetworkLayout.of((784, 15, 10), 950, height).input_top >= ROOM_ABOVE


def test_the_strongest_line_of_a_neuron_is_as_wide_whatever_the_lines_of_others():
    image, _ = lines_painted([[0.1, 0.05, 0.0], [0.0, 0.0, 9.0]], only=(None, 0))
    alone, _ = lines_painted([[0.1, 0.05, 0.0], [0.0, 0.0, 0.0]], only=(None, 0))
    assert image == alone


def test_neurons_are_lit_from_the_least_that_they_can_be_active_to_the_most():
    assert lightness(np.array([0.0, 0.5, 1.0]), "sigmoid").tolist() == [0.0, 0.5, 1.0]
    assert lightness(np.array([0.0, 0.01]), "softmax").tolist() == [0.0, 0.01]
    assert lightness(np.array([0.0, 5.0, 10.0]), "relu").tolist() == [0.0, 0.5, 1.0]
    assert lightness(np.array([-1.0, 0.0, 1.0]), "tanh").tolist() == [0.0, 0.5, 1.0]
    assert lightness(np.array([-8.0, 0.0, 4.0]), "identity").tolist() == [0.0, 0.5, 0.75]


@pytest.mark.parametrize(
    ("choice", "sizes"),
    [*(("light", sizes) for sizes in SIZES), ("dark", SIZES[0]), ("dark", SIZES[3]), ("contrast", SIZES[1])],
)
def test_any_network_is_painted_on_every_page_in_any_appearance(inside, choice, sizes):
    inside.window.appearance.choose(choice)
    inside.session.networks.use(network_of(("relu",) * (len(sizes) - 2) + ("sigmoid",), sizes))
    panel = inside.window.appearance.theme.color("panel").name()
    for page in Page:
        inside.open(page)
        assert not inside.window.grab().isNull()
    image = picture(inside)
    # Something is painted upon the panel where each layer lies.
    for layer in range(len(sizes) - 1):
        x, y = (round(part) for part in neuron_place(inside.view, layer, 3).toTuple())
        assert {image.pixelColor(x + dx, y).name() for dx in range(-16, 17)} - {panel}


def test_the_ground_is_painted_again_only_when_it_is_another(inside):
    drawn = []
    background, image = CachedBackground(inside.view), QImage(inside.view.size(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    for key in ("a", "a", "b"):
        background.paint(painter, key, QColor("white"), lambda _painter, key=key: drawn.append(key))
    painter.end()
    assert drawn == ["a", "b"]


def colour_at(inside, x, y):
    return picture(inside).pixelColor(round(x), round(y))


def test_the_firing_output_is_amber_and_says_so(inside):
    centre = neuron_place(inside.view, 1, 7)
    radius = inside.view.places.layers[1].side / 2
    assert colour_at(inside, centre.x() - 0.7 * radius, centre.y()) == LIGHT.color("fires")
    image, right = picture(inside), int(centre.x() + radius)
    beside = {image.pixel(right + dx, int(centre.y()) + dy) for dx in range(6, 40) for dy in range(-6, 7)}
    assert LIGHT.color("text").rgb() in beside
    other = neuron_place(inside.view, 1, 2)
    assert colour_at(inside, other.x() - 0.7 * radius, other.y()) != LIGHT.color("fires")


@pytest.mark.parametrize("neuron", [0, 7, 14])
def test_a_neuron_shows_its_own_weights(inside, neuron):
    weights = inside.session.recogniser.network.layers[0].weights[neuron]
    centre, side = neuron_place(inside.view, 0, neuron), inside.view.places.layers[0].side
    for pixel, sign in ((int(weights.argmax()), 1), (int(weights.argmin()), -1)):
        row, column = divmod(pixel, 28)
        x, y = (centre.x() + (column / 27.5 - 0.49) * side, centre.y() + (row / 27.5 - 0.49) * side)
        around = [colour_at(inside, x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        assert max(sign * (colour.blue() - colour.red()) for colour in around) > 60


def test_pictures_of_weights_follow_the_network(inside):
    before = picture(inside)
    layer = inside.session.recogniser.network.layers[0]
    inside.session.networks.edit((CutEdit(0, 0, int(np.abs(layer.weights[0]).argmax())),))
    assert picture(inside) != before
    inside.session.undo()
    assert picture(inside) == before


def test_the_followed_pixel_is_marked_where_it_lies(inside):
    inside.choose(0, 3)
    inside.session.selection.follow(0, 2 * 28 + 25)
    place, cell = pixel_place(inside.view, 2 * 28 + 25), inside.view.places.input_side / 28
    ring = [colour_at(inside, place.x() - cell / 2 - 1.5 + dx, place.y() + dy) for dx in (-0.5, 0.5) for dy in (0, 1)]
    assert any(colour.lightness() < 160 for colour in ring)
    turned = pixel_place(inside.view, 25 * 28 + 2)
    assert colour_at(inside, turned.x(), turned.y()) == LIGHT.color("paper")


def two_layers(hidden_biases, output_weights):
    """Return a network whose hidden neurons answer by their biases alone."""
    count = len(hidden_biases)
    hidden = Layer(np.zeros((count, 784), np.float32), np.array(hidden_biases, np.float32), activation_named("sigmoid"))
    outputs = np.array(output_weights, np.float32)
    last = Layer(outputs, np.zeros(len(outputs), np.float32), activation_named("sigmoid"))
    return WeightFile(Recogniser(Network((hidden, last)), DEFAULT_PREPARATION, ("a", "b", "c")))


def signs_of_lines(inside):
    """Return the colour of the line from each hidden neuron to each output, a third of the way."""
    image, layout = picture(inside), inside.view.places
    return [[blueness(image, layout, left, right) for left in range(3)] for right in range(3)]


def test_a_line_shows_its_weight_times_the_activation_of_the_neuron_that_it_comes_from(inside, qtbot):
    # The second neuron is silent.
    inside.session.networks.use(two_layers([20.0, -20.0, 20.0], [[2, 2, 0], [0, 2, -2], [0, 0, 2]]))
    assert signs_of_lines(inside) == [[1, 0, 0], [0, 0, -1], [0, 0, 1]]
    show_choice(inside.find("linesCombo", QComboBox), Lines.WEIGHTS)
    assert signs_of_lines(inside) == [[1, 1, 0], [0, 1, -1], [0, 0, 1]]
    qtbot.mouseMove(inside.view, neuron_place(inside.view, 1, 1).toPoint())
    assert signs_of_lines(inside) == [[0, 0, 0], [0, 1, -1], [0, 0, 0]]
    qtbot.mouseMove(inside.view, neuron_place(inside.view, 0, 2).toPoint())
    assert signs_of_lines(inside) == [[0, 0, 0], [0, 0, -1], [0, 0, 1]]
