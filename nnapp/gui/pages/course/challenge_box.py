"""A challenge of a lesson: what there is to do or to find out, how far one is, hints, and the solution on demand."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QWidget

from nnapp.files.lessons.lesson import Challenge, ChooseOne, EnterNumber, MeetConditions, Values
from nnapp.gui.pages.course.answers import ChoiceAnswer, NumberAnswer, Verdict
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.widgets.buttons import push_button
from nnapp.gui.widgets.layouts import fill, horizontal, label, markdown, named, paragraph, restyle, styled, vertical
from nnapp.gui.widgets.wrapping import wrapped_buttons
from nnapp.wording import plain

TRY: Final = "Try it"
DONE: Final = "Done: the challenge is met."
SHOWN: Final = "This is one way to do it."
SET: Final = "These values are set, but the challenge is not met yet."
"""As while a network is being trained with them, or with a network for which it cannot be met."""


class ChallengeBox(QFrame):
    """Shows one challenge, and knows when it is met."""

    met = Signal()
    solution_wanted = Signal(object)
    """The activity is to take these values, which meet the challenge."""

    def __init__(self, challenge: Challenge, number: int, appearance: Appearance, *, is_met: bool) -> None:
        """Show ``challenge``, the one of that ``number`` in its lesson, from 1; it may have been met before."""
        super().__init__()
        named(styled(self, role="challenge"), f"challenge{number}")
        self._challenge, self._is_met = challenge, is_met
        self._hints_given, self._holds = 0, False
        self._mark = label("", "strong", f"challengeMark{number}")
        self._progress = label("", "strong", f"challengeProgress{number}")
        self._said = paragraph("", "problem", name=f"challengeSaid{number}")
        self._hints = QWidget()
        self._hint_column = vertical(appearance, self._hints, spacing=SPACE)
        self._hint = push_button("A hint", f"hintButton{number}", "Show one more hint.", self._give_hint)
        self._show = push_button("Show me", f"showMeButton{number}", "Show one way to do it.", self._show_solution)
        head = horizontal(appearance, spacing=2 * SPACE)
        for part, share in ((self._mark, 0), (markdown(challenge.text, name=f"challengeText{number}"), 1)):
            head.addWidget(part, share, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._progress, alignment=Qt.AlignmentFlag.AlignTop)
        content = vertical(appearance, self, spacing=2 * SPACE, margins=(4 * SPACE, 3 * SPACE, 4 * SPACE, 3 * SPACE))
        content.addLayout(head)
        buttons: list[QWidget] = [self._hint, self._show]
        if (answer := self._answer(number, appearance)) is not None:
            buttons.insert(0, push_button("Check", f"checkButton{number}", "Check your answer.", answer.check))
            if isinstance(answer, NumberAnswer):
                buttons.insert(0, answer)
            else:
                content.addWidget(answer)
        # Above what comes and goes, so that they stay where they are.
        fill(content, wrapped_buttons(buttons, appearance), self._said, self._hints)
        self._said.hide()
        self._hints.hide()
        self._progress.setVisible(isinstance(challenge, MeetConditions))
        self._show_what_can_be_done()

    def show_quantities(self, quantities: Values, *, counts: bool) -> None:
        """Show how far one is with these ``quantities`` of the activity; whether that ``counts`` as meeting it."""
        challenge = self._challenge
        if not isinstance(challenge, MeetConditions):
            return
        holding = sum(condition.holds(quantities) for condition in challenge.conditions)
        reached, total, unit = float(holding), float(len(challenge.conditions)), " met"
        if challenge.progress:
            found = quantities.get(challenge.progress)
            reached, total, unit = (found if isinstance(found, float | int) else 0.0), challenge.total, ""
        self._holds = is_whole = holding == len(challenge.conditions)
        # There may be more to it than what is counted.
        is_missing = (reached >= total or total == 1) and not is_whole
        counted = f"{plain(min(reached, total))} of {plain(total)}{unit if total > 1 else ''}"
        words = "not yet" if is_missing else counted
        # What was met once stays done, whatever is moved afterwards.
        self._progress.setText("" if self._is_met and not is_whole else words)
        restyle(self._progress, "role", "met" if is_whole else "unmet")
        if is_whole and counts and not self._is_met:
            self._meet(DONE)

    def _answer(self, number: int, appearance: Appearance) -> NumberAnswer | ChoiceAnswer | None:
        answer: NumberAnswer | ChoiceAnswer
        if isinstance(self._challenge, EnterNumber):
            answer = NumberAnswer(self._challenge, number, appearance)
        elif isinstance(self._challenge, ChooseOne):
            answer = ChoiceAnswer(self._challenge, number, appearance)
        else:
            return None
        answer.given.connect(self._on_answer)
        return answer

    def _on_answer(self, verdict: Verdict) -> None:
        if verdict.is_right:
            self._meet(verdict.sentence)
        else:
            self._say(verdict.sentence, is_right=False)

    def _meet(self, sentence: str) -> None:
        self._say(sentence, is_right=True)
        if not self._is_met:
            self._is_met = True
            self._show_what_can_be_done()
            self.met.emit()

    def _say(self, sentence: str, *, is_right: bool) -> None:
        self._said.setText(f"✓ {sentence}" if is_right else sentence)
        restyle(self._said, "role", "right" if is_right else "problem")
        self._said.show()
        # For those who hear the window rather than see it.
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._said, sentence))

    def _give_hint(self) -> None:
        hint = self._challenge.hints[self._hints_given]
        self._hints_given += 1
        words = markdown(f"Hint {self._hints_given}: {hint}", "muted")
        self._hint_column.addWidget(words)
        self._hints.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(words, words.text()))
        self._show_what_can_be_done()

    def _show_solution(self) -> None:
        if isinstance(self._challenge, MeetConditions):
            self.solution_wanted.emit(self._challenge.solution)
            self._say(SHOWN if self._holds else SET, is_right=self._holds)

    def _show_what_can_be_done(self) -> None:
        self._mark.setText(f"✓ {TRY}" if self._is_met else TRY)
        self._mark.setAccessibleName(f"{TRY}, {'done' if self._is_met else 'not done yet'}")
        restyle(self._mark, "role", "met" if self._is_met else "strong")
        left = len(self._challenge.hints) - self._hints_given
        self._hint.setVisible(left > 0)
        self._hint.setText("Another hint" if self._hints_given else "A hint")
        self._show.setVisible(isinstance(self._challenge, MeetConditions) and bool(self._challenge.solution))
