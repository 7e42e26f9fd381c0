"""The Network page without a window around it, which is built in a fraction of the time."""

import pytest
from PySide6.QtWidgets import QApplication

from nnapp.files.weight_file import load_weights
from nnapp.gui.pages.network.page import NetworkPage
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.style_sheet import style_sheet
from nnapp.gui.paint.theme import TEXT, load_fonts
from nnapp.gui.state.session import Session
from nnapp.gui.work.accuracy_meter import AccuracyMeter
from nnapp.gui.work.worker import Worker
from nnapp.locations import default_weights
from tests.gui.drawing import SEVEN
from tests.gui.inside import Inside


@pytest.fixture
def inside(qtbot):
    load_fonts()
    appearance, session, meter = Appearance("light"), Session(load_weights(default_weights())), AccuracyMeter()
    appearance.animates = False
    QApplication.setFont(appearance.theme.font(TEXT))
    page = NetworkPage(session, meter, appearance)
    page.session, page.appearance = session, appearance
    page.setStyleSheet(style_sheet(appearance.theme))
    page.resize(950, 720)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    first, *others = SEVEN
    session.sketch.begin_stroke(*first)
    for point in others:
        session.sketch.extend_stroke(*point)
    with qtbot.waitSignal(session.recognition_changed):
        session.sketch.end_stroke()
    yield Inside(page, qtbot)
    for worker in (*page.findChildren(Worker), *meter.findChildren(Worker)):
        worker.shut_down()
