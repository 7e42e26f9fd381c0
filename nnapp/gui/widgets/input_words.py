"""What the inputs of a network are called on the screen: pixels, or edges that run in one of eight directions."""

import re
from typing import Final

from nnapp.digits.directions import CELL_COLUMNS, CELL_ROWS, DIRECTIONS, covered, direction_of, number_of
from nnapp.digits.drawing import CANVAS
from nnapp.digits.preparations import Preparation

ARROWS: Final = "→↘↓↙←↖↑↗"
"""By the number of the direction: from paper to ink."""
EDGES: Final = (
    "upright edges with ink on the right", "rising edges with ink at the lower right",
    "level edges with ink below", "falling edges with ink at the lower left",
    "upright edges with ink on the left", "rising edges with ink at the upper left",
    "level edges with ink above", "falling edges with ink at the upper right",
)  # fmt: skip
"""The same in words; an edge runs across its direction, and rises or falls to the right."""


def input_name(number: int, preparation: Preparation) -> str:
    """Return what input ``number``, 0..783, is called: pixel 10, 19, or edges ↘ 8, 18."""
    return f"{'edges' if preparation.directions else 'pixel'} {brief_input_name(number, preparation)}"


def brief_input_name(number: int, preparation: Preparation) -> str:
    """Return the name where it is known what the inputs are: its row and column, from 0; 10, 19, or ↘ 8, 18.

    Of the rows and columns that edges are looked for in, they are the first.
    """
    if not preparation.directions:
        return f"{number // CANVAS}, {number % CANVAS}"
    top, _, left, _ = covered(number)
    return f"{ARROWS[direction_of(number)[0]]} {top}, {left}"


def describe_input(number: int, preparation: Preparation) -> str:
    """Return the name of input ``number``, 0..783, in full, as a tooltip and a screen reader say it."""
    if not preparation.directions:
        return input_name(number, preparation)
    top, bottom, left, right = covered(number)
    return f"{EDGES[direction_of(number)[0]]}, rows {top} to {bottom}, columns {left} and {right}"


def input_called(text: str, preparation: Preparation, current: int) -> int:
    """Return the number of the input that ``text`` names; without an arrow the direction is that of ``current``.

    What cannot be read is ``current``.
    """
    numbers = [int(part) for part in re.findall(r"\d+", text)]
    if len(numbers) != 2 or max(numbers) >= CANVAS:
        return current
    row, column = numbers
    if not preparation.directions:
        return CANVAS * row + column
    direction = next((number for number in range(DIRECTIONS) if ARROWS[number] in text), direction_of(current)[0])
    return number_of(direction, row // CELL_ROWS, column // CELL_COLUMNS)
