"""A square root, easy for a machine and hard for us; a kitten and a puppy, with which it is the other way round."""

from math import sqrt
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nnapp.gui.pages.course.activities.animals import AnimalButton
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE, TextHeight
from nnapp.gui.widgets.buttons import push_button
from nnapp.gui.widgets.fields import explain, fit_field, whole_field
from nnapp.gui.widgets.layouts import column, label, row
from nnapp.gui.widgets.wrapping import growing_paragraph, share, wrap
from nnapp.wording import count, plain, whole

COURSE_NUMBER: Final = 987_543_256
MOST_NUMBER: Final = 2_000_000_000
DIGITS: Final = 10
PART, MOST = 280, 520
"""The least width of each half, and the most, in pixels."""
NUMBER: Final = "The machine follows a rule, and finds the square root of this number at once."
AGAIN: Final = "Ask for the same square root once more."
ASKED: Final = "Which of the two is the kitten? Click it."
RIGHT: Final = (
    "Right, and at a glance. Now write down the rule by which you knew. Ears, eyes, a mouth: both have them. A rule "
    "for a machine would have to say it in numbers, for every kitten there is."
)
WRONG: Final = "That is the puppy. Look at the ears: which are pointed?"


class SquareRoot(QWidget):
    """Asks the machine for a root, and the person for a kitten."""

    changed = Signal()

    def __init__(self, appearance: Appearance) -> None:
        """Begin with the number of the course."""
        super().__init__()
        self._appearance = appearance
        self.asked = 1
        """How often the machine was asked for this root; it gave the same answer each time."""
        self.is_told_apart = False
        """Whether the person has found the kitten."""
        halves = (share(half, 1, appearance, PART, MOST) for half in (self._build_root(), self._build_animals()))
        wrap(self, appearance, *halves)
        self._number.valueChanged.connect(self._on_number)
        self._show()

    @property
    def number(self) -> float:
        """The number whose root is shown."""
        return float(self._number.value())

    @property
    def root(self) -> float:
        """Its square root."""
        return sqrt(self.number)

    def set_number(self, number: float) -> None:
        """Show the root of ``number``, a whole one."""
        self._number.setValue(round(number))

    def show_found(self, *, is_found: bool) -> None:
        """Show whether the kitten has been found."""
        self.is_told_apart = is_found
        self._answer.setText(RIGHT if is_found else ASKED)
        self.changed.emit()

    def _build_root(self) -> QWidget:
        appearance = self._appearance
        self._number = whole_field("rootOf", 0, MOST_NUMBER, COURSE_NUMBER)
        explain(self._number, "The square root of", NUMBER)
        fit_field(self._number, appearance, 130)
        self._root = label("", "large", "root")
        self._told = growing_paragraph(TextHeight(2), appearance, "muted", "rootTold")
        again = push_button("Ask again", "askAgain", AGAIN, self._on_again)
        return column(
            appearance,
            label("EASY FOR A MACHINE", "heading"),
            row(appearance, label("The square root of"), self._number, None),
            self._root,
            row(appearance, again, None),
            self._told,
            spacing=3 * SPACE,
        )

    def _build_animals(self) -> QWidget:
        appearance = self._appearance
        words = "A round face with pointed ears and long whiskers"
        kitten = AnimalButton("kitten", words, appearance, is_kitten=True)
        words = "A long face with hanging ears and its tongue out"
        puppy = AnimalButton("puppy", words, appearance, is_kitten=False)
        kitten.clicked.connect(lambda: self._on_animal(is_kitten=True))
        puppy.clicked.connect(lambda: self._on_animal(is_kitten=False))
        self._answer = growing_paragraph(TextHeight(4), appearance, name="animalAnswer")
        self._answer.setText(ASKED)
        return column(
            appearance,
            label("EASY FOR A TODDLER", "heading"),
            row(appearance, puppy, kitten, None, spacing=3 * SPACE),
            self._answer,
            spacing=3 * SPACE,
        )

    def _on_number(self) -> None:
        self.asked = 1
        self._show()

    def _on_again(self) -> None:
        self.asked += 1
        self._show()

    def _on_animal(self, *, is_kitten: bool) -> None:
        self.show_found(is_found=is_kitten)
        if not is_kitten:
            self._answer.setText(WRONG)

    def _show(self) -> None:
        root = plain(self.root, DIGITS)
        self._root.setText(root)
        self._root.setAccessibleDescription(f"The square root of {whole(self._number.value())}")
        self._told.setText(
            "The same input always gives the same output: "
            f"asked {count(self.asked, 'time')}, the answer was {root} {'each time' if self.asked > 1 else ''}".rstrip()
            + "."
        )
        self.changed.emit()
