"""The Training page and the Runs page can be small and enlarged: then they scroll, and nothing in them is cut."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from nnapp.files.weight_file import load_weights
from nnapp.gui.pages.runs.page import RunsPage
from nnapp.gui.pages.training.characteristic_list import CharacteristicList
from nnapp.gui.pages.training.characteristics import Characteristic
from nnapp.gui.pages.training.page import TrainingPage
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.style_sheet import style_sheet
from nnapp.gui.paint.theme import TEXT, load_fonts
from nnapp.gui.state.session import Session
from nnapp.gui.work.run_library import RunLibrary
from nnapp.gui.work.trainer import Trainer
from nnapp.gui.work.worker import Worker
from nnapp.locations import default_weights
from tests.gui.pages.network.test_small_pages import is_cut

SIZES = ((950, 720), (600, 330))


@pytest.fixture
def show(qtbot, tmp_path):
    load_fonts()
    library = RunLibrary(tmp_path)
    trainer = Trainer(library)
    shown = []

    def act(kind, zoom):
        appearance = Appearance("light")
        appearance.set_zoom(zoom)
        QApplication.setFont(appearance.theme.font(TEXT))
        session = Session(load_weights(default_weights()))
        page = (
            TrainingPage(session, trainer, library, appearance)
            if kind is TrainingPage
            else RunsPage(trainer, library, appearance)
        )
        page.setStyleSheet(style_sheet(appearance.theme))
        qtbot.addWidget(page)
        page.show()
        shown.append(page)
        return page

    yield act
    for page in shown:
        for worker in page.findChildren(Worker):
            worker.shut_down()


def settled(page, width, height):
    page.resize(width, height)
    for _ in range(5):
        # Each layout tells the one around it by an event of its own.
        QApplication.processEvents()
    return [
        part.text()
        for kind in (QLabel, QAbstractButton)
        for part in page.findChildren(kind)
        # The arrows of a row of tabs that is too narrow, and a button that shortens its text.
        if part.isVisible() and part.text() and part.objectName() != "dataSourceButton" and is_cut(part)
    ]


@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_nothing_is_cut_on_the_training_page(show, zoom):
    page = show(TrainingPage, zoom)
    characteristics = page.findChild(CharacteristicList)
    assert page.minimumSizeHint().boundedTo(QSize(round(300 * zoom), round(200 * zoom))) == page.minimumSizeHint()
    for width, height in SIZES:
        for side in (1, 0):
            page._sides.show_side(side)
            assert settled(page, width, height) == []
        for characteristic in Characteristic:
            characteristics.select(characteristic)
            assert settled(page, width, height) == [], characteristic
            assert characteristics.verticalScrollBar().maximum() == 0
        characteristics.select(None)


@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_nothing_is_cut_on_the_runs_page(show, zoom):
    page = show(RunsPage, zoom)
    for width, height in SIZES:
        assert settled(page, width, height) == []
