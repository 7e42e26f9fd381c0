"""Pictures of digits from files, from the clipboard and dropped on the window."""

import numpy as np
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtWidgets import QApplication

from nnapp.digits.datasets import load_course_digits
from tests.gui.dialogs import told
from tests.gui.drawing import SEVEN


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
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(path))])
    drop = QDropEvent(
        QPointF(50, 50), Qt.DropAction.CopyAction, files, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    with qtbot.waitSignal(hand.session.recognition_changed):
        hand.window.dropEvent(drop)
    assert hand.text("predictionLabel") == "4"


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
