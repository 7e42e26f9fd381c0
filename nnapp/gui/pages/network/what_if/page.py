"""The What if page: edit the network by hand and see how the drawing and the test digits are then recognised."""

from math import isnan, nan

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from nnapp.digits.recogniser import Recogniser, Recognition
from nnapp.gui.pages.network.what_if.edit_controls import EditControls, Wish
from nnapp.gui.pages.network.what_if.edit_list import EditList
from nnapp.gui.pages.network.what_if.edit_words import change_in_words
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE, TextHeight
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.buttons import push_button
from nnapp.gui.widgets.layouts import column, label, row
from nnapp.gui.widgets.steady import Steady
from nnapp.gui.widgets.wrapping import growing_paragraph, share, wrap_parts
from nnapp.gui.work.measuring import Accuracy, compared_accuracy
from nnapp.gui.work.worker import Worker
from nnapp.wording import decimals, percent, signed

IN_TRAINING = "The network is being trained, so its weights keep changing; stop training to edit them by hand."
MEASURING = "Measuring the accuracy…"
RESULT, LIST = 170, 160
"""The least widths of the result and of the list, which is also its least height, in pixels."""
MOST_RESULT, MOST_LIST = 320, 420
CAPTION_HEIGHT, ANSWER_HEIGHT = TextHeight(3, room=4), TextHeight(2, room=4)


class WhatIfPage(QWidget):
    """Edits the session's network; each edit can be undone, and the result saved as a file."""

    save_wanted = Signal()
    """The user wants to save the edited network as a file."""

    def __init__(self, session: Session, appearance: Appearance) -> None:
        """Edit the network of ``session``, at the neuron that is selected there."""
        super().__init__()
        self.setObjectName("whatIfPage")
        self._session, self._appearance = session, appearance
        self._is_training_shown = False
        """Whether what is shown here is of a network in training."""
        self._share = nan
        """The accuracy shown, 0..1; NaN when none is."""
        self._measured: Recogniser | None = None
        self._known: Accuracy | None = None
        """The accuracy of the original network, with which many edited ones are compared."""
        self._worker = Worker(self)
        self._worker.returned.connect(self._on_measured)
        self._worker.failed.connect(lambda error: self._say_accuracy(nan, f"The accuracy cannot be measured: {error}"))
        self._controls = EditControls(session, appearance, self)
        self._controls.wished.connect(self._on_wish)
        self._list = EditList(session, appearance)
        self._list.wanted.connect(lambda edits: self._on_wish(Wish(edits)))
        share(self._list, 3, appearance, LIST, MOST_LIST)
        appearance.scale(self._list.setMinimumHeight, LIST)
        wrap_parts(self, appearance, self._build_result(), *self._controls.parts, self._list)
        session.selection.neuron_changed.connect(self._show_controls)
        session.selection.followed_changed.connect(self._show_controls)
        session.network_changed.connect(self._show)
        session.recognition_changed.connect(self._on_recognition)
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Measure the network once the page is visible."""
        super().showEvent(event)
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        """End a drag."""
        super().hideEvent(event)
        self._controls.release()

    def _build_result(self) -> QWidget:
        self._accuracy = label("?", "large", "whatIfAccuracy")
        self._accuracy.setAccessibleDescription("Accuracy on examples not used for training")
        self._caption = growing_paragraph(CAPTION_HEIGHT, self._appearance, "muted", "whatIfCaption")
        self._answer = growing_paragraph(ANSWER_HEIGHT, self._appearance, name="whatIfAnswer")
        save = "Save the edited network as a file."
        self._save = push_button("Save as…", "whatIfSaveButton", save, self.save_wanted.emit)
        buttons = row(self._appearance, self._save, None)
        parts = self._accuracy, self._caption, Steady(self._answer), buttons
        result = column(self._appearance, *parts, spacing=2 * SPACE)
        return share(result, 3, self._appearance, RESULT, MOST_RESULT)

    def _on_wish(self, wish: Wish) -> None:
        networks = self._session.networks
        if self._session.is_training_shown:
            return
        try:
            if not wish.final:
                networks.preview(wish.edits)
            elif wish.edits == networks.current.edits:
                networks.end_preview()
            else:
                current = networks.current
                name = change_in_words(current.edits, wish.edits, current.original.recogniser)
                networks.edit(wish.edits, name, wish.gesture)
        except ValueError as error:
            networks.end_preview()
            self._controls.refresh()
            self._caption.setText(str(error))

    def _show_controls(self) -> None:
        if self.isVisible():
            self._controls.refresh()

    def _show(self) -> None:
        session = self._session
        self._controls.refresh()
        self._list.refresh()
        is_free = not session.is_training_shown
        if is_free is self._is_training_shown:
            # What was measured last has nothing to do with the network that answers now.
            self._is_training_shown, self._measured = not is_free, None
            self._say_accuracy(nan, MEASURING if is_free else IN_TRAINING)
        for part in (*self._controls.parts, self._list):
            # A slider that is disabled is let go by Qt.
            part.setEnabled(is_free)
            # They do not show the network in training.
            part.setVisible(is_free)
        self._save.setEnabled(is_free)
        self._on_recognition()

    def _on_recognition(self) -> None:
        session = self._session
        if session.is_training_shown is not self._is_training_shown:
            self._show()
            return
        if not self.isVisible():
            return
        self._controls.refresh_connection()
        self._answer.setText(answers_in_words(session.recogniser, session.recognition))
        # Training changes its network faster than it can be measured: what has begun comes to its end.
        is_waiting = self._is_training_shown and self._measured is not None and self._worker.is_running
        is_measured = self._measured is not None and self._measured.computes_like(session.recogniser)
        if not is_measured and not is_waiting:
            self._measure(session.recogniser)

    def _measure(self, recogniser: Recogniser) -> None:
        self._measured = recogniser
        if isnan(self._share) and not self._is_training_shown:
            self._caption.setText(MEASURING)
        original, data = recogniser, None
        # A network in training is not an edited version of another one.
        if not self._is_training_shown:
            weights = self._session.networks.current.original
            original, data = weights.recogniser, weights.data
        self._worker.start(compared_accuracy(recogniser, original, data, self._known))

    def _on_measured(self, found: tuple[Accuracy, Accuracy]) -> None:
        after, before = found
        self._known = before
        words = f"accuracy on {after.words}"
        if self._is_training_shown:
            words += f". {IN_TRAINING}"
        elif after is not before:
            change = 100 * (after.share - before.share)
            words += f"; without the edits {percent(before.share, 2)}, a change of {signed(change, 2)} points"
        self._say_accuracy(after.share, words)
        self._on_recognition()

    def _say_accuracy(self, share: float, words: str) -> None:
        self._share = share
        # Not a dash, which is read as a minus.
        self._accuracy.setText("?" if isnan(share) else percent(share, 2))
        self._caption.setText(words)


def answers_in_words(recogniser: Recogniser, recognition: Recognition) -> str:
    """Return how the network answers the drawing."""
    if recognition.is_blank:
        return "Nothing is drawn"
    best = recognition.ranking[0]
    name, at = recogniser.class_names[best], f"at {decimals(recognition.outputs[best], 3)}"
    verb = f"fires, {at}" if best in recognition.fired else f"is strongest, {at}, but no neuron fires"
    return f"This drawing: {name} {verb}"
