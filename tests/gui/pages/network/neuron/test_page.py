"""The Neuron page: what it displays is recomputed from the weight file alone, and equal in every digit."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QTableView

from nnapp.digits.datasets import load_course_digits
from nnapp.digits.preparations import DEFAULT_PREPARATION, preparation_named
from nnapp.digits.recogniser import Recogniser
from nnapp.files.weight_file import WeightFile, load_weights
from nnapp.gui.pages.network.neuron.pictures import contributions_in_words
from nnapp.gui.paint.images import contributions_image, weight_image
from nnapp.gui.paint.theme import CONTRAST, DARK, LIGHT
from nnapp.gui.state.view import Page
from nnapp.gui.widgets.effect_chart import effects_in_words
from nnapp.locations import shipped_weights
from nnapp.nn.inspect.neuron_numbers import NeuronNumbers
from nnapp.nn.symbols import meaning_of
from nnapp.wording import of_units, signed
from tests.gui.by_hand import ByHand, fixed
from tests.gui.drawing import neuron_place
from tests.gui.inside import network_of, rows_of

DIRECTIONS = preparation_named("mnist-directions")


def by_hand(inside, name="default", target=0):
    names = {"default": ["sigmoid", "sigmoid"], "64-32": ["tanh", "tanh", "sigmoid"]}[name]
    return ByHand.of_file(shipped_weights(name), inside.session.recognition.seen, target, names=names)


def use(inside, name):
    inside.session.networks.use(load_weights(shipped_weights(name)))


def pixel_point(pictures, pixel, picture=1):
    """Return where a pixel lies in one of the two pictures."""
    square, (row, column) = pictures.squares()[picture], divmod(pixel, 28)
    cell = square.width() / 28
    return QPoint(int(square.left() + (column + 0.5) * cell), int(square.top() + (row + 0.5) * cell))


def check_neuron(inside, hand, layer, neuron, places=4):
    """Compare every number of a neuron, shown with so many decimals, with the one computed by hand."""
    inside.session.view.show_digits(all_of_them=places > 4)
    inside.choose(layer, neuron)
    check_products(inside, hand, layer, neuron, places)
    check_pixels(inside, hand, layer, neuron, places)


def check_products(inside, hand, layer, neuron, places):
    def shown(number):
        return fixed(number, places)

    def units(text):
        return int(text.replace(".", ""))

    x, w = hand.came_in(layer), hand.weights[layer][neuron]
    rows = {row[0]: row[1:] for row in rows_of(inside.find("productTable", QTableView))}
    assert len(rows) == len(x)
    for number in range(len(x)):
        name = f"{number // 28}, {number % 28}" if layer == 0 else f"h{number + 1}"
        assert rows[name] == [shown(x[number]), shown(w[number]), shown(w[number] * x[number])]
    total, bias, rounding, z, a = inside.text("neuronValues").splitlines()
    assert (bias, z, a) == tuple(shown(part[layer][neuron]) for part in (hand.biases, hand.z, hand.a))
    # As displayed, to the last digit.
    assert sum(units(row[2]) for row in rows.values()) == units(total)
    assert sum(units(part) for part in (total, bias, rounding)) == units(z)
    # Half a unit for each product, for the bias and for z at the most.
    assert abs(units(rounding)) <= len(x) / 2 + 1


def check_pixels(inside, hand, layer, neuron, places):
    """Compare what the pictures say of the pixels under the mouse: every third one, and the strongest."""
    pictures, gradients = inside.find("neuronPictures"), hand.input_gradients(layer, neuron)
    symbol = "∂z/∂x" if layer > 0 else "w"
    # Each layout tells the one around it by an event of its own.
    for _ in range(5):
        QApplication.processEvents()
    for pixel in (*range(0, 784, 3), int(np.abs(gradients * hand.x).argmax())):
        inside.qtbot.mouseMove(pictures, pixel_point(pictures, pixel))
        x, gradient = hand.x[pixel], gradients[pixel]
        assert inside.tooltip("neuronPictures") == (
            f"pixel {pixel // 28}, {pixel % 28}: x = {fixed(x, places)}, {symbol} = {fixed(gradient, places)}, "
            f"x · {symbol} = {fixed(gradient * x, places)}"
        )


def check_effects(inside, hand, layer, neuron):
    """Compare the bars of a hidden neuron: what is said of them all, and of each under the mouse."""
    inside.choose(layer, neuron)
    chart, effects = inside.find("effectChart"), hand.effects(layer, neuron)
    assert chart.isVisible()
    assert chart.accessibleDescription() == effects_in_words(tuple("0123456789"), effects)
    for output, effect in enumerate(effects):
        inside.qtbot.mouseMove(chart, QPoint(int((output + 0.5) * chart.width() / 10), chart.height() // 2))
        assert inside.tooltip("effectChart") == f"∂z/∂a = {signed(effect, 4)} for the z of output {output}"


@pytest.mark.parametrize("digit", range(6))
def test_every_number_of_a_neuron_is_displayed_as_computed_from_the_file(inside, digit):
    inside.open(Page.NEURON)
    inside.show(load_course_digits()[digit])
    hand = by_hand(inside)
    for neuron in (0, 4, 14):
        check_neuron(inside, hand, 0, neuron, places=10 if digit % 2 else 4)
        check_effects(inside, hand, 0, neuron)
    for neuron in (0, 7):
        check_neuron(inside, hand, 1, neuron)
        assert not inside.find("effectChart").isVisible()


def test_the_same_holds_for_a_drawing_and_a_deeper_network(inside):
    inside.open(Page.NEURON)
    check_neuron(inside, by_hand(inside), 0, 9)
    use(inside, "64-32")
    hand = by_hand(inside, "64-32")
    for layer, neuron in ((0, 63), (1, 31)):
        check_neuron(inside, hand, layer, neuron)
        check_effects(inside, hand, layer, neuron)
    check_neuron(inside, hand, 2, 7)


def test_a_layer_of_784_neurons_is_not_taken_for_pixels(inside):
    inside.session.networks.use(network_of(("sigmoid", "sigmoid"), (784, 784, 10)))
    inside.open(Page.NEURON)
    inside.choose(1, 3)
    assert all(row[0].startswith("h") for row in rows_of(inside.find("productTable", QTableView)))


def test_the_table_sorts_by_any_column_and_is_copied_as_text(inside):
    inside.open(Page.NEURON)
    view = inside.find("productTable", QTableView)
    assert [float(row[3]) for row in rows_of(view)] == sorted((float(row[3]) for row in rows_of(view)), reverse=True)
    view.sortByColumn(2, Qt.SortOrder.AscendingOrder)
    weights = [float(row[2]) for row in rows_of(view)]
    assert weights == sorted(weights)
    view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert rows_of(view)[0][0] == "0, 0"
    inside.click("copyProductsButton")
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "Neuron h1"
    assert lines[4] == f"= z\t{inside.text('neuronValues').splitlines()[3]}"
    assert lines[7:] == ["input\tx\tw\tw x", *("\t".join(row) for row in rows_of(view))]
    view.setFocus()
    view.selectRow(3)
    inside.qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "\t".join(rows_of(view)[3])


def test_a_product_is_followed_from_the_table_to_its_pixel_and_back(inside, qtbot):
    inside.open(Page.NEURON)
    inside.choose(0, 4)
    view, selection = inside.find("productTable", QTableView), inside.session.selection

    def marked():
        return [rows_of(view)[row][0] for row in range(784) if view.model().cell(row, 0).is_marked]

    # Until one is selected it is the product that supports or opposes most.
    strongest = max(rows_of(view), key=lambda row: abs(float(row[3])))
    assert marked() == [strongest[0]]
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.model().index(2, 0)).center())
    assert marked() == [rows_of(view)[2][0]]
    pictures = inside.find("neuronPictures")
    place = pixel_point(pictures, 12 * 28 + 10)
    qtbot.mouseClick(pictures, Qt.MouseButton.LeftButton, pos=place)
    assert selection.followed((0, 4)) == 12 * 28 + 10
    pictures.setFocus()
    qtbot.keyClick(pictures, Qt.Key.Key_Down)
    qtbot.keyClick(pictures, Qt.Key.Key_Right)
    assert marked() == ["13, 11"]
    # What the mouse is told is what the table says.
    qtbot.mouseMove(pictures, place)
    told = next(row for row in rows_of(view) if row[0] == "12, 10")
    assert inside.tooltip("neuronPictures") == f"pixel 12, 10: x = {told[1]}, w = {told[2]}, x · w = {told[3]}"


def test_the_neuron_under_the_mouse_is_looked_at_while_it_is_there(inside, qtbot):
    inside.open(Page.NEURON)
    inside.choose(0, 2)
    qtbot.mouseMove(inside.view, neuron_place(inside.view, 1, 7).toPoint())
    assert inside.text("neuronName") == "Output neuron 7"
    qtbot.mouseMove(inside.view, QPoint(2, 2))
    assert inside.text("neuronName") == "Neuron h3"


def test_a_hidden_page_shows_the_selected_neuron_when_it_is_opened_again(inside):
    inside.open(Page.NEURON)
    inside.open(Page.WHAT_IF)
    inside.choose(0, 9)
    assert inside.text("neuronName") != "Neuron h10"
    inside.open(Page.NEURON)
    assert inside.text("neuronName") == "Neuron h10"


@pytest.mark.parametrize("theme", [LIGHT, DARK, CONTRAST])
def test_in_a_picture_of_weights_blue_supports_and_orange_opposes_in_proportion(theme):
    weights = np.zeros((28, 28), np.float32)
    weights[2, 5], weights[7, 1], weights[9, 9] = 0.8, -0.8, 0.4
    image = weight_image(weights, 0.8, theme)
    assert image.pixelColor(5, 2) == theme.color("supports")
    assert image.pixelColor(1, 7) == theme.color("opposes")
    assert image.pixelColor(0, 0) == theme.color("panel")
    between = (theme.color("supports").red() + theme.color("panel").red()) / 2
    assert image.pixelColor(9, 9).red() == pytest.approx(between, abs=1)


def test_contributions_lie_over_a_faint_drawing():
    contributions, seen = np.zeros((28, 28)), np.zeros((28, 28), np.float32)
    contributions[3, 4], contributions[4, 3], seen[10, 11] = 0.5, -0.5, 1.0
    image = contributions_image(contributions, 0.5, seen, LIGHT)
    assert isinstance(image, QImage)
    assert image.pixelColor(4, 3) == LIGHT.color("supports")
    assert image.pixelColor(3, 4) == LIGHT.color("opposes")
    assert image.pixelColor(0, 0) == LIGHT.color("panel")
    assert LIGHT.color("ink").red() < image.pixelColor(11, 10).red() < LIGHT.color("panel").red()


def test_contributions_are_said_in_words_the_strongest_first():
    contributions = np.zeros(784)
    contributions[[30, 60]] = 0.25, 1.5
    assert contributions_in_words(contributions, DEFAULT_PREPARATION) == (
        "Strongest support: pixel 2, 4 (+1.50), pixel 1, 2 (+0.25); strongest opposition: none."
    )
    assert contributions_in_words(contributions, DIRECTIONS) == (
        "Strongest support: upright edges with ink on the right, rows 8 to 11, columns 8 and 9 (+1.50); upright edges "
        "with ink on the right, rows 4 to 7, columns 4 and 5 (+0.25); strongest opposition: none."
    )
    assert effects_in_words(("a", "b", "c"), np.array([1.0, -2.0, 3.0])) == (
        "Supports c (+3.00), a (+1.00); opposes b (-2.00)."
    )


def image_of(inside, name):
    return inside.find(name).grab().toImage()


def is_blue(colour):
    return colour.blue() > colour.red() + 20


def is_orange(colour):
    return colour.red() > colour.blue() + 20


def test_pictures_bars_and_legend_show_the_numbers_where_they_are(inside):
    inside.open(Page.NEURON)
    inside.choose(0, 4)
    inside.session.selection.follow(0, 0)
    seen, weights = inside.session.recognition.seen.ravel(), inside.session.recogniser.network.layers[0].weights[4]
    pictures, image = inside.find("neuronPictures"), image_of(inside, "neuronPictures")
    for number, numbers in enumerate((weights, weights * seen)):
        square = pictures.squares()[number]
        for pixel, seems in ((int(numbers.argmax()), is_blue), (int(numbers.argmin()), is_orange)):
            assert seems(image.pixelColor(pixel_point(pictures, pixel, number)))
        # The bar below: from what opposes to what supports.
        y = round(square.bottom() + 9)
        assert is_orange(image.pixelColor(round(square.left() + 4), y))
        assert is_blue(image.pixelColor(round(square.right() - 4), y))
    chart, effects = image_of(inside, "effectChart"), inside.session.recogniser.network.layers[1].weights[:, 4]
    width, (top, bottom) = chart.width() / 10, (18, chart.height() - 15)
    # Only the bars of the strongest effects reach the edges.
    for sign, seems, y in ((1, is_blue, top + 2), (-1, is_orange, bottom - 2)):
        shares = sign * effects / np.abs(effects).max()
        reaching = {k for k in range(10) if seems(chart.pixelColor(round((k + 0.5) * width), y))}
        assert set(np.flatnonzero(shares > 0.97).tolist()) <= reaching <= set(np.flatnonzero(shares > 0.85).tolist())
    cells = [inside.find("productTable", QTableView).model().cell(row, 3) for row in (0, 783)]
    products = weights * seen
    assert cells[0].share == pytest.approx(products.max() / np.abs(products).max(), abs=1e-3)
    assert cells[1].share == pytest.approx(products.min() / np.abs(products).max(), abs=1e-3)


def test_the_picture_of_the_weights_is_another_for_another_neuron_or_network(inside):
    inside.open(Page.NEURON)
    images = []
    for choose in (
        lambda: inside.choose(0, 4),
        lambda: inside.choose(0, 5),
        lambda: use(inside, "64"),
    ):
        choose()
        images.append(image_of(inside, "neuronPictures"))
    assert images[0] != images[1]
    assert images[1] != images[2]


def test_for_a_deeper_neuron_a_pixel_is_followed_by_its_input_gradient(inside, qtbot):
    inside.open(Page.NEURON)
    inside.choose(1, 7)
    hand = by_hand(inside)
    pictures = inside.find("neuronPictures")
    pictures.setFocus()
    inside.session.selection.follow(0, 155)
    qtbot.keyClick(pictures, Qt.Key.Key_Up)
    gradient, x = hand.input_gradients(1, 7)[127], hand.x[127]
    assert pictures.accessibleDescription().endswith(
        f"pixel 4, 15: x = {fixed(x, 4)}, ∂z/∂x = {fixed(gradient, 4)}, x · ∂z/∂x = {fixed(gradient * x, 4)}"
    )


def test_the_followed_input_lies_within_a_smaller_network(inside):
    use(inside, "64-32")
    inside.choose(1, 31)
    inside.session.selection.follow(1, 63)
    for page in (page for page in Page if page.is_beneath_diagram):
        inside.open(page)
        use(inside, "default")
        assert inside.session.selection.neuron == (1, 9)
        assert inside.session.selection.followed((1, 9)) == 14
        use(inside, "64-32")


def test_each_layer_keeps_the_input_that_is_followed_in_it(inside):
    inside.session.selection.follow(0, 300)
    inside.session.selection.follow(1, 5)
    assert inside.session.selection.followed((0, 2)) == 300
    assert inside.session.selection.followed((1, 2)) == 5


def test_the_cursor_of_the_table_goes_with_the_followed_input(inside, qtbot):
    inside.open(Page.NEURON)
    view = inside.find("productTable", QTableView)
    inside.session.selection.follow(0, 155)
    inside.show(load_course_digits()[2])
    assert rows_of(view)[view.currentIndex().row()][0] == "5, 15"


def test_a_click_on_the_row_of_the_cursor_follows_its_input_too(inside, qtbot):
    inside.session.networks.use(network_of(("sigmoid",) * 3, (784, 20, 20, 10)))
    inside.open(Page.NEURON)
    inside.choose(1, 0)
    view = inside.find("productTable", QTableView)
    inside.session.selection.follow(1, view.model().source(10))
    # The cursor stays in its row, while nothing is followed in the next layer yet.
    inside.choose(2, 0)
    row = view.currentIndex().row()
    source = view.model().source(row)
    assert inside.session.selection.followed((2, 0)) != source
    place = view.visualRect(view.model().index(row, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert inside.session.selection.followed((2, 0)) == source


def test_a_name_is_text_whatever_stands_in_it(inside, qtbot):
    made = network_of(("sigmoid", "sigmoid"), (784, 5, 3)).recogniser
    names = ("A & B", "<b>bold</b>", "dog's")
    inside.session.networks.use(WeightFile(Recogniser(made.network, made.preparation, names)))
    for neuron, name in enumerate(names):
        qtbot.mouseMove(inside.view, neuron_place(inside.view, 1, neuron).toPoint())
        assert inside.tooltip("networkView").startswith(f"output {name}: z = ")


def test_sums_of_huge_products_are_exact_to_the_last_digit():
    numbers = NeuronNumbers.of(network_of(("relu", "sigmoid")).recogniser.network, forward_of_ones(), 0, 0)
    huge = replace(numbers, products=np.array([1e12 + 0.123456, -3e12, 0.1, 2.5e11]))
    assert huge.shown_sum(6) == sum(round(1_000_000 * float(product)) for product in huge.products)
    assert of_units(-1_750_000_000_000_223_456, 6) == "-1750000000000.223456"


def forward_of_ones():
    return network_of(("relu", "sigmoid")).recogniser.network.in_double().forward(np.ones((1, 784)))


def test_the_columns_explain_their_symbols(inside):
    inside.open(Page.NEURON)
    model = inside.find("productTable", QTableView).model()
    for layer, symbol in ((0, "x"), (1, "a")):
        inside.choose(layer, 0)
        told = [model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole) for column in (1, 2)]
        assert told == [f"{symbol}: {meaning_of(symbol)}", f"w: {meaning_of('w')}"]
