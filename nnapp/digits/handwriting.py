"""Synthetic handwriting: digits as people draw them, in more styles than MNIST holds.

A template is one way to write a digit: a few smooth strokes. A synthetic drawing is a template, warped as
hands would warp it. Many drawings of a template are warped at once, as arrays (drawings, points, 2).
"""

from __future__ import annotations  # NumPy loads its random numbers when they are used

import json
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from nnapp.digits.curves import spline
from nnapp.digits.drawing import CANVAS, Drawing
from nnapp.digits.ink import Pieces
from nnapp.digits.parts import Part, each_made, make
from nnapp.digits.preparations import Preparation
from nnapp.digits.preprocessing import as_inputs, prepare_pieces
from nnapp.locations import resources_folder
from nnapp.nn.arrays import Bytes, Labels
from nnapp.nn.examples import Examples

HEIGHT: Final = 100.0
"""The height of a template in its file, in units of its own."""

POINTS: Final = 40
"""Points of a smoothed stroke: enough for the curves of an 8."""

DRAWINGS_AT_ONCE: Final = 250

SMALLEST: Final = 1e-6
"""A drawing smaller than this, in heights of the digit, is a dot and is not enlarged."""

EFFORT: Final = 5.0
"""How many times longer it takes to write and prepare a drawing than to prepare a digit of MNIST."""

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


@lru_cache(maxsize=1)
def load_templates() -> tuple[Template, ...]:
    """Read the templates of the digits, from 0 to 9, which are kept, as smoothing them takes a tenth of a second."""
    ways = _read("templates.json")["digits"]
    return tuple(template for digit, named in ways.items() for template in _templates(int(digit), named))


def load_nonsense(group: str) -> tuple[Template, ...]:
    """Read the templates of non-digits: the ``group`` "learn", or "measure", which is held out from training."""
    return tuple(_templates(NO_DIGIT, _read("nonsense.json")["groups"][group]))


def digit_parts(rows: NDArray[np.intp], seed: int, preparation: Preparation) -> Iterator[Part]:
    """Return what writes a digit for each of ``rows``, in random order, each digit and template equally often."""
    return _parts(_digit_plan(len(rows)), np.random.default_rng(seed).permutation(rows), seed, preparation)


def nonsense_parts(rows: NDArray[np.intp], group: str, seed: int, preparation: Preparation) -> Iterator[Part]:
    """Return what draws a non-digit of ``group`` for each of ``rows``, each template equally often, in their order."""
    return _parts(_evenly_often(load_nonsense(group), len(rows)), rows, seed, preparation)


def write_digits(count: int, seed: int, preparation: Preparation) -> Generator[float, None, Examples]:
    """Write ``count`` digits: yield the share that is done, 0..1, and return them as a network sees them.

    The same seed gives the same digits.
    """
    return make(digit_parts(np.arange(count), seed, preparation), count, count * EFFORT)


def write_strokes(count: int, seed: int) -> Generator[float, None, tuple[tuple[Drawing, ...], Labels]]:
    """Write the digits of ``write_digits`` as drawings that can be put on the canvas; return them and which they are.

    Yields the share that is done, 0..1.
    """
    order = np.random.default_rng(seed).permutation(count)
    drawings, labels = [Drawing()] * count, np.zeros(count, np.uint8)
    done = 0
    with closing(each_made(portion.drawn for portion in _portions(_digit_plan(count), seed))) as portions:
        for portion, drawn in portions:
            rows = order[portion.places]
            labels[rows] = portion.template.digit
            for row, drawing in zip(rows, drawn, strict=True):
                drawings[row] = drawing
            done += len(rows)
            yield done / count
    return tuple(drawings), labels


def write_nonsense(count: int, group: str, seed: int, preparation: Preparation) -> Generator[float, None, Examples]:
    """Draw ``count`` non-digits of ``group``, as ``write_digits`` does; the labels are 10."""
    return make(nonsense_parts(np.arange(count), group, seed, preparation), count, count * EFFORT)


def _digit_plan(count: int) -> list[tuple[Template, int]]:
    """Return how often each template is used for ``count`` digits: all digits, and all templates of one, evenly."""
    templates, plan = load_templates(), []
    for digit in range(10):
        ways = [template for template in templates if template.digit == digit]
        plan += _evenly_often(ways, count // 10 + (digit < count % 10))
    return plan


def _evenly_often(templates: Sequence[Template], count: int) -> list[tuple[Template, int]]:
    """Return each template with its share of ``count``."""
    share, rest = divmod(count, len(templates))
    return [(template, share + (number < rest)) for number, template in enumerate(templates)]


def _parts(
    plan: Sequence[tuple[Template, int]], rows: NDArray[np.intp], seed: int, preparation: Preparation
) -> Iterator[Part]:
    """Yield what draws each template as often as ``plan`` says; drawing i goes to row ``rows[i]``."""
    for portion in _portions(plan, seed):
        some = rows[portion.places]
        make = partial(_seen, portion, preparation)
        yield Part(some, portion.template.digit, make, len(some) * EFFORT)


@dataclass(frozen=True)
class _Portion:
    """Some drawings of one template, written without the others."""

    template: Template
    places: slice
    """Where they are among all drawings."""
    seed: tuple[int, int]

    def strokes(self) -> list[Points]:
        """Write them: as ``warp_template`` returns them."""
        count = self.places.stop - self.places.start
        return warp_template(self.template, count, Warp(), np.random.default_rng(self.seed))

    def drawn(self) -> tuple[_Portion, list[Drawing]]:
        """Write them, as what can be put on the canvas; return them with what they are."""
        strokes = [stroke.astype(np.float32) for stroke in self.strokes()]
        return self, [Drawing(drawing) for drawing in zip(*strokes, strict=True)]


def _portions(plan: Sequence[tuple[Template, int]], seed: int) -> Iterator[_Portion]:
    """Yield the drawings of ``plan`` a few hundred at a time, each with a seed of its own."""
    number = first = 0
    for template, wanted in plan:
        for start in range(0, wanted, DRAWINGS_AT_ONCE):
            end = first + min(DRAWINGS_AT_ONCE, wanted - start)
            yield _Portion(template, slice(first, end), (seed, number))
            number, first = number + 1, end


def _seen(portion: _Portion, preparation: Preparation) -> Bytes:
    return draw(portion.strokes(), preparation)


def draw(strokes: Sequence[Points], preparation: Preparation) -> Bytes:
    """Return drawings as a network sees them, (drawings, 784); ``strokes`` are each (drawings, points, 2)."""
    return as_inputs(prepare_pieces(cut(strokes), preparation), preparation)


def warp_template(template: Template, count: int, warp: Warp, rng: np.random.Generator) -> list[Points]:
    """Return the strokes of ``count`` drawings of ``template``: for each stroke, (count, 40, 2).

    The drawings lie on the canvas, with random sizes and places.
    """
    return warped([np.repeat(stroke[None], count, axis=0) for stroke in template.strokes], warp, rng)


def warped(strokes: Sequence[Points], warp: Warp, rng: np.random.Generator) -> list[Points]:
    """Return ``strokes``, each (drawings, 40, 2), as hands draw them, at random sizes and places on the canvas."""
    strokes = [_overshoot(_round_corners(stroke, warp, rng), warp, rng) for stroke in strokes]
    strokes = [_wander(stroke, warp, rng) for stroke in strokes]
    whole = _bend(_balance(np.concatenate(strokes, axis=1), warp, rng), warp, rng)
    return np.split(_place(_lean(whole, warp, rng), rng), len(strokes), axis=1)


def cut(strokes: Sequence[Points]) -> Pieces:
    """Cut the strokes that ``warp_template`` returns into straight pieces."""
    count = len(strokes[0])
    starts = np.concatenate([stroke[:, :-1] for stroke in strokes], axis=1)
    ends = np.concatenate([stroke[:, 1:] for stroke in strokes], axis=1)
    owners = np.repeat(np.arange(count), starts.shape[1])
    return Pieces(starts.reshape(-1, 2).astype(np.float32), ends.reshape(-1, 2).astype(np.float32), owners, count)


def evenly_spaced(curve: Points) -> Points:
    """Return 40 evenly spaced points of a line through the points of ``curve``, one at least."""
    steps = np.hypot(*np.diff(curve, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    at = np.linspace(0.0, along[-1], POINTS)
    return np.stack([np.interp(at, along, curve[:, axis]) for axis in (0, 1)], axis=1)


def _read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((resources_folder() / "handwriting" / name).read_text(encoding="utf-8"))
    return content


def _templates(label: int, named: dict[str, list[str]]) -> Iterator[Template]:
    for name, strokes in named.items():
        yield Template(label, name, tuple(_smooth(_parse(text)) for text in strokes))


def _parse(text: str) -> Points:
    """Return the points in "x,y x,y ...", in heights of the digit."""
    return np.array([[float(value) for value in pair.split(",")] for pair in text.split()]) / HEIGHT


def _smooth(points: Points) -> Points:
    """Return evenly spaced points of the smooth curve through ``points``."""
    # Smoothed at twice the size of the canvas, where a step of the curve is a pixel.
    return evenly_spaced(spline((points * CANVAS * 2).astype(np.float32)).astype(np.float64) / (CANVAS * 2))


def _round_corners(strokes: Points, warp: Warp, rng: np.random.Generator) -> Points:
    """Average each point with its neighbours, over a random width for each drawing."""
    passes = 2 * np.abs(rng.normal(0, warp.rounding, len(strokes)))
    # Those that are averaged most come first, so that each pass is over the first ones only.
    order = np.argsort(-passes)
    passes, rounded = passes[order], strokes[order]
    # Repeated averaging of three neighbours approaches a bell curve; each pass adds 1/2 to its variance.
    for passed in range(int(np.ceil(passes.max(initial=0.0)))):
        some = rounded[: np.count_nonzero(passes > passed)]
        share = np.minimum(passes[: len(some), None, None] - passed, 1.0) / 4
        inner = some[:, 1:-1]
        some[:, 1:-1] = inner + share * (some[:, :-2] + some[:, 2:] - 2 * inner)
    result = np.empty_like(strokes)
    result[order] = rounded
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
    phase = rng.uniform(0, 2 * np.pi, (count, 2, len(cycles)))
    size = rng.normal(0, 1, (count, 2, len(cycles))) * np.sqrt(2 / len(cycles))
    # sin(a + b) = sin(a) cos(b) + cos(a) sin(b): only a few waves are computed, of which all others are sums.
    angles = np.outer(cycles, np.linspace(0, 2 * np.pi, points))
    shares = np.concatenate([size * np.cos(phase), size * np.sin(phase)], axis=2)
    waves: Points = (shares @ np.concatenate([np.sin(angles), np.cos(angles)])).transpose(0, 2, 1)
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
    # In single precision, as a sine takes long.
    wave = np.sin((along * cycles + phase).astype(np.float32))
    size = rng.normal(0, warp.bend * np.sqrt(2 / waves), (count, waves, 2))
    bent: Points = whole + wave @ size
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
    leaned: Points = (whole - middle) @ matrix
    return leaned


def _place(whole: Points, rng: np.random.Generator) -> Points:
    """Put each drawing on the canvas, 30 % to 90 % as large, anywhere it fits."""
    low, high = whole.min(axis=1, keepdims=True), whole.max(axis=1, keepdims=True)
    # A dot has no size.
    size = np.maximum((high - low).max(axis=2, keepdims=True), SMALLEST)
    scale = CANVAS * rng.uniform(0.3, 0.9, size.shape) / size
    room = CANVAS - (high - low) * scale
    placed: Points = (whole - low) * scale + rng.uniform(0.05, 0.95, low.shape) * room
    return placed
