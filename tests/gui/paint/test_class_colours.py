"""Colours of classes can be told apart, by colour-blind eyes too, and seen upon their ground."""

from itertools import combinations

import numpy as np
import pytest
from PySide6.QtGui import QColor

from nnapp.gui.paint.class_colours import class_color
from nnapp.gui.paint.theme import CONTRAST, DARK, LIGHT

# How the light of the three primaries is seen: Machado, Oliveira and Fernandes (2009), severity 1.
EYES = {
    "usual": np.eye(3),
    "no red": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "no green": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "no blue": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
# Björn Ottosson's Oklab, in which equal distances look about equally far apart; 0.02 can just be seen.
TO_CONES = [[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566],
            [0.0883024619, 0.2817188376, 0.6299787005]]  # fmt: skip
TO_LAB = [[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099],
          [0.0259040371, 0.7827717662, -0.8086757660]]  # fmt: skip


def light_of(colour):
    values = np.array(colour.getRgbF()[:3])
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def lab_of(colour, eyes):
    return TO_LAB @ np.cbrt(TO_CONES @ np.clip(np.array(EYES[eyes]) @ light_of(colour), 0, 1))


def brightness(colour):
    return light_of(colour) @ (0.2126, 0.7152, 0.0722) + 0.05


@pytest.mark.parametrize("theme", [LIGHT, DARK, CONTRAST])
@pytest.mark.parametrize(("eyes", "least"), [("usual", 0.14), ("no red", 0.1), ("no green", 0.1), ("no blue", 0.08)])
def test_any_two_of_the_ten_look_different(theme, eyes, least):
    seen = [lab_of(class_color(theme, number), eyes) for number in range(10)]
    assert min(np.linalg.norm(one - other) for one, other in combinations(seen, 2)) > least


@pytest.mark.parametrize("theme", [LIGHT, DARK, CONTRAST])
def test_each_stands_out_from_the_panel(theme):
    for number in range(10):
        pair = sorted(brightness(one) for one in (class_color(theme, number), theme.color("panel")))
        assert pair[1] / pair[0] >= 3


def test_after_ten_they_begin_again_and_weaker_ones_are_nearer_to_the_panel():
    assert class_color(LIGHT, 13) == class_color(LIGHT, 3)
    assert class_color(LIGHT, 3, strength=0.0) == QColor(LIGHT.panel)
    assert class_color(LIGHT, 2, strength=0.5) == QColor("#80B8D8")
