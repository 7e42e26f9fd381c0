"""The pages beneath the diagram can be small: then they scroll down, and nothing in them is cut."""

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea

from nnapp.digits.datasets import load_course_digits
from nnapp.files.weight_file import load_weights
from nnapp.gui.pages.network.neuron.page import NeuronPage
from nnapp.gui.pages.network.preferred_input.page import PreferredInputPage
from nnapp.gui.pages.network.slow_motion.page import SlowMotionPage
from nnapp.gui.pages.network.what_if.page import WhatIfPage
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.style_sheet import style_sheet
from nnapp.gui.paint.theme import TEXT, load_fonts
from nnapp.gui.state.session import Session
from nnapp.locations import shipped_weights

SIZES = ((950, 250), (620, 200), (480, 120))


@pytest.fixture(params=[NeuronPage, SlowMotionPage, WhatIfPage, PreferredInputPage])
def page(request, qtbot, monkeypatch):
    # Measuring takes a second, and has the same words in the end.
    monkeypatch.setattr(WhatIfPage, "_measure", lambda *_: None)
    load_fonts()
    appearance = Appearance("light")
    QApplication.setFont(appearance.theme.font(TEXT))
    session = Session(load_weights(shipped_weights("64-32")))
    session.recognition = session.recogniser.recognise_prepared(load_course_digits()[0])
    session.selection.select(1, 7)
    page = request.param(session, appearance)
    page.session, page.appearance = session, appearance
    page.setStyleSheet(style_sheet(appearance.theme))
    qtbot.addWidget(page)
    page.show()
    return page


def is_cut(widget):
    """Return whether a text has less room than it needs, or lies outside of the widget around it."""
    parent = widget.parentWidget()
    needed = widget.minimumSizeHint()
    high = widget.heightForWidth(widget.width()) if widget.hasHeightForWidth() else needed.height()
    # The style rounds the margins of a button up, once more than its layout.
    return (
        widget.width() < needed.width() or widget.height() < high - 1 or not parent.rect().contains(widget.geometry())
    )


@pytest.mark.parametrize("zoom", [1.0, 1.5])
def test_nothing_is_cut_at_any_size(page, zoom):
    page.appearance.set_zoom(zoom)
    page.setStyleSheet(style_sheet(page.appearance.theme))
    assert page.minimumSizeHint().boundedTo(QSize(300, 100)) == page.minimumSizeHint()
    for width, height in SIZES:
        page.resize(round(zoom * width), round(zoom * height))
        for _ in range(5):
            # Each layout tells the one around it by an event of its own.
            QApplication.processEvents()
        texts = [part for kind in (QLabel, QAbstractButton) for part in page.findChildren(kind) if part.isVisible()]
        assert [part.text() for part in texts if is_cut(part)] == []
        area = page.findChild(QScrollArea)
        assert area.horizontalScrollBar().maximum() == 0
        last = max(texts, key=lambda part: part.mapTo(page, QPoint(0, 0)).y())
        area.ensureWidgetVisible(last)
        assert page.rect().contains(last.mapTo(page, last.rect().center()))
