"""One factor enlarges the whole window: type, spaces, fixed sizes, and what is painted."""

import gc
import re
import weakref
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollBar,
    QSpinBox,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from nnapp.gui.pages.evaluation.page import EvaluationPage
from nnapp.gui.paint.appearance import LARGEST, SMALLEST, Appearance
from nnapp.gui.paint.style_sheet import style_sheet
from nnapp.gui.paint.theme import HUGE, LARGE, LIGHT, SMALL, TEXT, TextHeight
from nnapp.gui.state.view import Page
from nnapp.locations import resources_folder
from tests.gui.inside import LONG

MOST = 524_287
"""Sizes from here on are none for Qt: there is no limit."""


def settle():
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    for _ in range(5):
        QCoreApplication.processEvents()


def lengths_of(window):
    """Return every length that the window has been given, by where it is."""
    for page in Page:
        window.session.view.open(page)
        settle()
    gc.collect()
    found = {}
    content = window.centralWidget()
    # Qt's own scroll areas and lists hold boxes that are neither.
    for layout in (*content.findChildren(QHBoxLayout), *content.findChildren(QVBoxLayout)):
        place = repr(layout)
        found[f"{place}: spacing"] = layout.spacing()
        found.update({f"{place}: {name}": getattr(layout.contentsMargins(), name)() for name in ("left", "top")})
    for form in content.findChildren(QFormLayout):
        found[f"{form}: across"] = form.horizontalSpacing()
        found[f"{form}: down"] = form.verticalSpacing()
    # What Qt names itself, such as the frame of a scroll bar, comes and goes.
    for widget in (part for part in content.findChildren(QWidget) if not part.objectName().startswith("qt_")):
        place = repr(widget)
        found[f"{place}: type"] = widget.font().pixelSize()
        if isinstance(widget, QTableView):
            found[f"{place}: rowHeight"] = widget.verticalHeader().defaultSectionSize()
        for name in ("minimumWidth", "minimumHeight", "maximumWidth", "maximumHeight"):
            value = getattr(widget, name)()
            if 0 < value < MOST:
                found[f"{place}: {name}"] = value
    return found


def resize(window, qtbot, width, height):
    with qtbot.waitSignal(window.appearance.changed):
        window.resize(width, height)


def test_in_a_window_with_room_for_it_every_length_is_twice_as_long(window, qtbot):
    window.session.view.open(Page.EVALUATION)
    with qtbot.waitSignal(window.findChild(EvaluationPage).evaluated, timeout=LONG):
        settle()
    before = lengths_of(window)
    resize(window, qtbot, 3226, 2016)
    assert window.appearance.zoom == 2.0
    settle()
    after = lengths_of(window)
    assert before.keys() == after.keys()
    assert len(before) > 500
    # The height of a line of letters is a whole number of pixels, so that several lines may be off by some.
    wrong = {
        name: (value, after[name])
        for name, value in before.items()
        if abs(after[name] - 2 * value) > (0.08 * after[name] if "Height" in name else 0)
    }
    assert wrong == {}
    resize(window, qtbot, 1280, 800)
    settle()
    assert lengths_of(window) == before


@pytest.mark.parametrize("choice", ["light", "dark", "contrast"])
@pytest.mark.parametrize("zoom", [SMALLEST, 1.0, 2.5])
def test_every_page_is_painted_at_every_size(inside, choice, zoom):
    inside.window.appearance.choose(choice)
    inside.window.appearance.set_zoom(zoom)
    for page in Page:
        inside.open(page)
        settle()
        assert not inside.window.grab().isNull()


def test_the_window_looks_as_before_when_the_zoom_is_reset(inside):
    # On a busy machine the accuracy of the network would be told between the two pictures.
    inside.window.meter._soon.stop()
    inside.window.appearance.choose("light")
    inside.open(Page.NEURON)
    settle()
    size, before = inside.window.size(), inside.window.grab().toImage()
    inside.window.appearance.set_zoom(1.5)
    settle()
    assert inside.window.grab().toImage() != before
    inside.window.appearance.set_zoom(1.0)
    settle()
    inside.window.resize(size)
    settle()
    # FreeType may smooth the edge of a large letter a hair differently after it has met another size.
    assert np.abs(pixels(inside.window.grab().toImage()) - pixels(before)).max() <= 8


def pixels(image):
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1).astype(int)


def test_what_is_built_while_enlarged_is_as_large_as_what_was_enlarged(window, qtbot):
    window.session.view.open(Page.TRAINING)
    window.appearance.set_zoom(2.0)
    window.findChild(QPushButton, "addLayerButton").click()
    first, second = (window.findChild(QSpinBox, f"hiddenNeurons{number}") for number in (1, 2))
    assert first.height() == second.height() == window.appearance.px(TextHeight(1, room=12))


def test_scrollbars_and_headings_follow(window):
    bar, heading = (
        window.findChild(QScrollBar),
        next(x for x in window.findChildren(QLabel) if x.text() == "DRAW A DIGIT"),
    )
    bar.ensurePolished()
    width, letters = bar.sizeHint().width(), heading.font().pixelSize()
    window.appearance.set_zoom(2.0)
    assert (bar.sizeHint().width(), heading.font().pixelSize()) == (2 * width, 2 * letters)


def test_a_length_is_whole_pixels_and_never_vanishes():
    small = replace(LIGHT, zoom=0.8)
    assert [small.px(length) for length in (0, 0.1, 1, 4, -1)] == [0, 1, 1, 3, -1]
    assert [LIGHT.px(length) for length in (0, 1, 4, 13)] == [0, 1, 4, 13]
    assert [small.font(size).pixelSize() for size in (SMALL, TEXT, LARGE, HUGE)] == [9, 10, 22, 67]
    assert LIGHT.font(TEXT) is LIGHT.font(TEXT)
    assert small.width(1.0) == 1.0
    assert small.width(0.5) == 0.5


def test_a_zoom_stays_within_what_is_possible_and_is_told_once(qapp, qtbot):
    appearance = Appearance("light")
    with qtbot.waitSignal(appearance.changed):
        appearance.set_zoom(9.0)
    assert appearance.zoom == LARGEST
    with qtbot.assertNotEmitted(appearance.changed):
        appearance.set_zoom(LARGEST)
    appearance.choose("dark")
    assert (appearance.zoom, appearance.theme.name) == (LARGEST, "dark")


def test_what_is_scaled_is_forgotten_with_its_object(qapp):
    appearance, label, other = Appearance("light"), QLabel(), QLabel()
    appearance.scale(label.setFixedWidth, 100)
    appearance.scale(label.setFixedWidth, 50)
    appearance.scale(other.setFixedWidth, 10)
    appearance.set_zoom(2.0)
    assert (label.width(), other.width()) == (100, 20)
    other.deleteLater()
    settle()
    is_kept = weakref.ref(label)
    del label
    gc.collect()
    assert is_kept() is None
    # It would fail at an object that Qt has deleted.
    appearance.set_zoom(1.5)


def test_every_length_of_the_style_sheet_is_enlarged():
    usual, large = style_sheet(LIGHT), style_sheet(replace(LIGHT, zoom=2.0))
    assert "font-size: 13px" in usual
    assert "font-size: 26px" in large
    assert "$" not in usual
    lengths = [[int(found) for found in re.findall(r"(-?\d+)px", sheet)] for sheet in (usual, large)]
    assert lengths[1] == [2 * length for length in lengths[0]]


def test_the_style_sheet_knows_roles_and_not_single_widgets():
    sheet = (resources_folder() / "style.qss").read_text(encoding="utf-8")
    assert "#" not in sheet


def test_the_digits_to_try_are_as_large_as_their_buttons_allow(window):
    button = window.findChild(QToolButton, "sample5")
    for zoom in (1.0, 2.5):
        window.appearance.set_zoom(zoom)
        assert button.icon().actualSize(QSize(500, 500)) == button.iconSize() == window.appearance.theme.size(28, 28)
