"""A rule for a 7 that one makes oneself, and how it fares with a hundred sevens and a hundred other digits."""

from typing import Final

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QWidget

from nnapp.digits.drawing import PIXELS
from nnapp.digits.errors import DataError
from nnapp.digits.pixel_rule import (
    EMPTY,
    HUNDREDS,
    INKED,
    Marks,
    RuleDigits,
    careful_rule,
    ink_of,
    load_rule_digits,
    no_rule,
    taken,
)
from nnapp.gui.pages.course.activities.pixel_grid import PixelGrid
from nnapp.gui.pages.course.activities.thumbnails import Thumbnails
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.widgets.buttons import push_button
from nnapp.gui.widgets.layouts import column, label, paragraph, row
from nnapp.gui.widgets.wrapping import share, wrap, wrapped_buttons
from nnapp.wording import count

GRID, COLUMN, MOST = 260, 258, 560
"""The least widths of the grid and of what is beside it, and the most that they use, in pixels."""
ORDINALS: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
CLEAR: Final = "Take all marks away; the rule then takes everything for a seven."
ALL_INK: Final = "Demand ink wherever the digit in the grid has some."
OTHERS: Final = "Try the rule on a hundred other sevens and a hundred other digits, which it was not made for."
LEGEND: Final = (
    "Click a pixel to change it, or use the arrow keys and Space. Filled: must be inked. Open: must be empty. Yellow "
    "beneath: there the digit shown breaks the rule. Click one of the small digits to see it here."
)


class SevenRule(QWidget):
    """Marks pixels, and counts at once which digits keep to the marks."""

    changed = Signal()

    def __init__(self, appearance: Appearance) -> None:
        """Begin without marks, on the first hundred."""
        super().__init__()
        self._appearance = appearance
        self.rule, self.hundred = "empty", 1
        """The rule, as lessons name it, and which hundred it is tried on."""
        self._marks = no_rule()
        self._digits: RuleDigits | None = None
        nothing = np.zeros((0, PIXELS), np.uint8)
        self._missed, self._accepted = nothing, nothing
        self._shown: tuple[str, int] = ("", 0)
        """Which digit is in the grid: one of the sevens missed, one of the others accepted, or the first seven."""
        self._image = np.zeros(PIXELS, np.uint8)
        self._grid = PixelGrid(appearance)
        self._grid.marked.connect(self._on_marked)
        wrap(
            self,
            appearance,
            share(self._grid, 3, appearance, GRID, MOST),
            share(self._build_column(), 3, appearance, COLUMN, MOST),
        )
        self._count()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the digits when they are first seen."""
        super().showEvent(event)
        self._load()

    def set_rule(self, rule: str) -> None:
        """Take one of the rules that lessons name; one's own is the one that is there."""
        made = {"empty": no_rule, "careful": careful_rule, "one seven": self._first_ink}
        self.rule = rule
        if rule in made:
            self._marks = made[rule]()
        self._count()

    def set_hundred(self, hundred: int) -> None:
        """Try the rule on another hundred, 1 to 9."""
        if hundred != self.hundred:
            self.hundred, self._digits = hundred, None
            self._load()
            self.changed.emit()

    def numbers(self) -> dict[str, float]:
        """Return how many sevens and others are taken for a seven, and how many pixels have each mark."""
        self._load()
        digits = self._digits
        return {
            "sevens": float(len(digits.sevens) - len(self._missed)) if digits is not None else 0.0,
            "others": float(len(self._accepted)) if digits is not None else 0.0,
            "required": float((self._marks == INKED).sum()),
            "forbidden": float((self._marks == EMPTY).sum()),
        }

    def _build_column(self) -> QWidget:
        appearance = self._appearance
        self._sevens, self._others = label("", "large", "sevensTaken"), label("", "large", "othersTaken")
        self._said = paragraph("", "muted", "ruleSaid")
        self._missed_title, self._accepted_title = label("", "caption"), label("", "caption")
        self._missed_row = Thumbnails("Sevens that the rule misses", appearance)
        self._accepted_row = Thumbnails("Other digits that it takes for a seven", appearance)
        self._missed_row.setObjectName("missedSevens")
        self._accepted_row.setObjectName("acceptedOthers")
        self._missed_row.chosen.connect(lambda number: self._on_chosen("missed", number))
        self._accepted_row.chosen.connect(lambda number: self._on_chosen("accepted", number))
        buttons = (
            push_button("Clear", "clearRule", CLEAR, lambda: self.set_rule("empty")),
            push_button("All ink of this one", "inkRule", ALL_INK, self._on_ink),
            push_button("Another hundred", "otherHundred", OTHERS, self._on_other_hundred),
        )
        counts = row(
            appearance,
            self._counted("sevens recognised, of 100", self._sevens),
            self._counted("others taken for a 7, of 100", self._others),
        )
        return column(
            appearance,
            counts,
            self._said,
            wrapped_buttons(buttons, appearance),
            column(appearance, self._missed_title, self._missed_row),
            column(appearance, self._accepted_title, self._accepted_row),
            paragraph(LEGEND, "caption"),
            spacing=2 * SPACE,
        )

    def _counted(self, words: str, number: QLabel) -> QWidget:
        number.setAccessibleDescription(words)
        return column(self._appearance, number, paragraph(words, "caption"), spacing=0)

    def _first_ink(self) -> Marks:
        self._load()
        return no_rule() if self._digits is None else ink_of(self._digits.sevens[0])

    def _on_marked(self, pixel: int, mark: int) -> None:
        self.rule = "own"
        self._marks = self._marks.copy()
        self._marks[pixel] = mark
        self._count()

    def _on_ink(self) -> None:
        self.rule, self._marks = "own", ink_of(self._image)
        self._count()

    def _on_other_hundred(self) -> None:
        self.set_hundred(self.hundred % HUNDREDS + 1)

    def _on_chosen(self, kind: str, number: int) -> None:
        """Show a digit in the grid."""
        self._shown = (kind, number)
        self._image = (self._missed if kind == "missed" else self._accepted)[number]
        self._show()

    def _load(self) -> None:
        if self._digits is not None:
            return
        try:
            self._digits = load_rule_digits(self.hundred)
        except DataError as error:
            self._said.setText(str(error))
            return
        self._image = self._digits.sevens[0]
        # No signal: nothing has changed, only what is counted is now known.
        self._try_rule()

    def _count(self) -> None:
        """Try the rule on all digits, as it has changed."""
        self._try_rule()
        self.changed.emit()

    def _try_rule(self) -> None:
        digits = self._digits
        if digits is not None:
            self._missed = digits.sevens[~taken(self._marks, digits.sevens)]
            self._accepted = digits.others[taken(self._marks, digits.others)]
            # The digit in the grid stays there, though its place among the others may be another.
            self._shown = ("", 0)
        self._show()

    def _show(self) -> None:
        kind, number = self._shown
        self._grid.show_rule(self._marks, self._image)
        self._missed_row.show_digits(self._missed, number if kind == "missed" else None)
        self._accepted_row.show_digits(self._accepted, number if kind == "accepted" else None)
        digits = self._digits
        if digits is None:
            return
        self._sevens.setText(str(len(digits.sevens) - len(self._missed)))
        self._others.setText(str(len(self._accepted)))
        self._missed_title.setText(f"Sevens that it misses: {len(self._missed)}")
        self._accepted_title.setText(f"Others that it takes for a 7: {len(self._accepted)}")
        inked, empty = int((self._marks == INKED).sum()), int((self._marks == EMPTY).sum())
        self._said.setText(
            f"The rule: {count(inked, 'pixel')} must be inked, {empty} must be empty. "
            f"Tried on the {ORDINALS[self.hundred - 1]} hundred."
        )
