"""The marks upon a picture of directions: its eight maps, and which is which."""

from math import cos, pi, sin

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from nnapp.digits.directions import DIRECTIONS, map_place
from nnapp.gui.paint.direction_marks import AWAY, QUIET, RADIUS, paint_direction_marks
from nnapp.gui.paint.theme import LIGHT

SIDE, LEFT, TOP = 224, 20, 10
LINE = LIGHT.mixed("panel", "text", QUIET)


def painted(side):
    image = QImage(280, 280, QImage.Format.Format_RGB32)
    image.fill(LIGHT.color("paper"))
    painter = QPainter(image)
    paint_direction_marks(painter, LIGHT, QRectF(LEFT, TOP, side, side))
    painter.end()
    return image


@pytest.mark.parametrize("direction", range(DIRECTIONS))
def test_each_map_has_an_edge_with_ink_on_the_side_that_its_direction_points_to(qapp, direction):
    image, radius = painted(SIDE), RADIUS * SIDE / 4
    row, column = map_place(direction)
    x, y = LEFT + column * SIDE / 28 + AWAY * radius, TOP + row * SIDE / 28 + AWAY * radius
    angle = direction * pi / 4

    def at(far, turn=0.0):
        return image.pixelColor(int(x + far * cos(angle + turn)), int(y + far * sin(angle + turn)))

    assert at(0.6 * radius) == LIGHT.color("muted")
    assert at(-0.6 * radius) == LIGHT.color("paper")
    assert at(0.9 * radius, pi / 2).lightness() < LINE.lightness()


def test_lines_divide_the_maps_and_a_small_picture_has_nothing_else(qapp):
    image = painted(56)
    colours = {image.pixelColor(x, y).name() for x in range(280) for y in range(280)}
    assert colours == {LIGHT.color("paper").name(), LINE.name()}
    assert image.pixelColor(LEFT + 28, TOP + 7) == LINE
    assert [image.pixelColor(LEFT + 7, TOP + y) == LINE for y in (14, 20, 28, 42)] == [1, 0, 1, 1]
