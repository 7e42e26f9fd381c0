"""Pictures of digits from files, from the clipboard and dropped on the window."""

import numpy as np
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtWidgets import QApplication

from nnapp.digits.datasets import load_course_digits
from nnapp.gui.pages.training.data_source import DataSourceField
from nnapp.gui.state.view import Page
from nnapp.locations import shipped_weights
from tests.gui.dialogs import told
from tests.gui.drawing import SEVEN


def drop(window, *paths):
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    button, key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction | Qt.DropAction.MoveAction, files, button, key)
    window.dropEvent(event)
    return event.dropAction()


def test_a_picture_is_opened_pasted_and_dropped(hand, tmp_path, qtbot):
    four = np.kron(load_course_digits()[2], np.ones((6, 6), np.float32))
    path = tmp_path / "four.png"
    Image.fromarray(np.rint(255 * (1 - four)).astype(np.uint8)).save(path)
    with qtbot.waitSignal(hand.session.recognition_changed):
        hand.window.pictures.open_file(path)
    assert hand.text("predictionLabel") == "4"
    hand.trigger("actionClear")
    QApplication.clipboard().setImage(QImage(str(path)))
    hand.trigger("actionPastePicture")
    assert hand.text("predictionLabel") == "4"
    hand.trigger("actionClear")
    with qtbot.waitSignal(hand.session.recognition_changed), qtbot.waitSignal(hand.window.weights.told) as told_of:
        assert drop(hand.window, path, tmp_path / "five.png") is Qt.DropAction.CopyAction
    assert hand.text("predictionLabel") == "4"
    assert told_of.args == ["Only one file is opened at a time: four.png"]


def test_a_picture_without_a_digit_is_told_and_the_drawing_stays(hand, tmp_path, qtbot):
    hand.draw(SEVEN)
    path = tmp_path / "white.png"
    Image.new("L", (60, 60), 255).save(path)
    with told(qtbot) as words:
        hand.window.pictures.open_file(path)
    assert "white.png shows no digit" in words[0]
    QApplication.clipboard().clear()
    with told(qtbot) as words:
        hand.window.pictures.paste()
    assert words == ["There is no picture on the clipboard."]
    assert hand.text("predictionLabel") == "7"


def test_dropped_data_are_offered_to_learn_from_and_weights_are_opened(hand, tmp_path, qtbot, monkeypatch):
    data, weights = tmp_path / "own.csv", tmp_path / "own.safetensors"
    data.write_text("label," + ",".join(f"p{k}" for k in range(784)) + "\n" + ("1," + ",".join(["0"] * 784) + "\n") * 3)
    weights.write_bytes(shipped_weights("64").read_bytes())
    answers = [False, True]
    monkeypatch.setattr("nnapp.gui.window.main_window.confirm", lambda *_, **__: answers.pop(0))
    drop(hand.window, data)
    qtbot.waitUntil(lambda: len(answers) == 1)
    assert hand.session.view.page is Page.NEURON
    with qtbot.waitSignal(hand.session.view.page_changed):
        drop(hand.window, data)
    assert hand.window.findChild(DataSourceField).source == str(data)
    with qtbot.waitSignal(hand.session.network_changed):
        drop(hand.window, weights)
    assert hand.session.recogniser.network.sizes == (784, 64, 10)


def test_a_dropped_file_of_no_known_kind_is_told(hand, tmp_path, qtbot):
    path = tmp_path / "letter.txt"
    path.write_text("Dear network,")
    with told(qtbot) as words:
        drop(hand.window, path)
    assert words == ["letter.txt is not a network, a picture of a digit, or data to learn from."]
    with told(qtbot) as words:
        drop(hand.window, tmp_path)
    assert words[0].endswith("A folder of data has a subfolder with pictures for each class.")
