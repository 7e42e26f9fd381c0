"""A few neurons over time: the weights between them can be set, and one pulse starts a cascade, round a loop or not."""

from typing import Final

import numpy as np
from PySide6.QtWidgets import QGridLayout, QWidget

from nnapp.files.lessons.lesson import Value, Values
from nnapp.gui.pages.course.activities.activity import Activity
from nnapp.gui.pages.course.activities.firing_raster import FiringRaster, Raster
from nnapp.gui.pages.course.activities.loop_diagram import LoopDiagram
from nnapp.gui.pages.course.activities.loop_words import sum_in_words, time_in_words, told_loop
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE, TextHeight
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.layouts import column, fill, horizontal, label, paragraph, styled
from nnapp.gui.widgets.matrix import show_number, small_field
from nnapp.gui.widgets.number_slider import NumberSlider, as_whole
from nnapp.gui.widgets.play_button import PlayButton
from nnapp.gui.widgets.wrapping import growing_paragraph
from nnapp.nn.recurrent import RecurrentLayer, pulse

NEURONS, STEPS = 4, 20
NAMES: Final = {f"w{to + 1}{source + 1}": (to, source) for to in range(NEURONS) for source in range(NEURONS)}
"""The weights as lessons call them: w14 leads into neuron 1 from neuron 4."""
CHAIN: Final = {"w21": 1.0, "w32": 1.0, "w43": 1.0}
"""Each neuron sets off the next one."""
PLAYING: Final = "Let the time run to its end; where the system asks for less motion, each click goes one step."
LEADING_BACK: Final = "Below the diagonal they lead forward; on it to the neuron itself, and above it back."
PAUSE: Final = 350
"""Milliseconds from one time to the next while it plays."""


class LoopActivity(Activity):
    """Four neurons that feed one another, the first of which is set off once."""

    def __init__(self, session: Session, appearance: Appearance) -> None:
        """Begin with a chain, in which nothing comes back."""
        super().__init__()
        del session
        self._appearance = appearance
        self._weights = np.zeros((NEURONS, NEURONS))
        for name, weight in CHAIN.items():
            self._weights[NAMES[name]] = weight
        self._bias, self._rest, self._time = -0.5, 1, 0
        self._diagram, self._raster = LoopDiagram(appearance), FiringRaster(appearance)
        self._raster.time_chosen.connect(self.taking("time"))
        beside, running = self._build_column(), QWidget()
        fill(horizontal(appearance, running, spacing=2 * SPACE), self._play, (self._sliders["time"], 1))
        pictures = column(appearance, self._diagram, running, self._raster, spacing=2 * SPACE)
        self.put_beside(pictures, beside, appearance)
        self._show()

    def set_values(self, values: Values) -> None:
        """Take weights, the bias, the rest and the time; what plays stops."""
        self._play.stop()
        numbers = {name: float(value) for name, value in values.items()}
        for name, place in NAMES.items():
            self._weights[place] = numbers.get(name, self._weights[place])
        self._bias = numbers.get("b", self._bias)
        self._rest, self._time = round(numbers.get("rest", self._rest)), round(numbers.get("time", self._time))
        self._show()

    def quantities(self) -> dict[str, Value]:
        """Return the values, for how long there is activity, and how often each neuron fires."""
        course = self._course
        return {
            **{name: float(self._weights[place]) for name, place in NAMES.items()},
            "b": self._bias, "rest": float(self._rest), "time": float(self._time),
            "active_steps": float(course.active_steps), "last_active": float(course.last_active),
            **{f"fired_{neuron + 1}": float(times) for neuron, times in enumerate(course.counts)},
        }  # fmt: skip

    def _layer(self) -> RecurrentLayer:
        into_first = np.eye(NEURONS, 1)
        return RecurrentLayer(into_first, self._weights, np.full(NEURONS, self._bias), rest=self._rest)

    def _build_column(self) -> QWidget:
        appearance = self._appearance
        self._sliders = {
            "time": NumberSlider("time", "t", "The time, in steps.", (0.0, STEPS, 1.0), appearance, as_whole),
            "rest": NumberSlider(
                "rest", "rest", "For how many steps a neuron is silent after it has fired.", (0.0, 6.0, 1.0),
                appearance, as_whole,
            ),
            "b": NumberSlider("b", "b", "The bias of each neuron, minus its threshold.", (-2.0, 2.0, 0.05), appearance),
        }  # fmt: skip
        for name, slider in self._sliders.items():
            slider.moved.connect(self.taking(name))
        self._play = PlayButton("Play", "playLoop", PLAYING, self._go_on)
        self._play.clicked.connect(self._on_play)
        styled(self._play, role="primary")
        self._sums = growing_paragraph(TextHeight(NEURONS), appearance, name="loopSums")
        self._told = growing_paragraph(TextHeight(3), appearance, name="loopState")
        parts = (
            column(appearance, label("AT THIS TIME", "heading"), self._sums),
            column(appearance, label("WEIGHTS", "heading"), self._build_grid(), paragraph(LEADING_BACK, "caption")),
            column(appearance, self._sliders["rest"], self._sliders["b"]),
            self._told,
        )
        return column(appearance, *parts, spacing=3 * SPACE)

    def _build_grid(self) -> QWidget:
        """Return the fields of W: a row for each neuron, a column for each that its weights come from."""
        result, appearance = QWidget(), self._appearance
        grid = QGridLayout(result)
        grid.setContentsMargins(0, 0, 0, 0)
        appearance.scale(grid.setSpacing, SPACE)
        self._fields = {}
        for name, (to, source) in NAMES.items():
            way = "to itself" if to == source else "forward" if to > source else "back: a loop"
            field = small_field(name, 0.5, f"The weight {name}, {way}.", appearance, (-2.0, 2.0))
            field.setAccessibleName(f"From neuron {source + 1} to neuron {to + 1}")
            field.valueChanged.connect(lambda value, name=name: self._on_weight(name, value))
            self._fields[name] = field
            grid.addWidget(field, to + 1, source + 1)
        grid.setColumnStretch(NEURONS + 1, 1)
        for number in range(1, NEURONS + 1):
            grid.addWidget(label(f"from {number}", "caption"), 0, number)
            grid.addWidget(label(f"into {number}", "caption"), number, 0)
        return result

    def _on_weight(self, name: str, value: float) -> None:
        self._weights[NAMES[name]] = value
        self._show()

    def _on_play(self) -> None:
        if self._play.is_playing:
            self._play.stop()
            return
        self._time = 0 if self._time >= STEPS else self._time
        # Where nothing may move by itself, each click is a step.
        if self._appearance.animates:
            self._play.play(PAUSE)
        self._go_on()

    def _go_on(self) -> None:
        """Show the next time; at the end, stop."""
        self._time = min(self._time + 1, STEPS)
        if self._time == STEPS:
            self._play.stop()
        self._show()

    def _show(self) -> None:
        layer, time = self._layer(), self._time
        course, plain = layer.run(pulse(STEPS)), layer.without_loops().run(pulse(STEPS))
        self._course = course
        for slider, value in zip(self._sliders.values(), (time, self._rest, self._bias), strict=True):
            slider.set_value(value)
        for name, field in self._fields.items():
            show_number(field, float(self._weights[NAMES[name]]))
        rasters = (Raster("with all weights", course.fires), Raster("the same without the loop", plain.fires))
        self._diagram.show_time(self._weights.copy(), course, time)
        self._raster.show_rasters(rasters, time)
        now = time_in_words(course, time)
        sums = [sum_in_words(self._weights, self._bias, course, time, n) for n in range(NEURONS)] if time else []
        self._sums.setText("\n".join(sums) or "The pulse comes in: x = 1. No neuron fires yet.")
        told = told_loop(course, plain, has_loop=bool(np.triu(self._weights).any()))
        self._told.setText(told)
        self._diagram.setAccessibleDescription(f"{now} {told}")
        self._raster.setAccessibleDescription(f"{now} {told} The arrow keys go on and back in time.")
        self.changed.emit()
