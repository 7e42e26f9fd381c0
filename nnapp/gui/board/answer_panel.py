"""The right panel: which neuron fires, in large, and the activations of all ten."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE, TextHeight
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.activation_chart import ActivationChart, Bars
from nnapp.gui.widgets.layouts import fill, horizontal, label, panel, restyle, scrolled, set_plain_tooltip, vertical
from nnapp.wording import MISSING, decimals

MINIMUM_CHART = 150
"""Pixels."""
DIGIT_WIDTH, WORDS_WIDTH = 80, 270
"""Pixels for a digit, and for it and the words beside it."""
LINE = TextHeight(1, room=2)
"""The height of a line of words."""
NAME_WIDTH = 140
"""Pixels for the name of a class that is no digit."""


class AnswerPanel(QWidget):
    """Says what the network recognises."""

    def __init__(self, session: Session, appearance: Appearance) -> None:
        """Show the answer of the network of ``session``."""
        super().__init__()
        self._session, self._appearance = session, appearance
        self._name = ""
        outer = vertical(appearance, self)
        frame, column = panel("Output neurons", appearance)
        outer.addWidget(frame)
        self._digit = label(MISSING, "huge", "predictionLabel")
        self._digit.setAccessibleName("Prediction")
        self._digit.setAlignment(Qt.AlignmentFlag.AlignCenter)
        appearance.scale(self._digit.setFixedWidth, DIGIT_WIDTH)
        self._headline = label("", "strong", "predictionHeadline")
        self._first = label("", "muted")
        self._second = label("", "muted")
        for line in (self._headline, self._first, self._second):
            # Of a fixed size: a label that may grow has the whole window laid out again with each stroke.
            appearance.scale(line.setFixedSize, WORDS_WIDTH - DIGIT_WIDTH, LINE)
        words = fill(vertical(appearance, spacing=SPACE), None, self._headline, self._first, self._second, None)
        column.addLayout(fill(horizontal(appearance, spacing=2 * SPACE), self._digit, (words, 1)))
        self._chart = ActivationChart("Activations of the output neurons", appearance)
        # Many classes scroll, rather than making the window higher.
        area = scrolled(self._chart)
        appearance.scale(area.setMinimumHeight, MINIMUM_CHART)
        column.addWidget(area, stretch=1)
        session.recognition_changed.connect(self._show)
        self._show()

    def _fit_name(self, name: str) -> None:
        """A digit is shown huge; the name of another class as large as fits, cut where it is too long."""
        role = "huge" if len(name) == 1 else "large"
        restyle(self._digit, "role", role)
        width = DIGIT_WIDTH if len(name) == 1 else NAME_WIDTH
        if self._digit.width() != self._appearance.px(width):
            self._appearance.scale(self._digit.setFixedWidth, width)
            for line in (self._headline, self._first, self._second):
                self._appearance.scale(line.setFixedSize, WORDS_WIDTH - width, LINE)
        if name != self._name:
            self._name = name
            set_plain_tooltip(self._digit, name)
            room = self._appearance.px(NAME_WIDTH)
            self._digit.setText(self._digit.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room))

    def _show(self) -> None:
        recogniser, recognition = self._session.recogniser, self._session.recognition
        names, outputs = recogniser.class_names, recognition.outputs
        best, next_best = recognition.ranking[:2]
        if recognition.is_blank:
            texts = (MISSING, "Nothing is drawn", "draw a digit on the left", "")
        elif not recognition.fired:
            texts = (
                MISSING,
                "No neuron fires",
                f"strongest: {names[best]} at {decimals(outputs[best], 3)}",
                f"firing needs {decimals(recogniser.firing_threshold, 2)}",
            )
        else:
            texts = (
                names[best],
                f"Neuron {names[best]} fires" if len(names[best]) == 1 else "This neuron fires",
                f"activation {decimals(outputs[best], 3)}",
                f"next: {names[next_best]}"
                + (f" at {decimals(outputs[next_best], 3)}" if len(names[next_best]) == 1 else ""),
            )
        for widget, text in zip((self._headline, self._first, self._second), texts[1:], strict=True):
            if text != widget.text():
                widget.setText(text)
        self._digit.setAccessibleDescription(texts[1])
        self._fit_name(texts[0])
        self._chart.show_bars(
            Bars(
                names,
                tuple(float(value) for value in outputs),
                frozenset(recognition.fired),
                recogniser.firing_threshold,
                blank=recognition.is_blank,
            )
        )
