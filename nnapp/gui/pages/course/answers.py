"""Answers to the challenges that ask a question: where they are given, and what is said to them."""

from dataclasses import dataclass
from math import isfinite
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QWidget

from nnapp.files.lessons.lesson import Challenge, ChooseOne, EnterNumber
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.widgets.fields import FIELD_HEIGHT, explain
from nnapp.gui.widgets.layouts import fill, horizontal, named, paragraph, vertical

FIELD_WIDTH: Final = 120
LONGEST_NUMBER: Final = 30
"""Characters."""


@dataclass(frozen=True)
class Verdict:
    """What is said to an answer, and whether it is right."""

    sentence: str
    is_right: bool = False


def judge_number(challenge: EnterNumber, text: str) -> Verdict:
    """Return the verdict on what was typed."""
    typed = text.strip()
    numbers = _readings(typed)
    if not numbers:
        return Verdict(f"“{typed}” is not a number; type one such as 0.75." if typed else "Type a number first.")
    # So that a number at the very edge counts, whatever floats make of it.
    room = challenge.tolerance + 1e-9 * max(abs(challenge.answer), challenge.tolerance)
    if any(abs(number - challenge.answer) <= room for number in numbers):
        return Verdict("Right.", is_right=True)
    return Verdict(f"{typed} is not right. {_advice(challenge)}")


def judge_choice(challenge: ChooseOne, chosen: int) -> Verdict:
    """Return the verdict on the option of that number, from 0; -1: none was chosen."""
    if chosen < 0:
        return Verdict("Choose one of the answers first.")
    if chosen == challenge.answer:
        return Verdict(f"Right. {challenge.reason}".strip(), is_right=True)
    return Verdict(f"That is not right. {_advice(challenge)}")


def _advice(challenge: Challenge) -> str:
    return "Look again, or take a hint." if challenge.hints else "Look again."


def _readings(typed: str) -> set[float]:
    """Return the numbers that ``typed`` may mean, as a comma may stand before decimals or between thousands."""
    bare = "".join(typed.split()).replace("−", "-")
    found = set()
    for text in (bare.replace(",", ""), bare.replace(",", ".")):
        try:
            found.add(float(text))
        except ValueError:
            continue
    return set(filter(isfinite, found))


class NumberAnswer(QWidget):
    """A field for a number."""

    given = Signal(Verdict)

    def __init__(self, challenge: EnterNumber, number: int, appearance: Appearance) -> None:
        """Take answers to ``challenge``, the one of that ``number`` in its lesson, from 1."""
        super().__init__()
        self._challenge = challenge
        self._field = named(QLineEdit(maxLength=LONGEST_NUMBER), f"answerField{number}")
        explain(self._field, "Your answer", "The number that answers the question above.")
        appearance.scale(self._field.setFixedSize, FIELD_WIDTH, FIELD_HEIGHT)
        self._field.returnPressed.connect(self.check)
        fill(horizontal(appearance, self), self._field)

    def check(self) -> None:
        """Judge what was typed."""
        self.given.emit(judge_number(self._challenge, self._field.text()))


class ChoiceAnswer(QWidget):
    """Several answers, of which one is to be chosen."""

    given = Signal(Verdict)

    def __init__(self, challenge: ChooseOne, number: int, appearance: Appearance) -> None:
        """Take answers to ``challenge``, the one of that ``number`` in its lesson, from 1."""
        super().__init__()
        self._challenge = challenge
        self._group = QButtonGroup(self)
        column = vertical(appearance, self, spacing=SPACE)
        for place, words in enumerate(challenge.options):
            option = _Option(words, f"option{number}-{place + 1}", appearance)
            self._group.addButton(option.button, place)
            column.addWidget(option)

    def check(self) -> None:
        """Judge what was chosen."""
        self.given.emit(judge_choice(self._challenge, self._group.checkedId()))


class _Option(QWidget):
    """A radio button with a text that wraps, which Qt's own does not."""

    def __init__(self, words: str, name: str, appearance: Appearance) -> None:
        super().__init__()
        self.button = named(QRadioButton(), name)
        self.button.setAccessibleName(words)
        across = horizontal(appearance, self, spacing=SPACE)
        across.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignTop)
        across.addWidget(paragraph(words), 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose it by a click on its text as well."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.button.setFocus(Qt.FocusReason.MouseFocusReason)
            self.button.click()
