"""The loss of the course's network over two of its weights, and gradient descent step by step."""

from dataclasses import dataclass
from math import hypot, log10
from typing import Final

from PySide6.QtWidgets import QWidget

from nnapp.files.lessons.lesson import Value, Values
from nnapp.gui.pages.course.activities.activity import Activity
from nnapp.gui.pages.course.activities.loss_words import STILL, loss_words, names_of, step_words, told_walk
from nnapp.gui.pages.course.activities.surface_plane import SurfacePlane
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE, TextHeight
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.buttons import push_button
from nnapp.gui.widgets.fields import chooser, show_choice
from nnapp.gui.widgets.layouts import column, label, row, styled
from nnapp.gui.widgets.number_slider import NumberSlider
from nnapp.gui.widgets.play_button import PlayButton
from nnapp.gui.widgets.wrapping import growing_paragraph, wrapped_buttons
from nnapp.nn.inspect.loss_surface import PAIRS, Descent, course_surface
from nnapp.wording import plain

SETS: Final = (("one", "One example"), ("two", "Two examples"))
RATES: Final = (-2.0, 3.0, 0.05)
"""Powers of ten."""
MOMENTUM: Final = (0.0, 0.99, 0.01)
CAPTION: Final = 84
"""The width of what stands before a slider, in pixels."""
PAUSE: Final = 80
"""Milliseconds between two steps of a run."""
MOST_STEPS: Final = 100
"""Of one run."""
KEYS: Final = "The arrow keys move the point, with Shift in larger steps."


@dataclass
class _State:
    """What the person plays with, beside the point."""

    weights: str = "w11 and w21"
    examples: str = "one"
    rate: float = 5.0
    momentum: float = 0.0


class LossSurfaceActivity(Activity):
    """A map of losses: the point walks downhill, or is dragged."""

    def __init__(self, session: Session, appearance: Appearance) -> None:
        """Begin at the weights of the course, with its one example."""
        super().__init__()
        del session
        self._appearance, self._state = appearance, _State()
        self._walk = self._walk_from_course()
        self._left = 0
        self._plane = SurfacePlane(appearance)
        self._plane.place_wanted.connect(lambda a, b: self.set_values({"w_a": a, "w_b": b}))
        self.put_beside(self._plane, self._build_column(), appearance)
        self._show()

    def set_values(self, values: Values) -> None:
        """Take the weights, the examples, the rate, the momentum, and where to stand; the steps are taken at once."""
        self._run.stop()
        state = self._state
        state.rate = float(values.get("rate", state.rate))
        state.momentum = float(values.get("momentum", state.momentum))
        place = self._walk.place
        if {"weights", "examples"} & values.keys():
            state.weights = str(values.get("weights", state.weights))
            state.examples = str(values.get("examples", state.examples))
            self._walk = self._walk_from_course()
            place = self._walk.place
        if {"w_a", "w_b"} & values.keys():
            start = (float(values.get("w_a", place[0])), float(values.get("w_b", place[1])))
            self._walk = Descent(self._walk.surface, start)
        if "steps" in values:
            self._walk = Descent(self._walk.surface, self._walk.path[0])
            for _ in range(int(values["steps"])):
                self._walk.step(state.rate, state.momentum)
        self._show()

    def quantities(self) -> dict[str, Value]:
        """Return the values, the loss here, and the loss where the walk began."""
        walk = self._walk
        return {
            **vars(self._state), "w_a": walk.place[0], "w_b": walk.place[1], "steps": float(walk.steps),
            "loss": walk.losses[-1], "first_loss": walk.losses[0],
        }  # fmt: skip

    def _build_column(self) -> QWidget:
        appearance = self._appearance
        pairs = tuple((pair, " and ".join(names_of(pair))) for pair in PAIRS)
        words = "The two weights", "The weights of the axes; the other two stay as the course has them."
        self._pair = chooser("surfaceWeights", pairs, words, 130, appearance, self.taking("weights"))
        words = "Examples", "One example, that of the course, or two, which make a long valley."
        self._set = chooser("surfaceExamples", SETS, words, 130, appearance, self.taking("examples"))
        step = push_button("Step", "stepDown", "Take one step of gradient descent.", self._on_step)
        self._run = PlayButton("Run", "runDown", f"Take steps, {MOST_STEPS} at most.", self._take_step)
        self._run.clicked.connect(self._on_run)
        reset = push_button("Reset", "resetSurface", "Return to the weights of the course.", self._on_reset)
        self._loss = growing_paragraph(TextHeight(2), appearance, name="surfaceLoss")
        self._step = growing_paragraph(TextHeight(3), appearance, name="surfaceStep")
        self._told = growing_paragraph(TextHeight(2), appearance, "strong", "surfaceTold")
        buttons = wrapped_buttons((styled(step, role="primary"), self._run, reset), appearance)
        parts = (
            row(appearance, self._pair, self._set, None),
            column(appearance, label("THE LOSS HERE", "heading"), self._loss),
            column(appearance, label("THE NEXT STEP", "heading"), self._step),
            buttons,
            self._build_sliders(),
            self._told,
        )
        return column(appearance, *parts, spacing=3 * SPACE)

    def _build_sliders(self) -> QWidget:
        appearance, rate = self._appearance, "The learning rate: how large a step is."
        kept = "The momentum: which share of the last step is kept."
        self._rate = NumberSlider("rate", "rate η", rate, RATES, appearance, lambda power: plain(10**power, 3))
        self._momentum = NumberSlider("momentum", "momentum μ", kept, MOMENTUM, appearance)
        for slider in (self._rate, self._momentum):
            appearance.scale(slider.caption.setMinimumWidth, CAPTION)
        self._rate.moved.connect(lambda power: self._change("rate", float(f"{10**power:.2g}")))
        self._momentum.moved.connect(lambda share: self._change("momentum", share))
        return column(appearance, self._rate, self._momentum)

    def _walk_from_course(self) -> Descent:
        surface = course_surface(self._state.weights, self._state.examples)
        return Descent(surface, surface.start)

    def _change(self, name: str, value: float) -> None:
        """Take a rate or a momentum; a run goes on with it."""
        setattr(self._state, name, value)
        self._show()

    def _on_step(self) -> None:
        self._run.stop()
        self._walk.step(self._state.rate, self._state.momentum)
        self._show()

    def _on_run(self) -> None:
        if self._run.is_playing:
            self._run.stop()
            return
        self._left = MOST_STEPS
        if self._appearance.animates:
            self._run.play(PAUSE)
            return
        while not self._has_ended():
            self._advance()
        self._show()

    def _on_reset(self) -> None:
        self._run.stop()
        self._walk = self._walk_from_course()
        self._show()

    def _take_step(self) -> None:
        """Show one step of a run."""
        self._advance()
        if self._has_ended():
            self._run.stop()
        self._show()

    def _advance(self) -> None:
        self._left -= 1
        self._walk.step(self._state.rate, self._state.momentum)

    def _has_ended(self) -> bool:
        return self._left <= 0 or hypot(*self._walk.next_step(self._state.rate, self._state.momentum)) < STILL

    def _show(self) -> None:
        state, walk = self._state, self._walk
        step = walk.next_step(state.rate, state.momentum)
        self._plane.show_walk(walk, step, names_of(state.weights))
        show_choice(self._pair, state.weights)
        show_choice(self._set, state.examples)
        self._rate.set_value(log10(state.rate))
        self._momentum.set_value(state.momentum)
        self._loss.setText(loss_words(walk.surface, state.examples, walk.place))
        self._step.setText(step_words(walk, state.weights, state.rate, state.momentum))
        told = told_walk(walk, step)
        self._told.setText(told)
        names = zip(names_of(state.weights), walk.place, strict=True)
        where = ", ".join(f"{name} = {plain(round(value, 2))}" for name, value in names)
        self._plane.setAccessibleDescription(f"{where}. {told} {KEYS}")
        self.changed.emit()
