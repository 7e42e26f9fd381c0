"""A map can be read, zoomed and searched with the mouse and with the keys, and the drawing is seen in it."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication

from nnapp.gui.pages.evaluation.map.painting import with_room
from nnapp.gui.pages.evaluation.map.points import MapPoints
from nnapp.gui.pages.evaluation.map.view import NOWHERE, MapView
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.class_colours import class_color
from nnapp.gui.work.mapping import ActivationMap
from nnapp.nn.inspect.components import Components
from tests.gui.drawing import drag
from tests.gui.pages.evaluation.evaluations import evaluation_of, outputs_for

PLACES = ((0.0, 0.0), (10.0, 0.0), (0.0, 10.0), (10.0, 10.0), (6.5, 4.0))
LABELS, ANSWERS = (3, 1, 4, 8, 8), (3, 1, 4, 8, 2)
NUMBERS = (0, 2, 4, 6, 8)
"""The example that each point is: only every other one lies on the map."""
SHARES = np.array([0.34, 0.12])


def map_at(places, numbers):
    components = Components(np.zeros(3), np.eye(2, 3), SHARES)
    return ActivationMap(0, components, np.array(places, float), np.array(numbers))


def evaluation(labels=LABELS, answers=ANSWERS, names=tuple("0123456789")):
    outputs = outputs_for(np.repeat(answers, 2), 0.9, classes=len(names))
    return evaluation_of(np.repeat(labels, 2), outputs, names=names)


@pytest.fixture
def view(qtbot):
    view = MapView(Appearance("light"))
    qtbot.addWidget(view)
    view.resize(420, 420)
    view.show_map(map_at(PLACES, NUMBERS), evaluation())
    view.chosen_ones = []
    view.chosen.connect(view.chosen_ones.append)
    with qtbot.waitExposed(view):
        view.show()
    view.setFocus()
    return view


def pixel_of(view, point):
    return QPointF(*view.pixels()[point]).toPoint()


def wheel(view, place, steps):
    place = QPointF(place)
    turn = QPoint(0, 120 * steps)
    nothing = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(place, view.mapToGlobal(place), QPoint(), turn, *nothing, False)
    QApplication.sendEvent(view, event)
    return event.isAccepted()


def described(view):
    return view.accessibleDescription()


def test_a_distance_is_as_long_across_as_up_and_all_points_are_seen(view):
    view.resize(600, 420)
    pixels = view.pixels()
    assert pixels[1][0] - pixels[0][0] == pytest.approx(pixels[0][1] - pixels[2][1])
    assert pixels.min() > 0
    assert pixels[:, 1].max() < 420
    assert described(view) == "5 examples, 1 mistake"


def test_the_mouse_shows_what_a_point_is_and_a_click_chooses_its_example(view, qtbot):
    before = view.grab().toImage()
    qtbot.mouseMove(view, pixel_of(view, 4))
    assert described(view) == "8 read as 2: 0.90"
    assert view.grab().toImage() != before
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=pixel_of(view, 4))
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=pixel_of(view, 4) + QPoint(40, 0))
    qtbot.mouseClick(view, Qt.MouseButton.RightButton, pos=pixel_of(view, 4))
    assert view.chosen_ones == [8]
    assert view.current == NOWHERE


def test_arrow_keys_go_to_the_nearest_point_in_their_direction_and_enter_chooses_it(view, qtbot):
    view.show_drawing(np.array([3.5, 4.0]), 8, fires=True)
    found = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Right):
        qtbot.keyClick(view, key)
        found.append(view.current)
    # The first step is from the drawing; beyond the last point there is none.
    assert found == [4, 3, 3, 2, 0, 4]
    assert described(view) == "8 read as 2: 0.90"
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert view.chosen_ones == [8]


def test_where_points_lie_close_together_a_key_goes_as_far_as_can_be_seen(view, qtbot):
    view.show_map(map_at([(0, 0), (0.01, 0), (1, 0), (10, 0), (10.01, 0)], NUMBERS), evaluation())
    view.current, found = 0, []
    for _ in range(4):
        qtbot.keyClick(view, Qt.Key.Key_Right)
        found.append(view.current)
    assert found == [2, 3, 4, 4]


def test_the_wheel_zooms_where_the_mouse_is_once_the_map_has_the_focus(view, qtbot):
    at = pixel_of(view, 3)
    assert wheel(view, at, 2)
    assert (pixel_of(view, 3) - at).manhattanLength() <= 2
    far = view.pixels()[3] - view.pixels()[4]
    wheel(view, at, 4)
    assert np.abs(view.pixels()[3] - view.pixels()[4]).max() > np.abs(far).max()
    view.clearFocus()
    before = view.pixels()
    assert not wheel(view, at, 1)
    assert view.pixels() == pytest.approx(before)


def test_keys_zoom_too_and_bring_the_current_point_into_view(view, qtbot):
    everything = view.pixels()
    for _ in range(8):
        qtbot.keyClick(view, Qt.Key.Key_Plus)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    place = view.pixels()[view.current]
    assert view.current == 4
    assert view.rect().contains(QPointF(*place).toPoint())
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    assert view.pixels()[3] != pytest.approx(everything[3])
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert view.pixels() == pytest.approx(everything)


def test_the_key_0_stays_with_the_map_that_has_the_focus_though_the_window_uses_it_too(view, qtbot):
    everything, used = view.pixels(), []
    view.addAction("Zero", "0", lambda: used.append(0)).setShortcutContext(Qt.ShortcutContext.WindowShortcut)
    view.addAction("Usual size", "Ctrl+0", lambda: used.append("Ctrl"))
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    for modifier in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
        qtbot.keyClick(view, Qt.Key.Key_Plus)
        assert view.pixels() != pytest.approx(everything)
        qtbot.keyClick(view, Qt.Key.Key_0, modifier)
        assert view.pixels() == pytest.approx(everything)
    qtbot.keyClick(view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert used == ["Ctrl"]


def test_what_is_shown_is_dragged_which_is_no_click(view, qtbot):
    for _ in range(6):
        qtbot.keyClick(view, Qt.Key.Key_Plus)
    start = QPointF(pixel_of(view, 4))
    drag(view, start, start + QPointF(40, 20))
    assert view.pixels()[4] == pytest.approx([start.x() + 40, start.y() + 20], abs=1.5)
    assert view.chosen_ones == []


def test_points_have_the_colour_of_their_class_and_a_mistake_is_crossed(view):
    theme, image = Appearance("light").theme, view.grab().toImage()

    def colours_at(point, places):
        middle = pixel_of(view, point)
        return {image.pixelColor(middle + QPoint(x, y)).name() for x, y in places}

    around = [(x, y) for x in range(-6, 7) for y in range(-6, 7)]
    arms = [(x, slope * x) for x in (-5, -4, 4, 5) for slope in (1, -1)]
    for point, label in enumerate(LABELS):
        assert class_color(theme, label).name() in colours_at(point, around)
    assert colours_at(3, arms) == {"#ffffff"}
    assert len(colours_at(4, arms)) > 1


def test_the_drawing_is_a_ring_dashed_where_nothing_fires_and_none_where_nothing_is_drawn(view):
    pictures = [view.grab().toImage()]
    for place, answer, fires in ((None, 0, False), ((5, 2), 8, True), ((5, 2), 8, False), ((5, 2), 3, True)):
        view.show_drawing(None if place is None else np.array(place), answer, fires=fires)
        pictures.append(view.grab().toImage())
    assert pictures[0] == pictures[1]
    assert all(one != other for number, one in enumerate(pictures[1:], 1) for other in pictures[number + 1 :])


def test_a_drawing_beyond_the_edge_is_seen_upon_it(view):
    view.show_drawing(None)
    before = view.grab().toImage()
    view.show_drawing(np.array([1e9, 5.0]), 8, fires=True)
    after = view.grab().toImage()
    changed = [x for x in range(view.width()) if before.pixelColor(x, 195) != after.pixelColor(x, 195)]
    assert changed
    assert min(changed) > view.width() - 20


def test_the_axes_say_their_share_of_the_variance_in_any_size(view):
    view.resize(330, 330)
    small = view.grab().toImage()
    other = map_at(PLACES, NUMBERS)
    other.components.shares[:] = (0.5, 0.5)
    view.show_map(other, evaluation())
    assert view.grab().toImage() != small


def test_the_same_map_keeps_its_zoom_and_current_point_when_only_the_threshold_has_changed(view, qtbot):
    made = map_at(PLACES, NUMBERS)
    view.show_map(made, evaluation())
    wheel(view, pixel_of(view, 3), 3)
    qtbot.mouseMove(view, pixel_of(view, 3))
    places, current = view.pixels(), view.current
    view.show_map(made, evaluation())
    assert view.pixels() == pytest.approx(places)
    assert view.current == current != NOWHERE


def test_words_stand_where_there_is_no_map(view, qtbot):
    view.show_words("Placing the examples…")
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Plus, Qt.Key.Key_0):
        qtbot.keyClick(view, key)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    assert described(view) == "Placing the examples…"
    assert view.chosen_ones == []
    assert list(view.rows()) == []
    image = view.grab().toImage()
    assert any(image.pixelColor(x, y) != QColor("#FFFFFF") for x in range(120, 300) for y in range(190, 215))


def test_the_table_has_the_places_of_all_points(view):
    rows = list(view.rows())
    assert rows[0] == ("index", "class", "answer", "1st component", "2nd component")
    assert rows[1] == (0, "3", "3", 0.0, 0.0)
    assert rows[5] == (8, "8", "2", 6.5, 4.0)


@pytest.mark.parametrize("choice", ["light", "dark", "contrast"])
@pytest.mark.parametrize("names", [("a", "b", "c"), tuple(f"a long word {n}" for n in range(47))])
def test_any_classes_and_points_that_all_lie_on_one_spot_are_painted(qtbot, choice, names):
    appearance = Appearance(choice)
    appearance.set_zoom(1.5)
    view = MapView(appearance)
    qtbot.addWidget(view)
    view.show_map(map_at([(2.0, 2.0)] * 5, NUMBERS), evaluation((0, 1, 2, 0, 1), (0, 1, 2, 1, 0), names))
    centre = view.pixels()[0]
    qtbot.mouseMove(view, QPointF(*centre).toPoint())
    assert centre == pytest.approx(view.pixels()[4])
    assert not view.grab().isNull()


def test_letters_are_given_to_one_point_in_each_place_that_has_room_for_them():
    pixels = np.array([[1.0, 1.0], [2.0, 2.0], [11.0, 1.0], [-1.0, 1.0], [1.0, 25.0]])
    assert sorted(with_room(pixels, 10, 20)) == [0, 2, 3, 4]


@pytest.mark.parametrize(
    ("names", "marks"),
    [(("0", "1"), ("0", "1")), (("apple", "anchor"), ("app", "anc")), (("class 1", "class 12"), ("1", "12")),
     (("class_a", "class_b"), ("s_a", "s_b")), (("one car", "one cat", "two car"), ("one", "one", "two"))],
)  # fmt: skip
def test_a_class_is_marked_by_letters_that_tell_it_from_the_others(names, marks):
    points = MapPoints(map_at(PLACES, NUMBERS), evaluation((0,) * 5, (0,) * 5, names))
    assert points.marks == marks
