"""Synthetic handwriting: digits as people draw them, in more styles than MNIST holds.

A template is one way to write a digit: a few smooth strokes. A synthetic drawing is a template, warped as
hands would warp it. Many drawings of a template are warped at once, as arrays (drawings, points, 2).
"""

from __future__ import annotations  # NumPy loads its random numbers when they are used

import json
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from nnapp.digits.curves import spline
from nnapp.digits.drawing import CANVAS, PIXELS
from nnapp.digits.ink import Pieces
from nnapp.digits.preparations import Preparation
from nnapp.digits.preprocessing import PEN_WIDTH, as_inputs, prepare_pieces
from nnapp.locations import resources_folder
from nnapp.nn.examples import Examples

HEIGHT: Final = 100.0
"""The height of a template in its file, in units of its own."""

POINTS: Final = 40
"""Points of a smoothed stroke: enough for the curves of an 8."""

PENS: Final = (1.0, 4.0)
"""The narrowest and the widest pen, in pixels."""

DRAWINGS_AT_ONCE: Final = 500

NO_DIGIT: Final = 10
"""The label of non-digits."""

Points = NDArray[np.float64]


@dataclass(frozen=True)
class Template:
    """One way to write a digit."""

    digit: int
    """0 to 9, or 10 for a non-digit."""
    name: str
    strokes: tuple[Points, ...]
    """Each (40, 2): points evenly spaced along a smooth curve, x right and y down; the digit is 1 high."""


@dataclass(frozen=True)
class Warp:
    """How much handwriting varies: standard deviations, in heights of the digit unless stated otherwise."""

    bend: float = 0.045
    """Of a smooth displacement of the whole digit."""
    wander: float = 0.02
    """Of a slow displacement along each stroke."""
    tremor: float = 0.004
    """Of a rapid displacement along each stroke."""
    shift: float = 0.025
    """Of each stroke relative to the others, which causes gaps and crossings."""
    overshoot: float = 0.06
    """Of how far a stroke starts or ends too early or too late, as a share of its length."""
    stretch: float = 0.22
    """Of the logarithm of the width."""
    balance: float = 0.08
    """Of the share by which one half is taller or wider than the other."""
    slant: float = 0.22
    """Of the sideways shift for each unit down."""
    turn: float = 0.09
    """Of the rotation, in radians."""
    rounding: float = 3.0
    """Of the number of points over which corners are rounded."""
    pen: float = 0.0
    """Of the width of the pen, in pixels. 0 by default, as every drawing is inked with one standard pen before
    a network sees it; varying it made no difference."""


def load_templates() -> tuple[Template, ...]:
    """Read the templates of the digits, from 0 to 9."""
    ways = _read("templates.json")["digits"]
    return tuple(template for digit, named in ways.items() for template in _templates(int(digit), named))


def load_nonsense(group: str) -> tuple[Template, ...]:
    """Read the templates of non-digits: the ``group`` "learn", or "measure", which is held out from training."""
    return tuple(_templates(NO_DIGIT, _read("nonsense.json")["groups"][group]))


def write_digits(
    count: int, seed: int, preparation: Preparation, warp: Warp | None = None
) -> Generator[float, None, Examples]:
    """Write ``count`` digits in random order, each digit and each of its templates equally often.

    A generator, as it takes a while: it yields the share that is done, 0..1, and returns the digits
    as a network sees them. The same seed gives the same digits.
    """
    rng = np.random.default_rng(seed)
    place = rng.permutation(count)
    templates = load_templates()
    plan = []
    for digit in range(10):
        ways = [template for template in templates if template.digit == digit]
        plan += _evenly_often(ways, count // 10 + (digit < count % 10))
    return (yield from _write(plan, place, preparation, warp or Warp(), rng))


def write_nonsense(count: int, group: str, seed: int, preparation: Preparation) -> Generator[float, None, Examples]:
    """Draw ``count`` non-digits of ``group``, each template equally often, in the order of the templates.

    A generator, as ``write_digits`` is; the labels are 10.
    """
    plan = _evenly_often(load_nonsense(group), count)
    return (yield from _write(plan, np.arange(count), preparation, Warp(), np.random.default_rng(seed)))


def _evenly_often(templates: Sequence[Template], count: int) -> list[tuple[Template, int]]:
    """Return each template with its share of ``count``."""
    share, rest = divmod(count, len(templates))
    return [(template, share + (number < rest)) for number, template in enumerate(templates)]


def _write(
    plan: Sequence[tuple[Template, int]],
    place: NDArray[np.intp],
    preparation: Preparation,
    warp: Warp,
    rng: np.random.Generator,
) -> Generator[float, None, Examples]:
    """Draw each template as often as ``plan`` says; drawing i goes to row ``place[i]``."""
    inputs, labels = np.empty((len(place), PIXELS), np.uint8), np.empty(len(place), np.uint8)
    done = 0
    for template, wanted in plan:
        for start in range(0, wanted, DRAWINGS_AT_ONCE):
            some = min(DRAWINGS_AT_ONCE, wanted - start)
            pieces = cut(warp_template(template, some, warp, rng))
            grey = prepare_pieces(pieces, preparation, _pens(some, warp, rng))
            rows = place[done : done + some]
            inputs[rows], labels[rows] = as_inputs(grey, preparation), template.digit
            done += some
            yield done / len(place)
    return Examples(inputs, labels)


def _pens(count: int, warp: Warp, rng: np.random.Generator) -> NDArray[np.float64]:
    """Return a pen width for each of ``count`` drawings."""
    if warp.pen == 0:
        return np.full(count, PEN_WIDTH)
    return np.clip(rng.normal(PEN_WIDTH, warp.pen, count), *PENS)


def warp_template(template: Template, count: int, warp: Warp, rng: np.random.Generator) -> list[Points]:
    """Return the strokes of ``count`` drawings of ``template``: for each stroke, (count, 40, 2).

    The drawings lie on the canvas, with random sizes and places.
    """
    strokes = [np.repeat(stroke[None], count, axis=0) for stroke in template.strokes]
    strokes = [_overshoot(_round_corners(stroke, warp, rng), warp, rng) for stroke in strokes]
    strokes = [_wander(stroke, warp, rng) for stroke in strokes]
    whole = _bend(_balance(np.concatenate(strokes, axis=1), warp, rng), warp, rng)
    return np.split(_place(_lean(whole, warp, rng), rng), len(strokes), axis=1)


def cut(strokes: list[Points]) -> Pieces:
    """Cut the strokes that ``warp_template`` returns into straight pieces."""
    count = len(strokes[0])
    starts = np.concatenate([stroke[:, :-1] for stroke in strokes], axis=1)
    ends = np.concatenate([stroke[:, 1:] for stroke in strokes], axis=1)
    owners = np.repeat(np.arange(count), starts.shape[1])
    return Pieces(starts.reshape(-1, 2).astype(np.float32), ends.reshape(-1, 2).astype(np.float32), owners, count)


def _read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((resources_folder() / "handwriting" / name).read_text(encoding="utf-8"))
    return content


def _templates(label: int, named: dict[str, list[str]]) -> Iterator[Template]:
    for name, strokes in named.items():
        yield Template(label, name, tuple(_evenly(_parse(text)) for text in strokes))


def _parse(text: str) -> Points:
    """Return the points in "x,y x,y ...", in heights of the digit."""
    return np.array([[float(value) for value in pair.split(",")] for pair in text.split()]) / HEIGHT


def _evenly(points: Points, count: int = POINTS) -> Points:
    """Return ``count`` evenly spaced points of the smooth curve through ``points``."""
    # Smoothed at twice the size of the canvas, where a step of the curve is a pixel.
    curve = spline((points * CANVAS * 2).astype(np.float32)).astype(np.float64) / (CANVAS * 2)
    steps = np.hypot(*np.diff(curve, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    at = np.linspace(0.0, along[-1], count)
    return np.stack([np.interp(at, along, curve[:, axis]) for axis in (0, 1)], axis=1)


def _round_corners(strokes: Points, warp: Warp, rng: np.random.Generator) -> Points:
    """Average each point with its neighbours, over a random width for each drawing."""
    width = np.abs(rng.normal(0, warp.rounding, (len(strokes), 1, 1)))
    result = strokes.copy()
    # Repeated averaging of three neighbours approaches a bell curve; each pass adds 1/2 to its variance.
    for passed in range(int(np.ceil(2 * width.max(initial=0.0))) if width.size else 0):
        share = np.clip(2 * width - passed, 0.0, 1.0) / 4
        inner = result[:, 1:-1]
        result[:, 1:-1] = inner + share * (result[:, :-2] + result[:, 2:] - 2 * inner)
    return result


def _overshoot(strokes: Points, warp: Warp, rng: np.random.Generator) -> Points:
    """Start and end each stroke a little too early or too late; beyond its ends it runs straight on."""
    count, points, _ = strokes.shape
    early, late = np.clip(rng.normal(0, warp.overshoot, (2, count, 1)), -0.15, 0.15) * (points - 1)
    at = early + (points - 1 + late - early) * np.linspace(0, 1, points)
    left = np.clip(np.floor(at), 0, points - 2).astype(np.intp)
    share = (at - left)[:, :, None]
    drawing = np.arange(count)[:, None]
    result: Points = strokes[drawing, left] * (1 - share) + strokes[drawing, left + 1] * share
    return result


def _wander(strokes: Points, warp: Warp, rng: np.random.Generator) -> Points:
    """Displace the points of each stroke by slow and rapid waves, and the stroke as a whole."""
    count, points, _ = strokes.shape
    slow = _waves(count, points, np.array([0.5, 1.0, 1.5, 2.0]), rng) * warp.wander
    quick = _waves(count, points, np.array([5.0, 7.0, 9.0]), rng) * warp.tremor
    steps = np.diff(strokes, axis=1)
    # A short stroke is a small movement, which strays little.
    length = np.minimum(np.hypot(steps[..., 0], steps[..., 1]).sum(axis=1), 1.0)[:, None, None]
    result: Points = strokes + (slow + quick) * length + rng.normal(0, warp.shift, (count, 1, 2))
    return result


def _waves(count: int, points: int, cycles: NDArray[np.float64], rng: np.random.Generator) -> Points:
    """Return sums of sine waves along a stroke, (count, points, 2), of standard deviation 1."""
    phase = rng.uniform(0, 2 * np.pi, (count, 1, 2, len(cycles)))
    size = rng.normal(0, 1, (count, 1, 2, len(cycles))) * np.sqrt(2 / len(cycles))
    along = np.linspace(0, 2 * np.pi, points)[None, :, None, None]
    waves: Points = (size * np.sin(along * cycles + phase)).sum(axis=-1)
    return waves


def _balance(whole: Points, warp: Warp, rng: np.random.Generator) -> Points:
    """Make one half of each drawing taller, and one half wider, than the other."""
    count = len(whole)
    taller, wider = rng.normal(0, warp.balance, (2, count, 1))
    x, y = whole[:, :, 0], whole[:, :, 1]
    middle = x.mean(axis=1, keepdims=True)
    moved = y + taller * np.sin(np.pi * np.clip(y, 0, 1))
    return np.stack([middle + (x - middle) * (1 + 2 * wider * (y - 0.5)), moved], axis=2)


def _bend(whole: Points, warp: Warp, rng: np.random.Generator) -> Points:
    """Displace the whole plane by a sum of slow waves in random directions."""
    count, waves = len(whole), 4
    direction = rng.uniform(0, 2 * np.pi, (count, 1, waves))
    cycles = rng.uniform(0.3, 1.1, (count, 1, waves)) * 2 * np.pi
    phase = rng.uniform(0, 2 * np.pi, (count, 1, waves))
    along = whole[:, :, :1] * np.cos(direction) + whole[:, :, 1:] * np.sin(direction)
    wave = np.sin(along * cycles + phase)
    size = rng.normal(0, warp.bend * np.sqrt(2 / waves), (count, 1, waves, 2))
    bent: Points = whole + (wave[..., None] * size).sum(axis=2)
    return bent


def _lean(whole: Points, warp: Warp, rng: np.random.Generator) -> Points:
    """Stretch, slant and rotate each drawing about its centre."""
    count = len(whole)
    width = np.exp(rng.normal(0, warp.stretch, count))
    slant, turn = rng.normal(0, warp.slant, count), rng.normal(0, warp.turn, count)
    cosine, sine = np.cos(turn), np.sin(turn)
    matrix = np.empty((count, 2, 2))
    matrix[:, 0, 0], matrix[:, 0, 1] = width * cosine, width * sine
    matrix[:, 1, 0], matrix[:, 1, 1] = -slant * cosine - sine, -slant * sine + cosine
    middle = whole.mean(axis=1, keepdims=True)
    leaned: Points = np.einsum("npi,nij->npj", whole - middle, matrix)
    return leaned


def _place(whole: Points, rng: np.random.Generator) -> Points:
    """Put each drawing on the canvas, 30 % to 90 % as large, anywhere it fits."""
    low, high = whole.min(axis=1, keepdims=True), whole.max(axis=1, keepdims=True)
    size = (high - low).max(axis=2, keepdims=True)
    scale = CANVAS * rng.uniform(0.3, 0.9, size.shape) / size
    room = CANVAS - (high - low) * scale
    placed: Points = (whole - low) * scale + rng.uniform(0.05, 0.95, low.shape) * room
    return placed
