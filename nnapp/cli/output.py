"""What the commands print: lines of JSON for programs; digits and bars, drawn in characters, for people."""

import json
import sys
from collections.abc import Iterable
from typing import Any, Final

import numpy as np
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from nnapp.digits.drawing import CANVAS, Ink
from nnapp.digits.recogniser import Recogniser, Recognition
from nnapp.nn.predictions import Predictions

SHADES: Final = " ░▒▓█"
PLAIN_SHADES: Final = " .:*#"
BAR: Final = "█·"
PLAIN_BAR: Final = "#."
BAR_WIDTH: Final = 24

BEYOND_0_TO_1: Final = "Its outputs are not limited to 0..1, so firing thresholds say little about them."


def print_json(content: dict[str, Any]) -> None:
    """Print ``content`` as one line on standard output and flush it, so that a reader gets it at once."""
    sys.stdout.write(json.dumps(content, ensure_ascii=False, allow_nan=False) + "\n")
    sys.stdout.flush()


def finite(value: float) -> float | None:
    """Return ``value``, or None if it is infinite or not a number, which JSON cannot express."""
    return float(value) if np.isfinite(value) else None


def class_value(name: str) -> int | str:
    """Return the ``name`` of a class as JSON has it: a whole number if it is one."""
    return int(name) if name.isdecimal() else name


def is_beyond_0_to_1(predictions: Predictions) -> bool:
    """Whether any output is below 0 or above 1."""
    return bool(predictions.outputs.min() < 0 or predictions.outputs.max() > 1)


def progress_bar(*, quiet: bool) -> Progress:
    """Return a progress bar on standard error, with the time left; if ``quiet``, it shows nothing."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        disable=quiet,
    )


def number_table(title: str, headings: Iterable[str]) -> Table:
    """Return a table whose first column holds text and whose others hold numbers."""
    table = Table(title=title, title_justify="left")
    for place, heading in enumerate(headings):
        table.add_column(escape(heading), justify="right" if place else "left")
    return table


def verdict(recogniser: Recogniser, recognition: Recognition) -> str:
    """Return in a few words which neuron fires, with its activation, and which comes second."""
    if recognition.is_blank:
        return "nothing is drawn"
    names, outputs = recogniser.class_names, recognition.outputs
    first, second = recognition.ranking[:2]
    if not recognition.fired:
        return f"no neuron fires; the strongest is {names[first]} at {outputs[first]:.3f}"
    return f"neuron {names[first]} fires ({outputs[first]:.3f}); next is {names[second]} at {outputs[second]:.3f}"


def can_show(characters: str) -> bool:
    """Whether the terminal's encoding includes all of ``characters``."""
    try:
        characters.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def picture_lines(ink: Ink) -> list[str]:
    """Return ``ink``, (28, 28), as 14 lines of 28 characters, each two pixels high."""
    shades = SHADES if can_show(SHADES) else PLAIN_SHADES
    pairs = ink.reshape(-1, 2, CANVAS).mean(axis=1)
    return ["".join(shades[level] for level in row) for row in np.rint(pairs * (len(shades) - 1)).astype(int)]


def bar_lines(recogniser: Recogniser, recognition: Recognition) -> list[str]:
    """Return one line for each output neuron: its name, a bar, its activation, whether it fires."""
    full, empty = BAR if can_show(BAR) else PLAIN_BAR
    mark = "◀" if can_show("◀") else "<"
    lines = []
    for neuron, (name, value) in enumerate(zip(recogniser.class_names, recognition.outputs, strict=True)):
        filled = round(float(value) * BAR_WIDTH)
        bar = full * filled + empty * (BAR_WIDTH - filled)
        fires = f"  {mark} fires" if neuron in recognition.fired else ""
        lines.append(f"{name}  {bar}  {value:.2f}{fires}")
    return lines
