"""A perceptron to play with: points of two classes in a plane, its line, and its learning rule for one point."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import QWidget

from nnapp.files.lessons.lesson import Value, Values
from nnapp.gui.pages.course.activities.activity import Activity
from nnapp.gui.pages.course.activities.perceptron_words import (
    EXPLANATIONS,
    ORDERS,
    SETS,
    point_words,
    rule_words,
    told_state,
)
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE, TextHeight
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.buttons import push_button
from nnapp.gui.widgets.fields import chooser, show_choice
from nnapp.gui.widgets.layouts import column, label, paragraph, row, styled
from nnapp.gui.widgets.number_slider import NumberSlider
from nnapp.gui.widgets.plane import Plane, PlaneLine, PlanePoint
from nnapp.gui.widgets.play_button import PlayButton
from nnapp.gui.widgets.wrapping import growing_paragraph, wrapped_buttons
from nnapp.nn.perceptron import Perceptron, widest
from nnapp.nn.point_sets import point_set
from nnapp.wording import count

OWN: Final = "own"
SPAN: Final = (-0.25, 1.25, 0.25)
"""What the plane shows of both axes, and the distance of its grid."""
SLIDERS: Final = (-2.0, 2.0, 0.01)
MOST_SWEEPS: Final = 25
"""After so many sweeps a run ends, whether all points are right or not."""
PAUSES: Final = {"online": 200, "sweeps": 500}
"""Milliseconds between two steps of a run."""


@dataclass
class _State:
    """What the person plays with."""

    points: str = "and"
    weights: tuple[float, float] = (0.9, 0.54)
    bias: float = -0.55
    learning_rate: float = 0.5
    order: str = "online"
    ring: int = 0
    corrections: int = 0
    """How often the rule has changed the weights."""
    steps: int = 0
    """How many points, or sweeps, the run has taken."""
    is_exhausted: bool = False
    """Whether a run has just ended without having found a line."""
    start: tuple[float, float, float] = field(default=(0.9, 0.54, -0.55))
    """Weights and bias to which Reset returns."""


class PerceptronActivity(Activity):
    """Two inputs, one neuron: its line and its points are dragged, or it learns from one point after the other."""

    def __init__(self, session: Session, appearance: Appearance) -> None:
        """Begin with AND."""
        super().__init__()
        del session
        self._appearance, self._state = appearance, _State()
        self._inputs, self._targets = point_set("and")
        self._plane = Plane("Points of two classes, and the line of the perceptron", SPAN, appearance)
        self._plane.setObjectName("perceptronPlane")
        self._plane.selected.connect(self._on_selected)
        self._plane.point_moved.connect(self._on_point_moved)
        self._plane.class_switched.connect(self._on_class_switched)
        self._plane.line_moved.connect(lambda w1, w2, bias: self._on_line((w1, w2), bias))
        self.put_beside(self._plane, self._build_column(), appearance)
        self._show()

    def set_values(self, values: Values) -> None:
        """Take points, weights, bias, learning rate and order; a run ends."""
        self._stop()
        state = self._state
        if "points" in values:
            self._choose(str(values["points"]))
        numbers = {name: float(value) for name, value in values.items() if not isinstance(value, str)}
        state.weights = (numbers.get("w1", state.weights[0]), numbers.get("w2", state.weights[1]))
        state.bias = numbers.get("b", state.bias)
        state.learning_rate = numbers.get("learning_rate", state.learning_rate)
        state.order = str(values.get("order", state.order))
        state.start, state.corrections = (*state.weights, state.bias), 0
        self._show()

    def quantities(self) -> dict[str, Value]:
        """Return the values, and how many points are right, how many wrong, and how near the nearest is to the line."""
        state, wrong = self._state, int(self._wrong().sum())
        margin = self._perceptron().margin(self._inputs, self._targets)
        return {
            "points": state.points, "w1": state.weights[0], "w2": state.weights[1], "b": state.bias,
            "learning_rate": state.learning_rate, "order": state.order, "mistakes": float(wrong),
            "right": float(len(self._targets) - wrong), "corrections": float(state.corrections),
            "margin": 0.0 if np.isnan(margin) else margin,
        }  # fmt: skip

    def _build_column(self) -> QWidget:
        appearance = self._appearance
        self._set = chooser("pointSet", SETS, ("Points", EXPLANATIONS["points"]), 130, appearance, self._on_set)
        self._order = chooser("runOrder", ORDERS, ("Run", EXPLANATIONS["order"]), 130, appearance, self._on_order)
        self._count = label("", "strong", "mistakeCount")
        self._point = growing_paragraph(TextHeight(2), appearance, name="pointSum")
        self._verdict = paragraph("", "strong", "pointVerdict")
        self._change = growing_paragraph(TextHeight(1), appearance, "muted", "ruleChange")
        self._result = growing_paragraph(TextHeight(1), appearance, "strong", "ruleResult")
        self._told = growing_paragraph(TextHeight(3), appearance, name="perceptronState")
        self._sliders = {
            name: NumberSlider(name, caption, EXPLANATIONS[name], SLIDERS, appearance)
            for name, caption in (("w1", "w₁"), ("w2", "w₂"), ("b", "b"))
        }
        for slider in self._sliders.values():
            slider.moved.connect(self._on_slider)
        parts = (
            row(appearance, self._set, self._count),
            column(appearance, label("THE POINT IN THE RING", "heading"), self._point, self._verdict),
            column(appearance, label("THE LEARNING RULE", "heading"), self._change, self._result),
            column(appearance, self._build_buttons(), row(appearance, label("A run goes", "muted"), self._order, None)),
            column(appearance, *self._sliders.values()),
            self._told,
        )
        return column(appearance, *parts, spacing=3 * SPACE)

    def _build_buttons(self) -> QWidget:
        words = EXPLANATIONS
        self._learn = push_button("Learn this point", "learnPoint", words["learn"], self._on_learn)
        styled(self._learn, role="primary")
        self._run = PlayButton("Run", "runPerceptron", words["run"], self._take_step)
        self._run.clicked.connect(self._on_run)
        reset = push_button("Reset", "resetPerceptron", words["reset"], self._on_reset)
        return wrapped_buttons((self._learn, self._run, reset), self._appearance)

    def _perceptron(self) -> Perceptron:
        return Perceptron(np.array(self._state.weights), self._state.bias)

    def _wrong(self) -> NDArray[np.bool_]:
        return self._perceptron().mistakes(self._inputs, self._targets)

    def _on_selected(self, number: int) -> None:
        self._stop()
        self._state.ring = number
        self._show()

    def _on_point_moved(self, number: int, x1: float, x2: float) -> None:
        self._stop()
        self._state.points, self._state.ring = OWN, number
        self._inputs[number] = x1, x2
        self._show()

    def _on_class_switched(self, number: int) -> None:
        self._stop()
        self._state.points, self._state.ring = OWN, number
        self._targets[number] = 1 - self._targets[number]
        self._show()

    def _on_line(self, weights: tuple[float, float], bias: float) -> None:
        self._stop()
        self._state.weights, self._state.bias = weights, bias
        self._show()

    def _on_slider(self) -> None:
        sliders = self._sliders
        self._on_line((sliders["w1"].value, sliders["w2"].value), sliders["b"].value)

    def _on_set(self, name: str) -> None:
        self._stop()
        self._choose(name)
        self._show()

    def _on_order(self, order: str) -> None:
        self._stop()
        self._state.order = order
        self._show()

    def _choose(self, name: str) -> None:
        """Take the points of a set; one's own are those that are there."""
        state = self._state
        state.points = name
        if name != OWN:
            self._inputs, self._targets = point_set(name)
            state.ring = min(state.ring, len(self._targets) - 1)

    def _on_reset(self) -> None:
        self._stop()
        self._choose(self._state.points)
        self._state.weights, self._state.bias = self._state.start[:2], self._state.start[2]
        self._state.corrections = 0
        self._show()

    def _on_learn(self) -> None:
        self._stop()
        self._learn_ring()
        self._show()

    def _on_run(self) -> None:
        if self._run.is_playing:
            self._stop()
            self._show()
            return
        self._state.steps = 0
        if self._appearance.animates:
            self._run.play(PAUSES[self._state.order])
            return
        while not self._has_ended():
            self._advance()
        self._end_run()
        self._show()

    def _take_step(self) -> None:
        """Show one step of a run."""
        if not self._has_ended():
            self._advance()
        if self._has_ended():
            self._end_run()
        self._show()

    def _has_ended(self) -> bool:
        points = len(self._targets) if self._state.order == "online" else 1
        return self._state.steps >= MOST_SWEEPS * points or not self._wrong().any()

    def _advance(self) -> None:
        """Learn the next point, or from all of them."""
        state, points = self._state, len(self._targets)
        for _ in range(points if state.order == "sweeps" else 1):
            self._learn_ring()
            if not self._wrong().any():
                break
            state.ring = (state.ring + 1) % points
        state.steps += 1

    def _learn_ring(self) -> None:
        """Apply the learning rule to the point in the ring."""
        state = self._state
        target = int(self._targets[state.ring])
        state.corrections += int(self._wrong()[state.ring])
        learnt = self._perceptron().learn(self._inputs[state.ring], target, state.learning_rate)
        state.weights, state.bias = (float(learnt.weights[0]), float(learnt.weights[1])), learnt.bias

    def _end_run(self) -> None:
        self._stop()
        self._state.is_exhausted = bool(self._wrong().any())

    def _stop(self) -> None:
        self._run.stop()
        self._state.is_exhausted = False

    def _show(self) -> None:
        state, perceptron = self._state, self._perceptron()
        wrong = perceptron.mistakes(self._inputs, self._targets)
        best = None if wrong.any() else widest(self._inputs, self._targets)
        rows = zip(self._inputs, self._targets, wrong, strict=True)
        points = [PlanePoint(float(x[0]), float(x[1]), int(target), bool(is_wrong)) for x, target, is_wrong in rows]
        self._plane.show_points(points, state.ring)
        self._plane.show_line(_line(perceptron), None if best is None else _line(best))
        for slider, value in zip(self._sliders.values(), (*state.weights, state.bias), strict=True):
            slider.set_value(value)
        show_choice(self._set, state.points)
        show_choice(self._order, state.order)
        inputs, target = self._inputs[state.ring], int(self._targets[state.ring])
        total, verdict = point_words(perceptron, inputs, target)
        self._point.setText(total)
        self._verdict.setText(verdict)
        change, result = rule_words(perceptron, inputs, target, state.learning_rate)
        self._change.setText(change)
        self._result.setText(result)
        self._count.setText(f"{count(int(wrong.sum()), 'mistake')} of {len(points)}")
        told = told_state(perceptron, self._inputs, self._targets, best, state.corrections)
        if state.is_exhausted:
            told = f"{MOST_SWEEPS} sweeps are over. {told}"
        self._told.setText(told)
        self._plane.setAccessibleDescription(
            f"Point {state.ring + 1} of {len(points)}: {total} {verdict}. {told} {EXPLANATIONS['plane']}"
        )
        self.changed.emit()


def _line(perceptron: Perceptron) -> PlaneLine:
    return PlaneLine(float(perceptron.weights[0]), float(perceptron.weights[1]), perceptron.bias)
