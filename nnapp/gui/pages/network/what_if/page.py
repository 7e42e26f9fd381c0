"""The What if page: change the network by hand and see what becomes of the drawing and of the test digits."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from nnapp.digits.recogniser import DIGIT_NAMES, Recogniser, Recognition
from nnapp.gui.pages.network.what_if.edit_controls import EditControls, Wish
from nnapp.gui.pages.network.what_if.edit_list import EditList
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE, Lines
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.fields import explain
from nnapp.gui.widgets.layouts import PAGE, horizontal, label, named, vertical
from nnapp.gui.work.measuring import Accuracy, compared_accuracy
from nnapp.gui.work.worker import Worker
from nnapp.wording import MISSING, decimals, percent, signed, whole

IN_TRAINING = "A network in training answers now. Its weights are changed by training; stop it to change them by hand."
RESULT_WIDTH = 226
CAPTION_HEIGHT, ANSWER_HEIGHT = Lines(4, room=4), Lines(2, room=4)


class WhatIfPage(QWidget):
    """Edits the session's network; each edit can be undone, and the whole kept as a file."""

    save_wanted = Signal()
    """The user wants to keep the edited network as a file."""

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget | None = None) -> None:
        """Edit the network of ``session``, at the neuron chosen there."""
        super().__init__(parent)
        self.setObjectName("whatIfPage")
        self._session, self._appearance = session, appearance
        self._measured: Recogniser | None = None
        self._known: Accuracy | None = None
        """That of the original network, which many edited ones are compared with."""
        self._worker = Worker(self)
        self._worker.returned.connect(self._on_measured)
        self._worker.failed.connect(lambda error: self._say_accuracy(MISSING, str(error)))
        self._controls = EditControls(session, appearance)
        self._controls.wished.connect(self._on_wish)
        self._list = EditList(session, appearance)
        self._list.wanted.connect(lambda edits: self._on_wish(Wish(edits)))
        row = horizontal(self._appearance, self, spacing=6 * SPACE, margins=PAGE)
        row.addWidget(self._controls, stretch=6)
        row.addWidget(self._build_result())
        row.addWidget(self._list, stretch=3)
        row.addStretch()
        session.selection.neuron_changed.connect(self._show_controls)
        session.selection.followed_changed.connect(self._show_controls)
        session.network_changed.connect(self._show)
        session.recognition_changed.connect(self._on_recognition)
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Measure the network when the page is first seen."""
        super().showEvent(event)
        self._show()

    def _build_result(self) -> QWidget:
        result = QWidget()
        self._appearance.scale(result.setFixedWidth, RESULT_WIDTH)
        self._accuracy = label(MISSING, "large", "whatIfAccuracy")
        self._accuracy.setAccessibleDescription("Accuracy on MNIST's test digits")
        self._caption = label("", "muted", "whatIfCaption")
        self._answer = label("", name="whatIfAnswer")
        # Of fixed heights, so that nothing jumps while a slider is dragged.
        for words, height in ((self._caption, CAPTION_HEIGHT), (self._answer, ANSWER_HEIGHT)):
            words.setWordWrap(True)
            words.setAlignment(Qt.AlignmentFlag.AlignTop)
            self._appearance.scale(words.setFixedHeight, height)
        self._undo = named(QPushButton("Undo"), "whatIfUndoButton")
        explain(self._undo, "Undo", "Take the last edit back.")
        self._undo.clicked.connect(self._session.networks.undo_edit)
        self._redo = named(QPushButton("Redo"), "whatIfRedoButton")
        explain(self._redo, "Redo", "Make the edit again.")
        self._redo.clicked.connect(self._session.networks.redo_edit)
        self._save = named(QPushButton("Save as…"), "whatIfSaveButton")
        explain(self._save, "Save as", "Keep the edited network as a file.")
        self._save.clicked.connect(self.save_wanted)
        buttons = horizontal(self._appearance, spacing=SPACE)
        for button in (self._undo, self._redo, self._save):
            buttons.addWidget(button)
        buttons.addStretch()
        column = vertical(self._appearance, result, spacing=2 * SPACE)
        column.addWidget(self._accuracy)
        column.addWidget(self._caption)
        column.addWidget(self._answer)
        column.addLayout(buttons)
        column.addStretch()
        return result

    def _on_wish(self, wish: Wish) -> None:
        session = self._session
        try:
            if session.is_training_shown:
                return
            if not wish.final:
                session.networks.preview(wish.edits)
            elif wish.edits == session.networks.current.edits:
                session.networks.end_preview()
            else:
                session.networks.edit(wish.edits, wish.gesture)
        except ValueError as error:
            session.networks.end_preview()
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
        for part in (self._controls, self._list):
            part.setEnabled(is_free)
            # What they show is not the network that answers now.
            part.setVisible(is_free)
        self._undo.setEnabled(is_free and session.networks.current.can_undo)
        self._redo.setEnabled(is_free and session.networks.current.can_redo)
        self._save.setEnabled(is_free)
        self._on_recognition()

    def _on_recognition(self) -> None:
        session = self._session
        if self._controls.isEnabled() == session.is_training_shown:
            self._show()
            return
        if not self.isVisible():
            return
        self._controls.refresh_connection()
        self._answer.setText(answers_in_words(session.recogniser, session.recognition))
        if session.recogniser is not self._measured:
            self._measure(session.recogniser)

    def _measure(self, recogniser: Recogniser) -> None:
        self._measured = recogniser
        if recogniser.class_names != DIGIT_NAMES:
            self._worker.stop()
            self._say_accuracy(MISSING, "This network has other classes than MNIST's digits.")
            return
        if self._accuracy.text() == MISSING:
            self._caption.setText("Measuring with MNIST's test digits…")
        session = self._session
        # A network in training was not made from another one by edits.
        original = recogniser if session.is_training_shown else session.networks.current.original.recogniser
        self._worker.start(compared_accuracy(recogniser, original, self._known))

    def _on_measured(self, found: tuple[Accuracy, Accuracy]) -> None:
        after, before = found
        self._known = before
        words = f"accuracy on MNIST's {whole(after.examples)} test digits"
        if self._session.is_training_shown:
            words = f"{words}. {IN_TRAINING}"
        elif after is not before:
            change = 100 * (after.share - before.share)
            words += f"; without the edits {percent(before.share, 2)}, a change of {signed(change, 2)} points"
        self._say_accuracy(percent(after.share, 2), words)

    def _say_accuracy(self, accuracy: str, words: str) -> None:
        self._accuracy.setText(accuracy)
        self._caption.setText(words)


def answers_in_words(recogniser: Recogniser, recognition: Recognition) -> str:
    """Return what the network says to the drawing."""
    if recognition.is_blank:
        return "This drawing: nothing is drawn"
    best = recognition.ranking[0]
    verb = "fires" if best in recognition.fired else "is strongest, none fires"
    return f"This drawing: {recogniser.class_names[best]} {verb}, at {decimals(recognition.outputs[best], 3)}"
