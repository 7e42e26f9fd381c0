"""What the perceptron's lesson says about the point in the ring, the learning rule, and how far it has come."""

from typing import Final

from nnapp.nn.arrays import Reals
from nnapp.nn.perceptron import Perceptron, Targets, widest
from nnapp.wording import count, decimals, factor, plain, summand, vector

SETS: Final = (
    ("and", "AND"), ("or", "OR"), ("xor", "XOR"), ("separable", "Separable"), ("not separable", "Not separable"),
    ("own", "Your own"),
)  # fmt: skip
"""The sets of points, and what they are called."""
ORDERS: Final = (("online", "Point by point"), ("sweeps", "Sweep by sweep"))
EXPLANATIONS: Final = {
    "points": "The points: filled circles have the target 1, open squares the target 0.",
    "order": "How a run is shown: after each point, or after each sweep over all points.",
    "w1": "How much the first input counts. A weight turns the line.",
    "w2": "How much the second input counts. A weight turns the line.",
    "b": "The bias, which is minus the threshold. It pushes the line along the arrow.",
    "learn": "Apply the learning rule once, to the point in the ring.",
    "run": "Learn from one point after the other, until all are right or 25 sweeps are over.",
    "reset": "Return to the points and the weights of the beginning.",
    "plane": (
        "Arrow keys go from point to point, with Shift they move the point in the ring, and the space bar gives it "
        "the other target."
    ),
}


def point_words(perceptron: Perceptron, inputs: Reals, target: int) -> tuple[str, str]:
    """Return the weighted sum of a point, written out, and what follows from it."""
    total = float(perceptron.sums(inputs[None])[0])
    products = " + ".join(
        f"{factor(weight, 2)}·{factor(value, 2)}" for weight, value in zip(perceptron.weights, inputs, strict=True)
    )
    output, relation = int(total > 0), ">" if total > 0 else "≤"
    fires = "so it fires" if output else "so it does not fire"
    outcome = "right" if output == target else "a mistake"
    return (
        f"x = {vector(inputs, 2)}, target {target}\nw·x + b = {products}{summand(perceptron.bias, 2)}",
        f"= {decimals(total, 3)} {relation} 0, {fires}: {outcome}",
    )


def rule_words(perceptron: Perceptron, inputs: Reals, target: int, rate: float) -> tuple[str, str]:
    """Return the learning rule for a point, written out, and its result."""
    rule = f"w ← w + η (target − output) x,  η = {plain(rate)}"
    difference = target - int(perceptron.outputs(inputs[None])[0])
    if not difference:
        return f"{rule}\ntarget − output = 0", "Right: nothing changes"
    learnt, sign, size = perceptron.learn(inputs, target, rate), "+" if difference > 0 else "−", plain(rate)
    old, new = decimals(perceptron.bias, 2), decimals(learnt.bias, 2)
    return (
        f"{rule}\n{vector(perceptron.weights, 2)} {sign} {size} · {vector(inputs, 2)}",
        f"= {vector(learnt.weights, 2)}, b ← {old} {sign} {size} = {new}",
    )


def told_state(
    perceptron: Perceptron, inputs: Reals, targets: Targets, best: Perceptron | None, corrections: int
) -> str:
    """Return how many mistakes are left, and whether a better line can be had; ``best`` where none are left."""
    learnt = f"{count(corrections, 'correction')} so far. " if corrections else ""
    if perceptron.mistakes(inputs, targets).any():
        can_end = widest(inputs, targets) is not None or len(set(targets.tolist())) == 1
        ends = "A line can separate these points." if can_end else "No line separates these points."
        return f"{learnt}{ends}"
    if best is None:
        return f"{learnt}No mistake is left."
    own, most = (line.margin(inputs, targets) for line in (perceptron, best))
    return (
        f"{learnt}No mistake is left, so nothing more is learnt: any such line will do. The nearest point is "
        f"{decimals(own, 3)} away; the best line (dashed) would keep {decimals(most, 3)}."
    )
