"""Two networks compared: how often both, one or neither is right, and whether the difference could be chance."""

from functools import partial
from typing import Final

from PySide6.QtCore import Signal

from nnapp.gui.pages.evaluation.gallery.words import group_words
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.widgets.buttons import push_button
from nnapp.gui.widgets.fields import explain
from nnapp.gui.widgets.layouts import fill, paragraph, styled, vertical
from nnapp.gui.widgets.wrapping import Whole, wrapped_buttons
from nnapp.gui.work.evaluation import Evaluation
from nnapp.nn.inspect.pairing import Group
from nnapp.wording import comparison, whole

LONGEST_NAME: Final = 24
"""The letters of the name of a network on a button."""
LIST: Final = "Lists {}. A second click lists all examples again."
EXPLANATIONS: Final = {
    Group.BOTH: LIST.format("what both networks read correctly"),
    Group.FIRST: LIST.format("what this network reads correctly and the other does not"),
    Group.SECOND: LIST.format("what this network reads correctly and the other does not"),
    Group.NEITHER: LIST.format("what neither of the two networks reads correctly"),
}


class ComparisonRow(Whole):
    """A button for each group of examples, and a sentence; there only while two networks are compared."""

    group_chosen = Signal(object)
    """The person wants to see the examples of this group, or None: of all."""

    def __init__(self, appearance: Appearance) -> None:
        """Start hidden."""
        super().__init__()
        self.setObjectName("comparisonRow")
        self._buttons = {
            group: push_button("", f"{group.value}Group", "", partial(self._choose, group)) for group in Group
        }
        for button in self._buttons.values():
            styled(button, compact=True).setCheckable(True)
        self._words = paragraph("", name="comparisonWords")
        buttons = wrapped_buttons(self._buttons.values(), appearance)
        fill(vertical(appearance, self, spacing=2 * SPACE), buttons, self._words)
        self.hide()

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Compare the networks of ``evaluation``, if there are two."""
        pairing = evaluation.pairing
        self.setVisible(pairing is not None)
        if pairing is None or evaluation.second is None:
            self._press(None)
            return
        for group, button in self._buttons.items():
            name = group_words(evaluation, group)
            button.setText(f"{_cut(name)}  {whole(pairing.count(group))}".replace("&", "&&"))
            explain(button, name, EXPLANATIONS[group])
        lead = pairing.count(Group.FIRST) - pairing.count(Group.SECOND)
        words = comparison(evaluation.first.name, evaluation.second.name, lead, pairing.p_value)
        if evaluation.is_second_familiar:
            words += f" However, {evaluation.second.name} may have learnt from some of these examples."
        self._words.setText(words)

    def _press(self, group: Group | None) -> None:
        """Let the button of ``group`` be the one that is pressed."""
        for one, button in self._buttons.items():
            button.setChecked(one is group)

    def _choose(self, group: Group) -> None:
        chosen = group if self._buttons[group].isChecked() else None
        self._press(chosen)
        self.group_chosen.emit(chosen)


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
