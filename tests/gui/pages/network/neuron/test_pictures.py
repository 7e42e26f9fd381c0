"""The pictures of a neuron of a network that sees directions."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QTableView

from nnapp.digits.directions import carried_to_page, covered
from nnapp.digits.preparations import preparation_named
from nnapp.gui.pages.network.neuron.pictures import ON_PAGE
from nnapp.gui.state.view import Page
from nnapp.gui.widgets.input_words import brief_input_name
from nnapp.nn.inspect.neuron_numbers import NeuronNumbers
from nnapp.wording import decimals
from tests.gui.inside import network_of, rows_of

DIRECTIONS = preparation_named("mnist-directions")


@pytest.fixture
def pictures(inside):
    inside.session.networks.use(network_of(("sigmoid", "sigmoid"), preparation=DIRECTIONS))
    inside.open(Page.NEURON)
    inside.choose(0, 4)
    return inside.find("neuronPictures")


def numbers_of(session, layer=0, neuron=4):
    return NeuronNumbers.of(session.recogniser.network, session.recognition.forward, layer, neuron)


def over_the_drawing(session, numbers):
    return carried_to_page(session.recognition.page, numbers.contributions)


def point(pictures, row, column):
    """Return where a pixel of the drawing lies in the picture of the contributions over it."""
    square = pictures.squares()[ON_PAGE]
    cell = square.width() / 28
    return QPoint(int(square.left() + (column + 0.5) * cell), int(square.top() + (row + 0.5) * cell))


@pytest.mark.parametrize("layer", [0, 1])
def test_contributions_are_painted_over_the_place_of_the_drawing_that_they_come_from(inside, pictures, layer):
    inside.choose(layer, 4)
    over = over_the_drawing(inside.session, numbers_of(inside.session, layer))
    image = pictures.grab().toImage()
    for place, is_support in ((over.argmax(), True), (over.argmin(), False)):
        colour = image.pixelColor(point(pictures, *divmod(int(place), 28)))
        assert (colour.blue() > colour.red()) is is_support


def test_a_click_on_the_drawing_follows_the_input_there_that_contributes_most(inside, pictures):
    numbers = numbers_of(inside.session)
    row, column = divmod(int(over_the_drawing(inside.session, numbers).argmax()), 28)
    inside.qtbot.mouseClick(pictures, Qt.MouseButton.LeftButton, pos=point(pictures, row, column))
    followed = inside.session.selection.followed((0, 4))
    there = [number for number in range(784) if covers(number, row, column)]
    assert len(there) == 8
    assert followed == max(there, key=lambda number: abs(numbers.contributions[number]))
    rows = {cells[0]: cells[1:] for cells in rows_of(inside.find("productTable", QTableView))}
    assert rows[brief_input_name(followed, DIRECTIONS)][2] == decimals(numbers.products[followed], 4)


def covers(number, row, column):
    top, bottom, left, right = covered(number)
    return top <= row <= bottom and left <= column <= right
