"""A small network: what the mouse finds, what is lit, and that a line says by its look what its weight is."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.widgets.small_network import Part, SmallNetwork

WEIGHTS = (np.array([[0.9, -0.3], [0.2, 0.0]]),)
VALUES, SUMS = (np.array([1.0, 0.5]), np.array([0.74, 0.64])), (np.array([1.05, 0.6]),)


@pytest.fixture
def network(qtbot):
    network = SmallNetwork("A network", Appearance("light"))
    qtbot.addWidget(network)
    network.resize(400, 260)
    network.show_network(WEIGHTS, VALUES, SUMS)
    return network


def between(network, line, share):
    start, end = network.place_of(line.layer - 1, line.source), network.place_of(line.layer, line.neuron)
    return start + (end - start) * share


def test_the_mouse_finds_neurons_lines_and_nothing(network, qtbot):
    heard = []
    network.hovered.connect(heard.append)
    line = Part(0, 0, 1)
    places = (network.place_of(-1, 1), between(network, line, 0.25), network.place_of(0, 1), QPointF(200, 2))
    network.show()
    for place in places:
        qtbot.mouseMove(network, place.toPoint())
    assert heard == [Part(-1, 1), line, Part(0, 1), None]


@pytest.mark.parametrize(("line", "color"), [(Part(0, 0, 0), "supports"), (Part(0, 0, 1), "opposes")])
def test_a_line_has_the_colour_of_its_sign(network, line, color):
    theme = Appearance("light").theme
    picture = network.grab().toImage()
    spot = between(network, line, 0.7).toPoint()
    near = [picture.pixelColor(spot + QPoint(dx, dy)) for dx in range(-9, 10) for dy in range(-2, 3)]
    distances = [sum(abs(a - b) for a, b in zip(c.getRgb(), theme.color(color).getRgb(), strict=True)) for c in near]
    assert min(distances) < 60


def test_what_is_not_lit_steps_back(network):
    theme = Appearance("light").theme
    spot = between(network, Part(0, 0, 0), 0.7).toPoint()
    network.light(Part(0, 1))
    assert network.grab().toImage().pixelColor(spot) != theme.color("supports")
    for of_neuron in (Part(0, 0), Part(-1, 0)):
        network.light(of_neuron)
        assert network.grab().toImage().pixelColor(spot) == theme.color("supports")


def test_the_numbers_are_told(network):
    assert network.accessibleDescription() == (
        "Inputs 1, 0.5. Sums of layer 1: 1.0500 becomes 0.7400, 0.6000 becomes 0.6400."
    )
