"""What the lesson on gradient descent writes out: the loss, the next step, and how the walk went."""

from math import hypot
from typing import Final

from nnapp.nn.inspect.loss_surface import EXAMPLES, Descent, LossSurface, Point
from nnapp.wording import SUBSCRIPTS, bracketed, count, decimals, factor, plain, significant, summand, vector

DIGITS: Final = 5
"""Of a gradient, so that what is computed with it is right in all decimals shown."""
STILL: Final = 1e-3
"""A step shorter than this leads nowhere."""
EDGE: Final = 6.0


def names_of(pair: str) -> tuple[str, str]:
    """Return the names of the two weights of ``pair``: w₁₁ and w₂₁."""
    one, two = pair.translate(SUBSCRIPTS).split(" and ")
    return one, two


def loss_words(surface: LossSurface, examples: str, point: Point) -> str:
    """Return the loss at ``point``, written out for each example."""
    outputs, lines = surface.at(point).forward(surface.inputs).outputs, []
    losses = surface.losses(point)
    for inputs, targets, found, loss in zip(*EXAMPLES[examples], outputs, losses, strict=True):
        errors = [f"({decimals(output, 4)} − {plain(target)})²" for output, target in zip(found, targets, strict=True)]
        lines += [
            f"x = {vector(inputs, 1)}, y = {vector(targets, 1)}",
            f"½ [{' + '.join(errors)}] = {decimals(loss, 4)}",
        ]
    if len(losses) > 1:
        total = " + ".join(decimals(loss, 4) for loss in losses)
        lines.append(f"L = ({total}) / {len(losses)} = {decimals(surface.loss(point), 4)}")
    return "\n".join(lines)


def step_words(walk: Descent, pair: str, rate: float, momentum: float) -> str:
    """Return the next step of each of the two weights, written out."""
    lines, names = [], names_of(pair)
    gradient, step = walk.surface.gradient(walk.place), walk.next_step(rate, momentum)
    for name, slope in zip(names, gradient, strict=True):
        lines.append(f"∂L/∂{name} = {significant(slope, DIGITS, 4)}")
    lines = [", ".join(lines)]
    for name, place, old, slope, move in zip(names, walk.place, walk.velocity, gradient, step, strict=True):
        number = significant(slope, DIGITS, 4)
        downhill = f"{plain(rate)}·{bracketed(number)}"
        start, end = decimals(place, 4), decimals(place + move, 4)
        if momentum:
            v = name.replace("w", "v")
            lines.append(f"{v} ← {decimals(momentum, 2)}·{factor(old, 4)} − {downhill} = {decimals(move, 4)}")
            lines.append(f"{name} ← {start}{summand(move, 4)} = {end}")
        else:
            lines.append(f"{name} ← {start} − {downhill} = {end}")
    return "\n".join(lines)


def told_walk(walk: Descent, step: Point) -> str:
    """Return how the walk went so far, and what can be said of where it stands."""
    first, last = decimals(walk.losses[0], 4), decimals(walk.losses[-1], 4)
    told = f"{count(walk.steps, 'step')}: loss {first} → {last}." if walk.steps else f"Loss {last}, no step yet."
    if max(abs(part) for part in walk.place) > EDGE:
        return f"{told} The point has jumped out of the picture."
    if walk.steps and walk.losses[-1] > walk.losses[-2]:
        return f"{told} The last step was too large: it led uphill."
    if hypot(*step) < STILL:
        return f"{told} The next step leads almost nowhere."
    return told
