"""Brain and machine: what is easy for one is hard for the other, and a rule for a 7 shows why."""

from functools import partial
from typing import Final

from PySide6.QtWidgets import QButtonGroup

from nnapp.files.lessons.lesson import Value, Values
from nnapp.gui.pages.course.activities.activity import Activity
from nnapp.gui.pages.course.activities.seven_rule import SevenRule
from nnapp.gui.pages.course.activities.square_root import SquareRoot
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.buttons import push_button
from nnapp.gui.widgets.layouts import fill, row, vertical

PARTS: Final = (
    ("square_root", "A root and a kitten", "What is easy for a machine, and what is easy for a toddler."),
    ("rule", "A rule for a 7", "Make a rule for a 7 yourself, and try it on real handwriting."),
)


class BrainAndMachine(Activity):
    """A square root and a kitten, or a rule for a 7."""

    def __init__(self, session: Session, appearance: Appearance) -> None:
        """Begin with the square root."""
        super().__init__()
        del session
        self._root, self._rule = SquareRoot(appearance), SevenRule(appearance)
        self._root.changed.connect(self.changed)
        self._rule.changed.connect(self.changed)
        self._part = "square_root"
        self._buttons = {
            name: push_button(words, f"{name}Part", explanation, partial(self.set_values, {"part": name}))
            for name, words, explanation in PARTS
        }
        group = QButtonGroup(self)
        for button in self._buttons.values():
            button.setCheckable(True)
            group.addButton(button)
        top = row(appearance, *self._buttons.values(), None)
        fill(vertical(appearance, self, spacing=4 * SPACE), top, (self._root, 1), (self._rule, 1))
        self._show()

    def set_values(self, values: Values) -> None:
        """Take the part that is shown, the number, the rule, and the hundred that it is tried on."""
        self._part = str(values.get("part", self._part))
        if "number" in values:
            self._root.set_number(float(values["number"]))
        if "told_apart" in values:
            self._root.show_found(is_found=float(values["told_apart"]) >= 1)
        if "hundred" in values:
            self._rule.set_hundred(round(float(values["hundred"])))
        if "rule" in values:
            self._rule.set_rule(str(values["rule"]))
        self._show()
        self.changed.emit()

    def quantities(self) -> dict[str, Value]:
        """Return the values, the root, whether the kitten was found, and how the rule fares."""
        root, rule = self._root, self._rule
        return {
            "part": self._part, "number": root.number, "root": root.root, "asked": float(root.asked),
            "told_apart": float(root.is_told_apart), "rule": rule.rule, "hundred": float(rule.hundred),
            **rule.numbers(),
        }  # fmt: skip

    def _show(self) -> None:
        self._root.setVisible(self._part == "square_root")
        self._rule.setVisible(self._part == "rule")
        for name, button in self._buttons.items():
            button.setChecked(name == self._part)
