"""How the window looks: nothing is cut off, whatever its size and colours."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QToolButton,
    QTreeWidget,
    QWidget,
)

from nnapp.gui.state.view import Page
from tests.gui.drawing import SEVEN


def cut_off(window):
    """Return the texts in view for which their widgets are too small."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QLabel):
            is_small = (
                widget.heightForWidth(widget.width()) > widget.height()
                if widget.wordWrap()
                else widget.sizeHint().width() > widget.width() or widget.sizeHint().height() > widget.height()
            )
        elif isinstance(widget, QScrollArea):
            # What does not scroll to the side must fit.
            if widget.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
                content = widget.widget()
                if content.width() > widget.viewport().width():
                    found.append((content.objectName(), "wider than its area"))
            continue
        elif isinstance(widget, QPushButton | QToolButton | QCheckBox):
            is_small = widget.sizeHint().width() > widget.width()
        else:
            continue
        if is_small and widget.text():
            found.append((widget.objectName(), widget.text()))
    return found


@pytest.mark.parametrize("size", [(1024, 768), (1366, 768), (1280, 800)])
@pytest.mark.parametrize("page", Page)
def test_no_text_is_cut_off(hand, page, size):
    hand.window.resize(*size)
    hand.draw(SEVEN)
    hand.session.view.open(page)
    QApplication.processEvents()
    assert cut_off(hand.window) == []
    assert (hand.window.width(), hand.window.height()) == size


def test_no_text_of_the_eight_characteristics_is_cut_off(hand):
    hand.window.resize(1024, 768)
    hand.open(Page.TRAINING)
    characteristics = hand.window.findChild(QTreeWidget, "characteristics")
    assert characteristics.topLevelItemCount() == 8
    for row in range(8):
        characteristics.setCurrentItem(characteristics.topLevelItem(row))
        QApplication.processEvents()
        assert cut_off(hand.window) == [], row


def test_the_choice_of_lines_is_shown_whole(hand):
    hand.window.resize(1024, 768)
    QApplication.processEvents()
    box = hand.window.findChild(QComboBox, "linesCombo")
    assert box.width() >= box.sizeHint().width() > box.fontMetrics().horizontalAdvance(box.currentText())


@pytest.mark.parametrize(("choice", "low", "high"), [("light", 200, 255), ("dark", 0, 60), ("contrast", 0, 0)])
def test_every_appearance_is_painted(hand, choice, low, high):
    hand.window.appearance.choose(choice)
    image = hand.window.grab().toImage()
    assert low <= image.pixelColor(image.width() // 2, image.height() - 2).lightness() <= high


def test_the_pages_keep_their_height_whichever_is_shown(window):
    pages, heights = window.findChild(QTabWidget, "pages"), set()
    for size in ((1280, 800), (1024, 768)):
        window.resize(*size)
        for page in Page:
            window.session.view.open(page)
            QApplication.processEvents()
            heights.add((size, pages.height()))
    assert len(heights) == 2


@pytest.mark.parametrize("zoom", [1.0, 1.25, 2.0])
def test_the_eight_characteristics_are_all_in_view(hand, zoom):
    hand.open(Page.TRAINING)
    hand.window.appearance.set_zoom(zoom)
    QApplication.processEvents()
    assert hand.window.findChild(QTreeWidget, "characteristics").verticalScrollBar().maximum() == 0


def test_every_page_fits_a_window_of_940x450_without_scrolling_the_window(hand):
    hand.window.resize(940, 450)
    content = hand.window.findChild(QScrollArea, "windowArea").widget()
    for page in Page:
        hand.open(page)
        QApplication.processEvents()
        needed = content.minimumSizeHint()
        assert needed.width() <= 940, page
        assert needed.height() <= 450 - hand.window.menuBar().height(), page
    least = hand.window.minimumSizeHint()
    assert (least.width() <= 940, least.height() <= 450) == (True, True)
