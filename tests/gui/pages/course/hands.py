"""Two hands that work through a lesson, one with the mouse alone and one with the keyboard alone.

A number in a field is typed by either.
"""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QSlider, QStyle, QStyleOptionSlider, QWidget

from nnapp.gui.board.canvas import Canvas
from nnapp.gui.pages.course.activities.pixel_grid import PixelGrid
from nnapp.gui.widgets.diagram.network_diagram import NetworkDiagram
from nnapp.gui.widgets.number_slider import NumberSlider
from tests.gui.drawing import drag, draw, neuron_place

KEY, LEFT, NONE = Qt.Key, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
STROKES = {"5": [(9, 5), (7, 14), (20, 14)], "4": [(18, 6), (17, 23)]}
"""A 4 in two strokes: the first of them alone is taken for something else, as a 5 is."""
LONGEST_WAY = 150
"""Presses of Tab; more than once round."""


class Hand:
    """What either can do; subclasses say how to ``reach`` a widget and to ``press`` a button."""

    def __init__(self, stage, activity):
        self.stage, self.activity = stage, activity

    def find(self, name, kind=QWidget):
        found = self.stage.findChild(kind, name)
        assert found.isVisible(), name
        return found

    def press(self, name, times=1):
        for _ in range(times):
            self.push(self.find(name))

    def enter(self, name, typed):
        field = self.find(name)
        self.reach(field)
        field.selectAll()
        QTest.keyClicks(field, typed)
        self.finish(field)

    def place_of(self, name, value):
        """Return a slider, and its position for that number."""
        slider = self.find(name, QSlider)
        number = slider.parentWidget()
        assert isinstance(number, NumberSlider)
        return slider, round((value - number._low) / number._step)

    def finish(self, field):
        QTest.keyClick(field, KEY.Key_Return)


class Mouse(Hand):
    def reach(self, widget, place=None):
        QTest.mouseClick(widget, LEFT, NONE, place or widget.rect().center())

    push = reach

    def option(self, name):
        """Choose an answer by its text."""
        self.push(self.find(name).parentWidget())

    def finish(self, field):
        # The number counts when the field is left, or by the button beside it.
        if not isinstance(field, QLineEdit):
            super().finish(field)

    def choose(self, name, key):
        box = self.find(name, QComboBox)
        self.push(box)
        rows = box.view()
        place = rows.visualRect(rows.model().index(box.findData(key), 0)).center()
        QTest.mouseMove(rows.viewport(), place)
        QTest.mouseClick(rows.viewport(), LEFT, NONE, place)

    def slide(self, name, value):
        """Drag the handle, and go on pixel by pixel where that was not quite it."""
        slider, wanted = self.place_of(name, value)
        start, room = self.handle(slider), slider.width() - self.handle(slider).width()
        end = QStyle.sliderPositionFromValue(slider.minimum(), slider.maximum(), wanted, room) + start.width() / 2
        for nudge in (0, 1, -1, 2, -2):
            drag(slider, QPointF(self.handle(slider).center()), QPointF(end + nudge, start.center().y()))
            if slider.value() == wanted:
                return
        raise AssertionError(f"{name} comes to {slider.value()}, not {wanted}")

    def handle(self, slider):
        option = QStyleOptionSlider()
        slider.initStyleOption(option)
        style, part = slider.style(), QStyle.SubControl.SC_SliderHandle
        return style.subControlRect(QStyle.ComplexControl.CC_Slider, option, part, slider)

    def mark(self, pixel, times):
        grid = self.activity.findChild(PixelGrid)
        for _ in range(times):
            self.push(grid, grid.place_of(pixel).center().toPoint())

    def neuron(self, layer, neuron):
        diagram = self.activity.findChild(NetworkDiagram)
        self.push(diagram, neuron_place(diagram, layer, neuron).toPoint())

    def draw(self, digit):
        draw(self.stage.findChild(Canvas), STROKES[digit])


class Keys(Hand):
    def reach(self, widget):
        """Go to ``widget`` by Tab, round the window once at most."""
        for _ in range(LONGEST_WAY):
            if QApplication.focusWidget() is widget:
                return
            self.hit(KEY.Key_Tab)
        raise AssertionError(f"{widget.objectName()} is not reached by Tab")

    def hit(self, *keys):
        for key in keys:
            QTest.keyClick(QApplication.focusWidget() or self.stage, key)

    def push(self, button):
        self.reach(button)
        self.hit(KEY.Key_Space)

    def option(self, name):
        """Choose an answer: Tab leads to the chosen one, or to the first, and the arrows to the others."""
        question, place = name.removeprefix("option").split("-")
        buttons = [self.stage.findChild(QWidget, f"option{question}-{n}") for n in range(1, 7)]
        for _ in range(LONGEST_WAY):
            if QApplication.focusWidget() in buttons:
                break
            self.hit(KEY.Key_Tab)
        away = int(place) - 1 - buttons.index(QApplication.focusWidget())
        self.hit(KEY.Key_Space, *[KEY.Key_Down if away > 0 else KEY.Key_Up] * abs(away))

    def choose(self, name, key):
        box = self.find(name, QComboBox)
        self.reach(box)
        way = box.findData(key) - box.currentIndex()
        self.hit(*[KEY.Key_Down if way > 0 else KEY.Key_Up] * abs(way))

    def slide(self, name, value):
        slider, wanted = self.place_of(name, value)
        self.reach(slider)
        for large, small, sign in ((KEY.Key_PageUp, KEY.Key_Right, 1), (KEY.Key_PageDown, KEY.Key_Left, -1)):
            away = max(sign * (wanted - slider.value()), 0)
            self.hit(*[large] * (away // slider.pageStep()), *[small] * (away % slider.pageStep()))
        assert slider.value() == wanted

    def mark(self, pixel, times):
        grid = self.activity.findChild(PixelGrid)
        self.reach(grid)
        (line, column), (to_line, to_column) = divmod(grid.cursor_pixel, 28), divmod(pixel, 28)
        self.hit(*[KEY.Key_Down] * ((to_line - line) % 28), *[KEY.Key_Right] * ((to_column - column) % 28))
        self.hit(*[KEY.Key_Space] * times)

    def neuron(self, layer, neuron):
        diagram = self.activity.findChild(NetworkDiagram)
        self.reach(diagram)
        while self.activity.quantities()["layer"] - 1 > layer:
            self.hit(KEY.Key_Left)
        while self.activity.quantities()["layer"] - 1 < layer:
            self.hit(KEY.Key_Right)
        down, across = divmod(neuron, diagram.places.layers[layer].columns)
        self.hit(KEY.Key_Home, *[KEY.Key_Right] * across, *[KEY.Key_Down] * down)

    def draw(self, digit):
        """Take a sample, as nothing is drawn with keys."""
        self.press(f"sample{digit}")
