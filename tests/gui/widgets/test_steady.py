import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from nnapp.gui.widgets.steady import Steady


class Surroundings(QWidget):
    """Counts how often it is laid out."""

    def __init__(self, text: QLabel) -> None:
        super().__init__()
        self.laid_out = 0
        layout = QVBoxLayout(self)
        layout.addWidget(Steady(text))
        layout.addStretch()

    def event(self, event: QEvent) -> bool:
        self.laid_out += event.type() == QEvent.Type.LayoutRequest
        return super().event(event)


def settle() -> None:
    """Handle what is asked of the text, and what that asks of its surroundings."""
    for _ in range(3):
        QApplication.processEvents()


@pytest.fixture
def surroundings(qtbot):
    text = QLabel("a = 0.12")
    text.setWordWrap(True)
    result = Surroundings(text)
    qtbot.addWidget(result)
    result.resize(200, 300)
    result.show()
    # From now on it is known what the text needs.
    text.setText("a = 0.13")
    settle()
    result.laid_out = 0
    return result


def test_a_text_that_fits_leaves_all_around_it_as_it_is(surroundings):
    text = surroundings.findChild(QLabel)
    text.setText("a = 0.14")
    settle()
    assert surroundings.laid_out == 0


def test_a_text_that_needs_more_lines_gets_them_and_gives_them_back(surroundings):
    text = surroundings.findChild(QLabel)
    height = text.height()
    text.setText("a = 0.14, which is more than before, " * 5)
    settle()
    assert text.height() >= text.heightForWidth(text.width()) > height
    text.setText("a = 0.15")
    settle()
    assert text.height() == height
