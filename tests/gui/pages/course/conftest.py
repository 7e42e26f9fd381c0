import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from nnapp.files.weight_file import load_weights
from nnapp.gui.pages.course.page import CoursePage
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.style_sheet import style_sheet
from nnapp.gui.paint.theme import TEXT, load_fonts
from nnapp.gui.state.preferences import Preferences
from nnapp.gui.state.session import Session
from nnapp.locations import default_weights
from tests.gui.pages.course.sample import LESSONS, MAKERS


@pytest.fixture
def preferences(tmp_path):
    return Preferences(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def session(qapp):
    return Session(load_weights(default_weights()))


@pytest.fixture
def make(qtbot, preferences, session):
    """Make a page of the small lessons, as it is when the window opens it."""
    load_fonts()

    def act(lessons=LESSONS, zoom=1.0):
        appearance = Appearance("light")
        appearance.set_zoom(zoom)
        QApplication.setFont(appearance.theme.font(TEXT))
        page = CoursePage(lessons, MAKERS, session, preferences, appearance)
        page.session = session
        page.setStyleSheet(style_sheet(appearance.theme))
        page.resize(950, 720)
        qtbot.addWidget(page)
        with qtbot.waitExposed(page):
            page.show()
        return page

    return act


@pytest.fixture
def page(make):
    return make()
