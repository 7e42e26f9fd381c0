"""How large everything is: what the user chose, times what the window has room for."""

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SMALL
from nnapp.gui.state.preferences import Preferences
from nnapp.gui.window.scaling import STEPS, Scaling


@pytest.fixture
def room(qtbot):
    """Return a window of the usual size and its appearance."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 800)
    return window, Appearance("light", window)


def resize(qtbot, window, appearance, *size):
    with qtbot.waitSignal(appearance.changed):
        window.resize(*size)


def test_the_user_goes_through_steps_from_80_to_250_percent(room):
    window, appearance = room
    scaling = Scaling(window, appearance, 1.0)
    for _ in range(20):
        scaling.step(-1)
    assert appearance.zoom == STEPS[0] == 0.8
    for _ in range(20):
        scaling.step(1)
    assert appearance.zoom == STEPS[-1] == 2.5
    scaling.step(0)
    assert appearance.zoom == 1.0


@pytest.mark.parametrize(("kept", "chosen"), [(1.26, 1.25), (-3.0, 0.8), (99.0, 2.5)])
def test_what_was_kept_is_taken_as_the_nearest_step(room, kept, chosen):
    assert Scaling(*room, kept).chosen == chosen


def test_a_larger_window_has_larger_type_and_a_smaller_one_keeps_the_usual(room, qtbot):
    window, appearance = room
    scaling = Scaling(window, appearance, 1.0)
    window.show()
    assert appearance.zoom == 1.0
    resize(qtbot, window, appearance, 1920, 1080)
    assert appearance.zoom == 1.25
    resize(qtbot, window, appearance, 3840, 2160)
    assert appearance.zoom == 2.1
    scaling.step(1)
    assert appearance.zoom == pytest.approx(1.1 * 2.1)
    scaling.step(0)
    resize(qtbot, window, appearance, 640, 480)
    assert appearance.zoom == 1.0


def test_the_smallest_type_of_a_presentation_has_22_pixels_at_1024x768(room):
    window, appearance = room
    scaling = Scaling(window, appearance, 1.0)
    window.resize(1024, 768)
    scaling.set_presenting(True)
    assert appearance.theme.font(SMALL).pixelSize() == 22
    scaling.set_presenting(False)
    assert appearance.theme.font(SMALL).pixelSize() == SMALL


def test_what_was_chosen_is_remembered(qtbot, window, tmp_path):
    from nnapp.gui.window.main_window import MainWindow

    store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    first = MainWindow(store)
    qtbot.addWidget(first)
    first.findChild(QAction, "actionZoomIn").trigger()
    first.close()
    assert Preferences(store).zoom == 1.1
    store.setValue("zoom", "large")
    assert Preferences(store).zoom == 1.0
