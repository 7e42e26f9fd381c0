"""The Slow motion page: one example taken through the five steps of training, forward, back, or played."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from nnapp.gui.fields import FieldPage, choice_field, explain, number_field, whole_field
from nnapp.gui.layouts import label, named
from nnapp.gui.session import Session
from nnapp.gui.slow_steps import Step, slow_steps
from nnapp.gui.theme import SPACE
from nnapp.nn.losses import LOSSES, PairingError, loss_named
from nnapp.nn.slow_motion import SlowMotion

NONE = "none"
PLAY_INTERVAL = 2_500
"""Milliseconds for each step while playing."""
USUAL_RATE = 0.5


class SlowMotionPage(QWidget):
    """Shows one step of training on the drawing; the numbers are those that nnapp.nn computes."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Follow the drawing, the network and the choice of a neuron."""
        super().__init__(parent)
        self.setObjectName("slowMotionPage")
        self._session = session
        self._steps: tuple[Step, ...] = ()
        self._place = 0
        self._timer = QTimer(self, interval=PLAY_INTERVAL)
        self._timer.timeout.connect(self._play_on)
        row = QHBoxLayout(self)
        row.setContentsMargins(4 * SPACE, 3 * SPACE, 4 * SPACE, 3 * SPACE)
        row.setSpacing(6 * SPACE)
        row.addWidget(self._build_fields())
        row.addLayout(self._build_words(), stretch=4)
        self._table = self._build_table()
        row.addWidget(self._table, stretch=5)
        for signal in (session.recognition_changed, session.selection_changed):
            signal.connect(self._on_changed)

    @property
    def step(self) -> Step | None:
        """The step shown, if there is a drawing."""
        return self._steps[self._place] if self._steps else None

    def showEvent(self, event: QShowEvent) -> None:
        """Take in what happened while the page was hidden."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Compute the step of training anew, and show the same place in it."""
        session = self._session
        layer, neuron = session.selection
        network, names = session.recogniser.network, session.recogniser.class_names
        if self._target.count() != len(names) + 1 or self._target.itemText(0) != names[0]:
            self._target.blockSignals(True)  # noqa: FBT003 - Qt's own signature
            self._target.clear()
            self._target.addItems([*names, NONE])
            self._target.blockSignals(False)  # noqa: FBT003
        self._input.setMaximum(network.layers[layer].inputs - 1)
        seen = session.recognition.seen
        try:
            motion = SlowMotion.of(
                network, seen.ravel(), self._target_class(), loss_named(self._loss.currentText()), self._rate.value()
            )
        except PairingError as error:
            self._steps = ()
            self._say("This loss cannot be used", "", str(error))
            return
        self._steps = slow_steps(motion, names, layer, neuron, self._input.value())
        self._place = min(self._place, len(self._steps) - 1)
        self._show()

    def go(self, steps: int) -> None:
        """Go so many steps forward, or back."""
        self._place = min(max(self._place + steps, 0), max(len(self._steps) - 1, 0))
        self._show()

    def _build_fields(self) -> FieldPage:
        page = FieldPage()
        page.setFixedWidth(230)
        self._target = choice_field("slowTargetCombo", ("0",), "0")
        self._loss = choice_field("slowLossCombo", [loss.name for loss in LOSSES], "cross-entropy")
        self._rate = number_field("slowRateSpinBox", 0.0001, 1_000.0, USUAL_RATE, 4)
        self._input = whole_field("slowInputSpinBox", 0, 783, 406)
        rows = (
            ("Target", self._target, "What the drawing should have been recognised as; none: no digit at all."),
            ("Loss", self._loss, "How wrong a prediction is, as one number."),
            ("Learning rate", self._rate, "How large the step against the gradient is."),
            ("Followed input", self._input, "The weight that is followed leads from this input to the chosen neuron."),
        )
        for name, field, explanation in rows:
            page.add_field(name, field, explanation)
        self._target.currentTextChanged.connect(self._on_changed)
        self._loss.currentTextChanged.connect(self._on_changed)
        self._rate.valueChanged.connect(self._on_changed)
        self._input.valueChanged.connect(self._on_changed)
        hint = label("The example is your drawing, or one of the digits below it.", "caption")
        hint.setWordWrap(True)
        page.add_below(hint)
        return page

    def _build_words(self) -> QVBoxLayout:
        self._count = label("", "caption", "slowCount")
        self._title = label("", "strong", "slowTitle")
        self._formula = label("", name="slowFormula")
        self._sentence = label("", "muted", "slowSentence")
        for widget in (self._title, self._formula, self._sentence):
            widget.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        actions = (
            ("Back", "slowBackButton", "One step back.", lambda: self.go(-1)),
            ("Next", "slowNextButton", "One step forward.", lambda: self.go(1)),
            ("Play", "slowPlayButton", "Go through all steps by itself.", self._toggle_play),
        )
        made = []
        for text, name, explanation, act in actions:
            button = named(QPushButton(text), name)
            explain(button, text, explanation)
            button.clicked.connect(act)
            buttons.addWidget(button)
            made.append(button)
        buttons.addStretch()
        self._play = made[-1]
        column = QVBoxLayout()
        column.setSpacing(2 * SPACE)
        column.addLayout(buttons)
        for widget in (self._count, self._title, self._formula, self._sentence):
            column.addWidget(widget)
        column.addStretch()
        return column

    def _build_table(self) -> QTableWidget:
        table = named(QTableWidget(), "slowTable")
        table.setAccessibleName("Numbers of this step")
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(22)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        return table

    def _target_class(self) -> int | None:
        names = self._session.recogniser.class_names
        chosen = self._target.currentText()
        return names.index(chosen) if chosen in names else None

    def _on_changed(self) -> None:
        if self.isVisible():
            self.refresh()

    def _toggle_play(self) -> None:
        if self._timer.isActive():
            self._timer.stop()
        else:
            if self._place == len(self._steps) - 1:
                self._place = 0
                self._show()
            self._timer.start()
        self._play.setText("Stop" if self._timer.isActive() else "Play")

    def _play_on(self) -> None:
        self.go(1)
        if self._place >= len(self._steps) - 1:
            self._timer.stop()
            self._play.setText("Play")

    def _show(self) -> None:
        if not self._steps:
            return
        step = self._steps[self._place]
        self._say(step.title, step.formula, step.sentence)
        self._count.setText(f"Step {self._place + 1} of {len(self._steps)}")
        self._table.setColumnCount(len(step.header))
        self._table.setHorizontalHeaderLabels(list(step.header))
        self._table.setRowCount(len(step.rows))
        for row, cells in enumerate(step.rows):
            for column, text in enumerate(cells):
                self._table.setItem(row, column, QTableWidgetItem(text))

    def _say(self, title: str, formula: str, sentence: str) -> None:
        self._title.setText(title)
        self._formula.setText(formula)
        self._sentence.setText(sentence)
        self._count.setText("")
        self._table.setRowCount(0)
