"""The gallery: the examples behind a figure as small pictures, one of which can be put on the canvas."""

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from nnapp.gui.pages.evaluation.gallery.examples import ListedExamples
from nnapp.gui.pages.evaluation.gallery.listing import CLOSE, Answers, Kind, Order
from nnapp.gui.pages.evaluation.gallery.words import empty_words, heading
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.widgets.buttons import push_button
from nnapp.gui.widgets.fields import chooser, show_choice
from nnapp.gui.widgets.layouts import fill, horizontal, paragraph, styled, vertical
from nnapp.gui.widgets.thumbnails.model import ThumbnailModel
from nnapp.gui.widgets.thumbnails.view import ThumbnailView
from nnapp.gui.widgets.wrapping import Whole, share, wrap
from nnapp.gui.work.evaluation import Cell, Evaluation
from nnapp.nn.inspect.pairing import Group
from nnapp.wording import decimals

FIELD_WIDTH: Final = 150
WIDEST_FIELD: Final = 230
WHY: Final = (
    "Puts the selected example on the canvas, and shows on the Network page the neurons and pixels behind the answer."
)


class Gallery(Whole):
    """Lists examples of an evaluation: mistakes, right ones that were close, or all."""

    chosen = Signal(int)
    """The person wants this example on the canvas; its number."""
    explanation_wanted = Signal(int)
    """The person wants to know what led to the answer to this example; its number."""

    def __init__(self, appearance: Appearance) -> None:
        """Start empty."""
        super().__init__()
        self.setObjectName("gallery")
        self._model = ThumbnailModel[ListedExamples](self)
        self._cell: Cell | None = None
        self._group: Group | None = None
        self._own_kind: Kind | None = None
        """The kind that the person had chosen before a cell or a group showed all of its own."""
        self._current: int | None = None
        self._is_training = False
        self._heading = paragraph("", "strong", "galleryHeading")
        self._why = styled(push_button("Why this answer?", "whyButton", WHY, self._ask_why), compact=True)
        self._why.setEnabled(False)
        kinds, orders = ([(key, key.value) for key in keys] for keys in (Kind, Order))
        words = (
            "Listed",
            f"Which examples are listed. Close: the rival is less than {decimals(CLOSE, 1)} weaker than the answer.",
        )
        self._kind = chooser("galleryKind", kinds, words, FIELD_WIDTH, appearance, lambda _kind: self._list_again())
        words = ("Order", "How the examples are sorted. The rival is the strongest of the other outputs.")
        self._order = chooser("galleryOrder", orders, words, FIELD_WIDTH, appearance, lambda _order: self._list_again())
        self._view = ThumbnailView(self._model, "galleryList", "Examples", appearance)
        self._view.wanted.connect(self._on_wanted)
        self._view.selectionModel().currentChanged.connect(self._on_current)
        self._empty = paragraph("", "muted", "galleryEmpty")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._legend = paragraph("", "caption", "galleryLegend")
        fields = (share(field, 1, appearance, FIELD_WIDTH, WIDEST_FIELD) for field in (self._kind, self._order))
        top = wrap(QWidget(), appearance, *fields, spacing=2 * SPACE)
        head = fill(horizontal(appearance, spacing=2 * SPACE), (self._heading, 1), self._why)
        fill(vertical(appearance, self, spacing=2 * SPACE), head, top, (self._view, 1), (self._empty, 1), self._legend)

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """List the examples of ``evaluation``; the current one stays if the examples are the same."""
        before = self._model.listing
        if before is not None and before.evaluation.is_like(evaluation):
            # Only the threshold is another.
            self._model.listing = replace(before, evaluation=evaluation)
            self._view.viewport().update()
            self._say()
            return
        if before is None or not np.array_equal(before.evaluation.data.labels, evaluation.data.labels):
            self._current = None
        if before is not None and before.evaluation.class_names != evaluation.class_names:
            self._cell = None
        if evaluation.second is None:
            self._group = None
        self._take_kind()
        self._list(evaluation, Answers(evaluation.first.predictions))

    def show_cell(self, cell: Cell | None) -> None:
        """List only the examples of one class that were read as one class, or those of all."""
        self._cell = cell
        self._take_kind()
        self._list_again()

    def show_group(self, group: Group | None) -> None:
        """List only the examples about which these of two networks are right, or all."""
        self._group = group
        self._take_kind()
        self._list_again()

    def show_training(self, *, is_on: bool) -> None:
        """Say whether a network in training answers to what is put on the canvas."""
        if is_on is not self._is_training:
            self._is_training = is_on
            self._say()

    def _take_kind(self) -> None:
        """Show all that is in a cell or a group, and afterwards the kind that was shown before."""
        is_narrow = self._cell is not None or self._group is not None
        if is_narrow and self._own_kind is None:
            self._own_kind = self._kind.currentData()
            show_choice(self._kind, Kind.ALL)
        elif not is_narrow and self._own_kind is not None:
            show_choice(self._kind, self._own_kind)
            self._own_kind = None

    def _list_again(self) -> None:
        if self._model.listing is not None:
            self._list(self._model.listing.evaluation, self._model.listing.answers)

    def _list(self, evaluation: Evaluation, answers: Answers) -> None:
        """List the examples that are asked for."""
        current, kind, order = self._current, self._kind.currentData(), self._order.currentData()
        numbers = answers.numbers(kind, order, self._among(evaluation))
        shows_rival = kind is Kind.CLOSE or order is Order.RIVAL
        listing = ListedExamples(evaluation, answers, numbers, shows_rival)
        self._model.show_listing(listing)
        # A view that has the focus has made the first one the current one.
        self._current = current
        if current is not None and (row := listing.row_of(current)) is not None:
            self._view.setCurrentIndex(self._model.index(row, 0))
        self._say()

    def _among(self, evaluation: Evaluation) -> NDArray[np.bool_]:
        """Return which examples are in the cell and in the group, (examples,)."""
        predictions = evaluation.first.predictions
        among = np.ones(len(predictions), np.bool_)
        if self._cell is not None:
            label, answer = self._cell
            among &= (predictions.labels == label) & (predictions.answers == answer)
        if self._group is not None and (pairing := evaluation.pairing) is not None:
            among &= pairing.groups == self._group
        return among

    def _on_current(self, index: QModelIndex) -> None:
        if self._model.listing is not None and index.isValid():
            self._current = int(self._model.listing.numbers[index.row()])
            self._why.setEnabled(True)

    def _ask_why(self) -> None:
        if (listing := self._model.listing) is not None and (index := self._view.currentIndex()).isValid():
            self.explanation_wanted.emit(int(listing.numbers[index.row()]))

    def _on_wanted(self, index: QModelIndex) -> None:
        if self._model.listing is not None:
            self.chosen.emit(int(self._model.listing.numbers[index.row()]))

    def _say(self) -> None:
        """Say what is listed, or why nothing is, and what the marks mean."""
        listing = self._model.listing
        if listing is None:
            return
        number, second = len(listing.numbers), listing.evaluation.second
        narrowed = (listing.evaluation, self._kind.currentData(), self._cell, self._group)
        self._heading.setText(heading(*narrowed, number))
        self._why.setEnabled(self._view.currentIndex().isValid())
        self._view.setVisible(number > 0)
        self._empty.setText("" if number else empty_words(*narrowed))
        self._empty.setVisible(number == 0)
        self._legend.setVisible(number > 0)
        below = ["the rival"] * listing.shows_rival + ([] if second is None else [second.name])
        words = "Drawn → read as, and the activation"
        words += f"; below, {' and '.join(below)}. " if below else ". "
        words += "Dashed frame: silent, no output fires. " * bool(listing.is_silent.any())
        words += "Click or press Enter to put one on the canvas"
        words += "; until training ends, the network in training answers there." if self._is_training else "."
        self._legend.setText(words)
