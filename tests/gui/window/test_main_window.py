"""The real window, driven by mouse and keys as a user drives it."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QAction, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QTabWidget,
    QToolButton,
    QWidget,
)

from nnapp.digits.data_settings import DataSettings
from nnapp.digits.datasets import load_course_digits
from nnapp.files.run_settings import RunSettings
from nnapp.gui.board.canvas import Canvas
from nnapp.gui.widgets.activation_chart import ActivationChart
from nnapp.gui.widgets.curve_plot import CurvePlot
from nnapp.gui.window.main_window import MainWindow
from nnapp.nn.reports import Outcome
from nnapp.nn.settings import TrainingSettings
from tests.gui.drawing import ONE, SEVEN, draw

OBJECT_NAMES = (
    "canvas", "networkView", "productTable", "predictionLabel", "activationChart", "trainingPanel", "trainButton",
    "stopButton",
    "epochsSpinBox", "hiddenNeurons1", "learningRateSpinBox", "characteristics",
    "pauseButton", "runsTable", "lossPlot", "trainingProgress", "accuracyLabel",
)  # fmt: skip
ACTION_NAMES = ("actionOpenWeights", "actionSaveWeights", "actionUndo", "actionRedo", "actionClear")
LONG = 60_000
"""Milliseconds that a training in a test may take at most."""


class Hand:
    """Finds the parts of a window by their object names."""

    def __init__(self, window, qtbot):
        self.window, self.qtbot = window, qtbot
        self.canvas = window.findChild(Canvas, "canvas")
        self.chart = window.findChild(ActivationChart, "activationChart")
        self.plot = window.findChild(CurvePlot, "lossPlot")
        self.trainer = window.trainer
        self.session = window.session

    def text(self, name):
        return self.window.findChild(QLabel, name).text()

    def draw(self, points):
        with self.qtbot.waitSignal(self.session.recognition_changed):
            draw(self.canvas, points)

    def trigger(self, name):
        with self.qtbot.waitSignal(self.session.recognition_changed):
            self.window.findChild(QAction, name).trigger()

    def click(self, name):
        self.qtbot.mouseClick(self.window.findChild(QPushButton, name), Qt.MouseButton.LeftButton)

    def set(self, name, value):
        self.window.findChild(QSpinBox, name).setValue(value)

    def few_digits(self):
        for name, number in (
            ("drawnDigitsSpinBox", 0),
            ("mnistDigitsSpinBox", 6_000),
            ("validationDigitsSpinBox", 2_000),
        ):
            self.set(name, number)

    def train(self, epochs):
        self.set("epochsSpinBox", epochs)
        self.few_digits()
        with self.qtbot.waitSignal(self.trainer.ended, timeout=LONG) as ended:
            self.click("trainButton")
        return ended.args[0]


@pytest.fixture
def hand(window, qtbot):
    return Hand(window, qtbot)


def first_weights(session):
    return session.recogniser.network.layers[0].weights


def test_every_part_can_be_found_by_its_name(window):
    for name in OBJECT_NAMES:
        assert window.findChild(QWidget, name) is not None, name
    for name in ACTION_NAMES:
        assert window.findChild(QAction, name) is not None, name


def test_at_launch_nothing_is_drawn_and_no_neuron_fires(hand):
    assert hand.text("predictionLabel") == "–"
    assert hand.text("predictionHeadline") == "Nothing is drawn"
    assert hand.chart.bars.blank
    assert hand.chart.bars.fired == frozenset()


def test_drawing_a_digit_names_it(hand):
    hand.draw(SEVEN)
    assert hand.text("predictionLabel") == "7"
    assert hand.text("predictionHeadline") == "Neuron 7 fires"
    assert hand.chart.bars.fired == frozenset({7})
    assert max(range(10), key=hand.chart.bars.values.__getitem__) == 7
    assert "7: " in hand.chart.accessibleDescription()
    assert "fires" in hand.chart.accessibleDescription()


def test_recognition_is_live_while_the_stroke_is_drawn(hand, qtbot):
    with qtbot.waitSignal(hand.session.recognition_changed):
        draw(hand.canvas, SEVEN, release=False)
    assert hand.text("predictionLabel") == "7"
    assert not hand.session.sketch.can_undo


def test_a_stroke_is_unbroken_however_fast_the_mouse(hand):
    hand.draw([ONE[0], ONE[-1]])
    rows = hand.session.ink[5:23].max(axis=1)
    assert (rows > 0.9).all()


def test_undo_redo_and_clear_go_through_the_drawing(hand):
    hand.draw(ONE)
    one = hand.session.ink.copy()
    hand.draw(SEVEN)
    both = hand.session.ink.copy()
    hand.trigger("actionUndo")
    assert np.array_equal(hand.session.ink, one)
    hand.trigger("actionRedo")
    assert np.array_equal(hand.session.ink, both)
    hand.trigger("actionClear")
    assert not hand.session.ink.any()
    assert hand.text("predictionLabel") == "–"
    hand.trigger("actionUndo")
    assert np.array_equal(hand.session.ink, both)


def test_undo_in_the_middle_of_a_stroke_takes_back_that_stroke_only(hand, qtbot):
    hand.draw(ONE)
    one = hand.session.ink.copy()
    with qtbot.waitSignal(hand.session.recognition_changed):
        draw(hand.canvas, SEVEN, release=False)
    hand.trigger("actionUndo")
    assert np.array_equal(hand.session.ink, one)
    # What the hand goes on to draw with the button still down belongs to the stroke that was taken back.
    QTest.mouseMove(hand.canvas, hand.canvas.rect().center())
    QTest.mouseRelease(hand.canvas, Qt.MouseButton.LeftButton)
    assert len(hand.session.sketch.drawing.strokes) == 1


def test_the_pen_stays_on_the_canvas(hand):
    hand.draw([(14, 14), (40, 14)])
    assert hand.session.sketch.drawing.strokes[0].max() <= 28
    assert hand.session.ink[:, 27].any()


def test_only_the_left_button_draws(hand, qtbot):
    QTest.mouseClick(hand.canvas, Qt.MouseButton.RightButton)
    assert hand.session.sketch.drawing.is_empty


def test_the_eraser_takes_ink_away_in_one_step_of_undo(hand):
    hand.draw([(4, 14), (24, 14)])
    line = hand.session.ink.copy()
    hand.window.findChild(QAction, "actionEraser").trigger()
    hand.draw([(14, 4), (14, 10), (14, 24)])
    assert hand.session.ink[:, 14].max() == 0
    assert len(hand.session.sketch.drawing.strokes) == 2
    hand.trigger("actionUndo")
    assert np.array_equal(hand.session.ink, line)
    hand.window.findChild(QAction, "actionPen").trigger()
    hand.draw(ONE)
    assert hand.session.ink[:, 14].max() == 1


def test_the_width_of_the_pen_changes_the_canvas_and_not_what_the_network_sees(hand):
    hand.draw(SEVEN)
    thin, seen = hand.session.ink.sum(), hand.session.recognition.seen.copy()
    hand.trigger("actionPen4")
    assert hand.session.ink.sum() > 1.5 * thin
    assert np.array_equal(hand.session.recognition.seen, seen)


def test_a_picture_is_opened_pasted_and_dropped(hand, tmp_path, qtbot):
    four = np.kron(load_course_digits()[2], np.ones((6, 6), np.float32))
    path = tmp_path / "four.png"
    Image.fromarray(np.rint(255 * (1 - four)).astype(np.uint8)).save(path)
    with qtbot.waitSignal(hand.session.recognition_changed):
        hand.window.open_picture_file(path)
    assert hand.text("predictionLabel") == "4"
    hand.trigger("actionClear")
    QApplication.clipboard().setImage(QImage(str(path)))
    hand.trigger("actionPastePicture")
    assert hand.text("predictionLabel") == "4"
    hand.trigger("actionClear")
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(path))])
    drop = QDropEvent(
        QPointF(50, 50), Qt.DropAction.CopyAction, files, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    with qtbot.waitSignal(hand.session.recognition_changed):
        hand.window.dropEvent(drop)
    assert hand.text("predictionLabel") == "4"


def test_a_picture_without_a_digit_is_told_and_the_drawing_stays(hand, tmp_path):
    hand.draw(SEVEN)
    path = tmp_path / "white.png"
    Image.new("L", (60, 60), 255).save(path)
    told = []

    def read_and_close():
        box = QApplication.activeModalWidget()
        told.append(box.text())
        box.accept()

    QTimer.singleShot(0, read_and_close)
    hand.window.open_picture_file(path)
    assert "white.png shows no digit" in told[0]
    QApplication.clipboard().clear()
    QTimer.singleShot(0, read_and_close)
    hand.window.paste_picture()
    assert told[1] == "There is no picture on the clipboard."
    assert hand.text("predictionLabel") == "7"


def test_actions_are_enabled_only_when_they_can_do_something(hand):
    undo, redo, clear = (hand.window.findChild(QAction, f"action{name}") for name in ("Undo", "Redo", "Clear"))
    assert [action.isEnabled() for action in (undo, redo, clear)] == [False, False, False]
    hand.draw(ONE)
    assert [action.isEnabled() for action in (undo, redo, clear)] == [True, False, True]
    hand.trigger("actionUndo")
    assert [action.isEnabled() for action in (undo, redo, clear)] == [False, True, False]


def test_the_samples_of_the_course_are_recognised(hand, qtbot):
    for digit in (5, 0, 4, 1, 9, 2):
        with qtbot.waitSignal(hand.session.recognition_changed):
            qtbot.mouseClick(hand.window.findChild(QToolButton, f"sample{digit}"), Qt.MouseButton.LeftButton)
        assert hand.text("predictionLabel") == str(digit)


def test_when_no_neuron_fires_the_window_says_so(hand):
    # A threshold that a sigmoid cannot reach, instead of hoping for a scribble that stays silent.
    hand.session.networks.use(
        replace(
            hand.session.networks.current.weights, recogniser=replace(hand.session.recogniser, firing_threshold=1.0)
        )
    )
    hand.draw(SEVEN)
    assert hand.text("predictionLabel") == "–"
    assert hand.text("predictionHeadline") == "No neuron fires"
    assert hand.chart.bars.fired == frozenset()
    assert not hand.chart.bars.blank


def test_training_to_the_end_replaces_the_network_and_the_old_one_can_be_had_back(hand):
    before = first_weights(hand.session)
    end = hand.train(epochs=3)
    assert end.outcome is Outcome.FINISHED
    trained = first_weights(hand.session)
    assert not np.array_equal(before, trained)
    training, validation = hand.plot.plot.curves
    assert training.x.tolist() == validation.x.tolist() == [1, 2, 3]
    assert training.y[-1] < training.y[0]
    assert validation.y[-1] < validation.y[0]
    assert hand.window.findChild(QProgressBar, "trainingProgress").value() == 1000
    accuracy = float(hand.text("accuracyLabel").removesuffix(" %"))
    assert accuracy == pytest.approx(100 * end.kept.record.validation_accuracy, abs=0.051)
    assert accuracy > 85
    hand.click("networkBeforeButton")
    assert np.array_equal(first_weights(hand.session), before)
    hand.click("networkBeforeButton")
    assert np.array_equal(first_weights(hand.session), trained)


def test_the_last_trained_network_is_kept_without_saving(hand, qtbot):
    last = hand.window.findChild(QAction, "actionLastTrained")
    assert not last.isEnabled()
    hand.train(epochs=1)
    trained = first_weights(hand.session)
    hand.window.close()
    with_another_window = MainWindow()
    qtbot.addWidget(with_another_window)
    other = Hand(with_another_window, qtbot)
    assert not np.array_equal(first_weights(other.session), trained)
    other.trigger("actionLastTrained")
    assert np.array_equal(first_weights(other.session), trained)


def test_a_run_that_cannot_be_kept_is_told(hand, tmp_path):
    (tmp_path / "file").write_text("in the way")
    hand.window.library._folder = tmp_path / "file"
    assert hand.train(epochs=1).outcome is Outcome.FINISHED
    assert "cannot be kept: not a directory" in hand.text("trainingProblem")


def test_stop_in_the_middle_keeps_the_last_whole_epoch_and_drawing_stays_live(hand, qtbot):
    hand.few_digits()
    hand.set("epochsSpinBox", 500)
    with qtbot.waitSignals([hand.trainer.epoch_done] * 3, timeout=LONG):
        hand.click("trainButton")
    assert not hand.window.findChild(QPushButton, "trainButton").isEnabled()
    hand.draw(SEVEN)
    assert hand.session.is_training_shown
    assert hand.text("epochLabel").endswith("of 500")
    with qtbot.waitSignal(hand.trainer.ended, timeout=LONG) as ended:
        hand.click("stopButton")
    end = ended.args[0]
    assert end.outcome is Outcome.STOPPED
    best = min(hand.trainer.curve[1:], key=lambda figures: figures.validation_loss)
    assert end.kept.record.epochs == best.epoch
    assert np.array_equal(first_weights(hand.session), end.kept.recogniser.network.layers[0].weights)
    assert hand.text("epochLabel") == f"Stopped: the network after epoch {best.epoch} is kept"
    assert not hand.session.is_training_shown
    assert hand.window.findChild(QPushButton, "trainButton").isEnabled()


def test_stop_before_the_first_epoch_changes_nothing(hand, qtbot):
    before = first_weights(hand.session)
    hand.click("trainButton")
    with qtbot.waitSignal(hand.trainer.ended, timeout=LONG) as ended:
        hand.click("stopButton")
    assert ended.args[0].outcome is Outcome.STOPPED
    assert first_weights(hand.session) is before
    assert hand.text("epochLabel") == "Stopped before the first epoch: nothing has changed"


def test_divergence_is_told_and_the_network_stays(hand, qtbot):
    before = first_weights(hand.session)
    with qtbot.waitSignal(hand.trainer.ended, timeout=LONG) as ended:
        hand.trainer.start(
            RunSettings(TrainingSettings(learning_rate=1e38, epochs=3), DataSettings(mnist=900, drawn=0))
        )
    end = ended.args[0]
    assert end.outcome is Outcome.DIVERGED
    assert first_weights(hand.session) is before
    assert "lower learning rate" in hand.text("trainingProblem")


def test_steps_too_long_to_be_stopped_are_refused_with_what_would_be_right(hand):
    hand.set("hiddenNeurons1", 500)
    hand.set("batchSizeSpinBox", 10_000)
    assert "use a mini-batch of at most 755" in hand.text("settingsProblem")
    hand.set("hiddenNeurons1", 2_000)
    hand.click("addLayerButton")
    hand.set("hiddenNeurons2", 2_000)
    assert "at most 2,000,000 can be trained here" in hand.text("settingsProblem")
    assert not hand.window.findChild(QPushButton, "trainButton").isEnabled()


def in_save_dialog(act):
    """Do ``act`` with the save dialog as soon as it is open."""

    def find():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        act(dialog)

    QTimer.singleShot(0, find)


def test_save_then_open_gives_the_same_network(hand, tmp_path, monkeypatch):
    monkeypatch.setattr(hand.window.weights, "folder", tmp_path)
    saved = first_weights(hand.session)

    def type_a_name(dialog):
        dialog.findChild(QLineEdit).setText("mine")
        dialog.accept()

    in_save_dialog(type_a_name)
    hand.window.findChild(QAction, "actionSaveWeights").trigger()
    path = tmp_path / "mine.safetensors"
    assert path.is_file()
    hand.train(epochs=1)
    assert not np.array_equal(first_weights(hand.session), saved)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    hand.trigger("actionOpenWeights")
    assert np.array_equal(first_weights(hand.session), saved)


@pytest.mark.parametrize(("name", "hidden"), [("default", (15,)), ("64", (64,)), ("64-32", (64, 32))])
def test_each_shipped_network_recognises_a_drawing(hand, name, hidden):
    hand.draw(SEVEN)
    hand.trigger(f"actionShipped-{name}")
    assert hand.session.recogniser.network.sizes == (784, *hidden, 10)
    assert hand.text("predictionLabel") == "7"


def test_saving_asks_before_it_replaces_a_file(hand, tmp_path, monkeypatch):
    monkeypatch.setattr(hand.window.weights, "folder", tmp_path)
    there = tmp_path / "mine.safetensors"
    there.write_text("precious")
    asked = []

    def type_the_same_name(dialog):
        dialog.findChild(QLineEdit).setText("mine")

        def say_no():
            box = QApplication.activeModalWidget()
            asked.append(box.text())
            box.reject()
            dialog.reject()

        QTimer.singleShot(0, say_no)
        dialog.accept()

    in_save_dialog(type_the_same_name)
    hand.window.findChild(QAction, "actionSaveWeights").trigger()
    assert "mine.safetensors already exists" in asked[0]
    assert there.read_text() == "precious"


def test_a_file_that_is_no_network_is_told_and_the_network_stays(hand, tmp_path):
    before = first_weights(hand.session)
    path = tmp_path / "bad.safetensors"
    path.write_text("hello")
    told = []

    def read_and_close():
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        told.append(box.text())
        box.accept()

    QTimer.singleShot(0, read_and_close)
    hand.window.weights.open_file(path)
    assert told == [
        f"{path} is not a weight file that nnapp can use: its format is unknown; it should be "
        "safetensors, .npz, .json of Nielsen's book or Keras."
    ]
    assert first_weights(hand.session) is before


def test_closing_while_training_ends_cleanly(hand, qtbot):
    hand.few_digits()
    hand.set("epochsSpinBox", 500)
    with qtbot.waitSignal(hand.trainer.epoch_done, timeout=LONG):
        hand.click("trainButton")
    assert hand.window.close()
    assert not hand.trainer.is_running


def test_light_and_dark_are_both_painted(hand, qtbot):
    grounds = {}
    for choice in ("light", "dark"):
        hand.window.appearance.choose(choice)
        image = hand.window.grab().toImage()
        grounds[choice] = image.pixelColor(image.width() // 2, image.height() - 2).lightness()
    assert grounds["light"] > 200
    assert grounds["dark"] < 60


def test_no_text_is_cut_off_at_1024_by_768(hand):
    hand.window.resize(1024, 768)
    QApplication.processEvents()
    for kind in (QLabel, QPushButton, QToolButton):
        for widget in hand.window.findChildren(kind):
            if widget.isVisible() and widget.text() and not (kind is QLabel and widget.wordWrap()):
                assert widget.width() >= widget.sizeHint().width(), widget.text()
    assert hand.window.width() == 1024
    assert hand.window.height() == 768


def test_the_rows_keep_their_heights_whatever_page_is_shown(window, qtbot):
    pages, heights = window.findChild(QTabWidget, "pages"), set()
    for size in ((1280, 800), (1024, 768)):
        window.resize(*size)
        for number in range(pages.count()):
            pages.setCurrentIndex(number)
            QApplication.processEvents()
            heights.add((size, pages.height()))
            page = pages.currentWidget()
            assert page.minimumSizeHint().height() <= page.height() or page.findChild(QScrollArea) is not None
    assert len(heights) == 2
