"""Parts lie side by side where they fit, else below each other, and scroll rather than being cut."""

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.widgets.layouts import paragraph
from nnapp.gui.widgets.wrapping import Whole, share, wrap, wrap_parts


@pytest.fixture
def page(qtbot):
    appearance = Appearance("light")
    parts = [share(QWidget(), 1, appearance, 200, 300), share(QWidget(), 3, appearance, 100)]
    for part in parts:
        part.setMinimumHeight(150)
    page = QWidget()
    page.appearance, page.parts = appearance, parts
    wrap_parts(page, appearance, *parts)
    qtbot.addWidget(page)
    page.show()
    return page


def placed(page, width, height):
    page.resize(width, height)
    # Lays out what is visible.
    page.grab()
    return [part.geometry() for part in page.parts]


def test_what_is_left_is_shared_up_to_the_most_that_a_part_can_use(page):
    one, two = placed(page, 552, 400)
    assert one.top() == two.top()
    assert (one.width(), two.width()) == (250, 250)
    one, two = placed(page, 1552, 400)
    assert (one.width(), two.width()) == (300, 1200)
    assert one.height() == two.height() == 376


def test_where_they_do_not_fit_they_wrap_and_scroll(page):
    one, two = placed(page, 300, 120)
    assert one.bottom() < two.top()
    area = page.findChild(QScrollArea)
    assert area.verticalScrollBar().maximum() > 0
    assert area.horizontalScrollBar().maximum() == 0
    area.ensureWidgetVisible(page.parts[1])
    assert page.parts[1].mapTo(page, QPoint(0, 0)).y() < 120


def test_all_lengths_follow_the_zoom_and_the_page_can_be_small(page):
    page.appearance.set_zoom(2.0)
    one, two = placed(page, 552, 400)
    assert one.bottom() < two.top()
    assert page.minimumSizeHint().expandedTo(QSize(300, 100)) == QSize(300, 100)


def test_a_hidden_part_takes_no_room(page):
    page.parts[0].hide()
    _, two = placed(page, 552, 400)
    assert two.width() == 520


@pytest.mark.parametrize("words", [5, 50])
def test_what_is_whole_asks_for_the_height_of_its_words_wherever_it_lies(qtbot, words):
    text, page = paragraph("word " * words), QWidget()
    qtbot.addWidget(page)
    QVBoxLayout(page).addWidget(wrap(Whole(), Appearance("light"), text))
    page.resize(200, 20)
    page.show()
    QApplication.processEvents()
    assert text.height() >= text.heightForWidth(text.width())
    assert page.minimumSizeHint().height() >= text.heightForWidth(text.width())
