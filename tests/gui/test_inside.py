"""Looking inside: what is displayed is recomputed here from the weight file alone, with plain NumPy."""

import json
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QSlider, QTableView, QTableWidget, QTabWidget, QWidget

from nnapp.digits.datasets import load_course_digits
from nnapp.digits.recogniser import Recogniser
from nnapp.files.errors import RunError
from nnapp.files.weight_file import WeightFile
from nnapp.gui.curve_plot import CurvePlot
from nnapp.gui.network_layout import NetworkLayout
from nnapp.gui.network_view import NetworkView
from nnapp.gui.picture_export import save_picture
from nnapp.locations import shipped_weights
from nnapp.nn.activations import activation_named
from nnapp.nn.network import Network
from tests.gui.drawing import SEVEN, draw

LONG = 60_000
PAGES = ("Training", "Runs", "Neuron", "Slow motion", "What if", "Looks for")


class Inside:
    def __init__(self, window, qtbot):
        self.window, self.qtbot, self.session = window, qtbot, window.session
        self.view = window.findChild(NetworkView)
        with qtbot.waitSignal(self.session.recognition_changed):
            draw(window.findChild(QWidget, "canvas"), SEVEN)

    def open(self, page):
        self.window.findChild(QTabWidget, "pages").setCurrentIndex(PAGES.index(page))

    def find(self, name, kind=QWidget):
        return self.window.findChild(kind, name)

    def text(self, name):
        return self.find(name, QLabel).text()

    def click(self, name):
        self.qtbot.mouseClick(self.find(name, QPushButton), Qt.MouseButton.LeftButton)


@pytest.fixture
def inside(window, qtbot):
    return Inside(window, qtbot)


def arrays_of_file(path):
    """Read the weights with nothing of nnapp: the header, then the numbers."""
    content = path.read_bytes()
    length = int.from_bytes(content[:8], "little")
    header = json.loads(content[8 : 8 + length])
    arrays = {}
    for name, entry in header.items():
        if name != "__metadata__":
            start, end = entry["data_offsets"]
            body = content[8 + length + start : 8 + length + end]
            arrays[name] = np.frombuffer(body, "<f4").reshape(entry["shape"])
    return arrays


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


@pytest.fixture
def by_hand(inside):
    """Return every number of one step of training on the drawing, computed here in float64."""
    # A digit of MNIST none of whose numbers lies on the edge between two digits of a decimal.
    inside.session.show_picture(load_course_digits()[2])
    with inside.qtbot.waitSignal(inside.session.recognition_changed):
        pass
    arrays = {name: array.astype(np.float64) for name, array in arrays_of_file(shipped_weights("default")).items()}
    w1, b1, w2, b2 = (
        arrays[name] for name in ("layers.0.weights", "layers.0.biases", "layers.1.weights", "layers.1.biases")
    )
    x = inside.session.recognition.seen.ravel().astype(np.float64)
    z1 = x @ w1.T + b1
    a1 = sigmoid(z1)
    z2 = a1 @ w2.T + b2
    a2 = sigmoid(z2)
    y = np.zeros(10)
    y[8] = 1.0
    delta2 = a2 - y
    delta1 = (w2.T @ delta2) * a1 * (1 - a1)
    loss = -(y * np.log(a2) + (1 - y) * np.log(1 - a2)).sum()
    return {
        "x": x, "w1": w1, "b1": b1, "w2": w2, "b2": b2, "z1": z1, "a1": a1, "z2": z2, "a2": a2, "y": y,
        "delta1": delta1, "delta2": delta2, "loss": loss,
    }  # fmt: skip


def table_of(view):
    model = view.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())] for row in range(model.rowCount())
    ]


def test_every_product_of_a_neuron_is_displayed_and_adds_up_exactly(inside, by_hand):
    inside.open("Neuron")
    for neuron in (0, 4, 14):
        inside.session.select_neuron(0, neuron)
        rows = table_of(inside.find("productTable", QTableView))
        assert len(rows) == 784
        for place, x, w, product in rows:
            row, column = map(int, place.split(", "))
            pixel = 28 * row + column
            assert x == f"{by_hand['x'][pixel]:.6f}"
            assert w == f"{by_hand['w1'][neuron, pixel]:.6f}"
            assert float(product) == pytest.approx(by_hand["x"][pixel] * by_hand["w1"][neuron, pixel], abs=5.1e-7)
        lines = inside.text("neuronFormula").splitlines()
        total, bias, rounding, z, a = (round(1_000_000 * float(line.split()[-1])) for line in lines)
        # As displayed, to the last digit.
        assert sum(round(1_000_000 * float(row[3])) for row in rows) == total
        assert total + bias + rounding == z
        assert abs(rounding) < 100
        assert z / 1e6 == pytest.approx(by_hand["z1"][neuron], abs=3e-6)
        assert a / 1e6 == pytest.approx(by_hand["a1"][neuron], abs=1e-6)


def test_the_table_sorts_by_any_column_and_is_copied_as_text(inside):
    inside.open("Neuron")
    view = inside.find("productTable", QTableView)
    view.sortByColumn(2, Qt.SortOrder.AscendingOrder)
    weights = [float(row[2]) for row in table_of(view)]
    assert weights == sorted(weights)
    view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert table_of(view)[0][0] == "0, 0"
    inside.click("copyProductsButton")
    text = QGuiApplication.clipboard().text()
    assert text.startswith("Neuron h1\nsum of w x")
    assert len(text.splitlines()) == 1 + 5 + 1 + 1 + 784


def steps_of(inside):
    """Go through the slow motion and return its tables by their titles."""
    seen = {}
    while True:
        table = inside.find("slowTable", QTableWidget)
        rows = [
            [table.item(row, column).text() for column in range(table.columnCount())] for row in range(table.rowCount())
        ]
        seen[inside.text("slowTitle")] = (inside.text("slowFormula"), rows)
        before = inside.text("slowCount")
        inside.click("slowNextButton")
        if inside.text("slowCount") == before:
            return seen


def test_slow_motion_displays_what_is_recomputed_by_hand(inside, by_hand):
    inside.session.select_neuron(0, 4)
    inside.open("Slow motion")
    inside.find("slowTargetCombo", QComboBox).setCurrentText("8")
    pixel = int(by_hand["x"].argmax())
    inside.find("slowInputSpinBox").setValue(pixel)
    seen, h = steps_of(inside), by_hand

    def same(title, column, numbers):
        shown = [row[column] for row in seen[title][1]]
        # A number that is 0 in every digit displayed may have either sign.
        assert [text.replace("-0.0000", "0.0000") for text in shown] == [
            f"{number:.4f}".replace("-0.0000", "0.0000") for number in numbers
        ]

    same("1. Load the inputs and the targets", 1, h["y"])
    same("2. Feed forward: hidden layer 1", 1, h["b1"])
    same("2. Feed forward: hidden layer 1", 2, h["z1"])
    same("2. Feed forward: hidden layer 1", 3, h["a1"])
    same("2. Feed forward: outputs", 2, h["z2"])
    same("2. Feed forward: outputs", 3, h["a2"])
    assert seen["3. The loss between prediction and target"][0] == f"L(y', y) = {h['loss']:.4f}"
    same("4. The error of each output", 2, h["delta2"])
    same("4. The error on its way back: hidden layer 1", 2, h["delta1"])
    gradient = h["delta1"][4] * h["x"][pixel]
    same(f"4. The gradient of one weight: from x{pixel} to h5", 1, [h["delta1"][4], h["x"][pixel], gradient])
    adjusted = h["w1"][4, pixel] - 0.5 * gradient
    rows = seen["5. Adjust the weights against the gradient"][1]
    assert [rows[0][1], rows[3][1]] == [f"{h['w1'][4, pixel]:.4f}", f"{adjusted:.4f}"]
    w1 = h["w1"] - 0.5 * np.outer(h["delta1"], h["x"])
    w2 = h["w2"] - 0.5 * np.outer(h["delta2"], h["a1"])
    after = sigmoid(w2 @ sigmoid(w1 @ h["x"] + h["b1"] - 0.5 * h["delta1"]) + h["b2"] - 0.5 * h["delta2"])
    same("The prediction again, after the step", 2, after)


def test_slow_motion_goes_back_plays_and_tells_what_cannot_be(inside, qtbot):
    inside.open("Slow motion")
    inside.click("slowNextButton")
    inside.click("slowBackButton")
    assert inside.text("slowCount") == "Step 1 of 9"
    inside.click("slowPlayButton")
    assert inside.find("slowPlayButton", QPushButton).text() == "Stop"
    inside.click("slowPlayButton")
    assert inside.find("slowPlayButton", QPushButton).text() == "Play"
    inside.window.weights.open_file(shipped_weights("64-32"))
    assert inside.text("slowCount") == "Step 1 of 12" or inside.text("slowCount").endswith("of 11")
    inside.session.use_network(network_of(("sigmoid", "tanh")))
    assert "not limited to 0..1" in inside.text("slowSentence")


def network_of(names, sizes=(784, 9, 10)):
    made = Network.random(sizes, [activation_named(name) for name in names], np.random.default_rng(0))
    from nnapp.digits.preprocessing import DEFAULT_PREPARATION

    return WeightFile(Recogniser(made, DEFAULT_PREPARATION))


def test_a_neuron_is_chosen_with_the_mouse_and_with_the_keys(inside, qtbot):
    place = inside.view.neuron_place(1, 7).toPoint()
    qtbot.mouseClick(inside.view, Qt.MouseButton.LeftButton, pos=place)
    assert inside.session.selection == (1, 7)
    assert inside.view.accessibleDescription().startswith("output 7: z = ")
    assert inside.view.accessibleDescription().endswith(", fires")
    inside.view.setFocus()
    qtbot.keyClick(inside.view, Qt.Key.Key_Left)
    assert inside.session.selection == (0, 7)
    qtbot.keyClick(inside.view, Qt.Key.Key_Down)
    assert inside.session.selection == (0, 8)
    for _ in range(30):
        qtbot.keyClick(inside.view, Qt.Key.Key_Up)
    assert inside.session.selection == (0, 0)
    inside.open("Neuron")
    assert inside.text("neuronName") == "Neuron h1"
    assert inside.text("neuronSpeaksFor").startswith("Speaks for output")


def test_the_diagram_follows_the_drawing_and_its_lines_what_is_chosen(inside):
    def picture():
        return inside.view.grab().toImage()

    with_drawing = picture()
    inside.find("linesCombo", QComboBox).setCurrentText("weight")
    assert picture() != with_drawing
    inside.find("linesCombo", QComboBox).setCurrentIndex(0)
    assert picture() == with_drawing
    inside.session.clear()
    with inside.qtbot.waitSignal(inside.session.recognition_changed):
        pass
    assert picture() != with_drawing


@pytest.mark.parametrize("sizes", [(784, 15, 10), (784, 64, 32, 10), (784, 300, 10), (784, 300, 100, 10), (784, 10)])
@pytest.mark.parametrize("room", [(600, 320), (360, 260)])
def test_no_neuron_lies_on_another_or_outside(sizes, room):
    layout = NetworkLayout.of(sizes, *room)
    for place, neurons in zip(layout.layers, sizes[1:], strict=True):
        assert len(place.centres) == neurons
        low, high = place.centres.min(axis=0) - place.side / 2, place.centres.max(axis=0) + place.side / 2
        assert low.min() >= 0
        assert high[0] <= room[0]
        assert high[1] <= room[1] + 0.5
        if neurons > 1:
            apart = np.abs(place.centres[:, None] - place.centres[None]).max(axis=2)
            assert apart[~np.eye(neurons, dtype=bool)].min() >= place.side
    for before, after in zip(layout.layers, layout.layers[1:], strict=False):
        assert before.centres[:, 0].max() < after.centres[:, 0].min()


@pytest.mark.parametrize("choice", ["light", "dark", "contrast"])
@pytest.mark.parametrize("sizes", [(784, 15, 10), (784, 64, 32, 10), (784, 300, 10), (784, 10)])
def test_any_network_is_painted_in_any_appearance(inside, choice, sizes):
    inside.window.appearance.choose(choice)
    inside.session.use_network(network_of(("relu",) * (len(sizes) - 2) + ("sigmoid",), sizes))
    for page in PAGES:
        inside.open(page)
        assert not inside.window.grab().isNull()


def measured(inside):
    with inside.qtbot.waitSignal(inside.window.what_if_page._thread.measured, timeout=LONG) as found:
        pass
    return found.args[0]


def test_what_if_changes_the_answer_at_once_and_the_test_accuracy_soon(inside, qtbot):
    inside.open("What if")
    whole = measured(inside).accuracy
    assert whole == pytest.approx(0.9773, abs=1e-4)
    inside.find("pruneSlider", QSlider).setValue(-20)
    assert measured(inside).accuracy < whole
    assert inside.text("whatIfAccuracy") != "97.73 %"
    inside.click("whatIfUndoButton")
    assert measured(inside).accuracy == whole
    assert inside.text("whatIfAccuracy") == "97.73 %"


def test_each_change_is_made_where_it_says_and_can_be_undone(inside):
    inside.open("What if")
    session = inside.session
    session.select_neuron(0, 4)
    before = session.weights
    layers = before.recogniser.network.layers
    inside.find("biasSlider", QSlider).setValue(20)
    assert session.recogniser.network.layers[0].biases[4] == pytest.approx(layers[0].biases[4] + 1.0)
    inside.click("muteButton")
    assert not session.recogniser.network.layers[1].weights[:, 4].any()
    place = inside.find("edgeCombo", QComboBox).currentData()
    inside.click("cutButton")
    assert session.recogniser.network.layers[0].weights[4, place] == 0
    inside.find("noiseSlider", QSlider).setValue(0)
    assert not np.array_equal(session.recogniser.network.layers[0].weights, layers[0].weights)
    for _ in range(4):
        inside.click("whatIfUndoButton")
    assert session.weights is before
    session.select_neuron(1, 0)
    assert not inside.find("muteButton", QPushButton).isEnabled()


def test_dragging_shows_the_change_and_keeps_one_step_of_undo(inside):
    inside.open("What if")
    slider, session = inside.find("biasSlider", QSlider), inside.session
    before = session.weights
    slider.setSliderDown(True)
    for value in range(0, 101, 10):
        slider.setValue(value)
    assert session.weights is before
    assert session.recogniser.network.layers[0].biases[0] == pytest.approx(
        before.recogniser.network.layers[0].biases[0] + 5.0
    )
    slider.setSliderDown(False)
    assert session.weights is not before
    inside.click("whatIfUndoButton")
    assert session.weights is before


def test_what_fires_a_neuron_is_found_and_can_be_stopped(inside, qtbot):
    inside.open("Looks for")
    inside.session.select_neuron(1, 3)
    inside.click("whatFiresButton")
    assert inside.text("looksForWords").startswith("output 3 after 0 steps: z = ")
    stop = inside.find("looksForStopButton", QPushButton)
    assert stop.isEnabled()
    inside.click("looksForStopButton")
    assert not inside.find("looksForPage").is_running
    inside.click("whatFiresButton")
    qtbot.waitUntil(lambda: not stop.isEnabled(), timeout=LONG)
    ink = inside.find("looksForPicture").ink
    network = inside.session.recogniser.network
    assert network.forward(ink.reshape(1, -1)).outputs[0].argmax() == 3


def test_the_smallest_change_of_the_answer_is_found(inside, qtbot):
    inside.open("Looks for")
    inside.click("smallestChangeButton")
    stop = inside.find("looksForStopButton", QPushButton)
    qtbot.waitUntil(lambda: not stop.isEnabled(), timeout=LONG)
    ink = inside.find("looksForPicture").ink
    network = inside.session.recogniser.network
    assert network.forward(ink.reshape(1, -1)).outputs[0].argmax() != 7
    assert np.abs(ink - inside.session.recognition.seen).max() < 0.5


@pytest.mark.parametrize("name", ["networkView", "activationChart", "lossPlot", "neuronPictures", "canvas"])
def test_what_is_painted_is_saved_as_png_and_as_svg(inside, tmp_path, name):
    inside.open("Neuron")
    widget = inside.find(name)
    assert widget.accessibleName()
    assert widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    save_picture(widget, tmp_path / "p.png")
    save_picture(widget, tmp_path / "p.svg")
    assert QImage(str(tmp_path / "p.png")).size() == widget.size()
    assert "<svg" in (tmp_path / "p.svg").read_text()
    with pytest.raises(RunError, match="cannot be written"):
        save_picture(widget, tmp_path / "nowhere" / "p.png")
    next(action for action in widget.actions() if action.objectName() == "actionCopyPicture").trigger()
    assert QGuiApplication.clipboard().image().size() == widget.size()


def test_numbers_are_not_kept_when_the_page_is_hidden_but_are_there_when_it_is_shown(inside):
    inside.open("Training")
    inside.session.select_neuron(0, 9)
    inside.open("Neuron")
    assert inside.text("neuronName") == "Neuron h10"
    assert isinstance(inside.find("lossPlot"), CurvePlot)
    assert replace(inside.session.weights) == inside.session.weights
