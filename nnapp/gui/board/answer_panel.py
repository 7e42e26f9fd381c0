"""The answer: which neuron fires, in large, and the activations of all outputs."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import LARGE, SPACE, TextHeight
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.activation_chart import ActivationChart, Bars
from nnapp.gui.widgets.layouts import fill, horizontal, label, restyle, scrolled, set_plain_tooltip, vertical
from nnapp.gui.widgets.steady import Steady
from nnapp.wording import decimals, own_decimals

CHART_WIDTH, CHART_HEIGHT = 140, 100
"""The least, in pixels, a scroll bar included."""
DIGIT_WIDTH, TIGHT_DIGIT = 80, 53
"""The width of a huge digit with room to breathe, and of its ink alone."""
WORDS_WIDTH = 130
"""What the longest of the usual words need."""
LINE = TextHeight(1, room=2)
"""The height of a line of words."""
LONGEST_NAME = 16
"""The letters of the name of a class in a line of words."""
UNKNOWN = "?"
"""What stands for a digit where there is none."""


class AnswerPanel(QWidget):
    """Says what the network recognises."""

    def __init__(self, session: Session, appearance: Appearance, correction: QWidget) -> None:
        """Show the answer of the network of ``session``; ``correction`` stands below its words."""
        super().__init__()
        self._session, self._appearance = session, appearance
        self._name, self._is_compact = "", False
        self._digit = label(UNKNOWN, "huge", "predictionLabel")
        self._digit.setAccessibleName("Prediction")
        self._digit.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._place = Steady(self._digit)
        self._headline = label("", "strong", "predictionHeadline")
        self._first = label("", "muted")
        self._second = label("", "muted")
        lines = [Steady(line) for line in (self._headline, self._first, self._second)]
        for line in lines:
            appearance.scale(line.setFixedHeight, LINE)
            appearance.scale(line.setMinimumWidth, 1)
        below = fill(horizontal(appearance, margins=(0, SPACE, 0, 0)), correction, None)
        words = fill(vertical(appearance, spacing=0), None, *lines, below, None)
        self._answer: QBoxLayout = horizontal(appearance, spacing=2 * SPACE)
        fill(self._answer, self._place, (words, 1))
        self._chart = ActivationChart("Activations of the output neurons", appearance)
        # Many classes scroll, rather than making the window higher.
        area = scrolled(self._chart)
        # The chart takes the focus.
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        appearance.scale(area.setMinimumSize, CHART_WIDTH, CHART_HEIGHT)
        fill(vertical(appearance, self, spacing=2 * SPACE), self._answer, (area, 1))
        session.recognition_changed.connect(self._show)
        self._show()

    def set_compact(self, is_compact: bool) -> None:  # noqa: FBT001 - on or off
        """Show the digit smaller, or as large as it can be."""
        if is_compact is not self._is_compact:
            self._is_compact = is_compact
            self._fit_name()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much of a long name as fits."""
        super().resizeEvent(event)
        self._fit_name()

    def _fit_name(self) -> None:
        """A digit is shown huge, beside the words; where there is little room, or for another class, above them."""
        px, is_digit, full = self._appearance.px, len(self._name) <= 1, self.width()
        beside_words = full - px(2 * SPACE) - px(WORDS_WIDTH)
        is_narrow = beside_words < px(TIGHT_DIGIT)
        is_huge = is_digit and not self._is_compact and not is_narrow
        is_beside = (is_digit or self._is_compact) and not is_narrow
        large = QFontMetrics(self._appearance.theme.font(LARGE, QFont.Weight.DemiBold))
        # For all classes alike, so that nothing moves from one answer to the next.
        widest = max(map(large.horizontalAdvance, self._session.recogniser.class_names))
        role = "huge" if is_huge else "large" if is_digit or widest <= full else "strong"
        restyle(self._digit, "role", role)
        self._digit.setAlignment(Qt.AlignmentFlag.AlignCenter if is_beside else Qt.AlignmentFlag.AlignLeft)
        direction = QBoxLayout.Direction.LeftToRight if is_beside else QBoxLayout.Direction.TopToBottom
        self._answer.setDirection(direction)
        width = full if not is_beside else min(px(DIGIT_WIDTH), beside_words) if is_digit else full // 2
        self._place.setMinimumWidth(width if is_beside else 1)
        self._place.setMaximumWidth(max(width, 1))
        elided = self._digit.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, width)
        self._digit.setText(self._name if is_digit else elided)

    def _show(self) -> None:
        recogniser, recognition = self._session.recogniser, self._session.recognition
        names, outputs = recogniser.class_names, recognition.outputs
        best, next_best = recognition.ranking[:2]
        if recognition.is_blank:
            texts = ("", "Nothing is drawn", "Draw on the canvas", "")
        elif not recognition.fired:
            texts = (
                UNKNOWN,
                "No neuron fires",
                f"strongest: {shortened(names[best])} at {decimals(outputs[best], 3)}",
                f"firing needs {own_decimals(recogniser.firing_threshold)}",
            )
        else:
            texts = (
                names[best],
                f"Neuron {names[best]} fires" if len(names[best]) == 1 else "This neuron fires",
                f"activation {decimals(outputs[best], 3)}",
                f"next: {shortened(names[next_best])} at {decimals(outputs[next_best], 3)}",
            )
        truth = "" if recognition.is_blank else self._truth()
        texts = (*texts[:3], truth or texts[3])
        for widget, text in zip((self._headline, self._first, self._second), texts[1:], strict=True):
            if text != widget.text():
                widget.setText(text)
        self._digit.setAccessibleDescription(f"{texts[1]}; {truth}" if truth else texts[1])
        if texts[0] != self._name:
            self._name = texts[0]
            set_plain_tooltip(self._digit, self._name if len(self._name) > 1 else "")
            self._fit_name()
        self._chart.show_bars(
            Bars(
                names,
                tuple(float(value) for value in outputs),
                frozenset(recognition.fired),
                recogniser.firing_threshold,
                blank=recognition.is_blank,
            )
        )

    def _truth(self) -> str:
        """Return what the drawing really is, and how active its neuron; empty where that is not known, or answered."""
        names, recognition = self._session.recogniser.class_names, self._session.recognition
        name = self._session.sketch.drawing.class_name
        if name in ("", names[recognition.ranking[0]]):
            return ""
        words = f"correct: {shortened(name)}"
        return f"{words} at {decimals(recognition.outputs[names.index(name)], 3)}" if name in names else words


def shortened(name: str) -> str:
    """Return ``name``, or as much of it as fits beside a number."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
