"""The settings of training: the eight characteristics as a list, the fields of the chosen one beside it."""

import time
from functools import partial
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QFrame,
    QHeaderView,
    QLineEdit,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from nnapp.digits.augmentation import augment
from nnapp.files.run_settings import RunSettings
from nnapp.gui.pages.training.characteristics import NAMES, Characteristics
from nnapp.gui.pages.training.data_source import DataSourceField
from nnapp.gui.pages.training.layer_list import LayerList
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SMALL, SPACE, Lines
from nnapp.gui.widgets.fields import mark_problem
from nnapp.gui.widgets.layouts import horizontal, label, named, scrolled, vertical, wrapped
from nnapp.nn.duration import seconds_per_epoch
from nnapp.nn.losses import loss_named
from nnapp.nn.optimizers import optimizer_named
from nnapp.nn.settings import Rates, SettingsError
from nnapp.wording import count, duration, plain, whole

MOST_WEIGHTS = 2_000_000
LARGEST_STEP = 300_000_000
"""Weights times digits of a mini-batch: what is computed in a twentieth of a second, so that Stop is felt."""

REST = 300
"""Milliseconds without a change before the time of training is measured anew."""

REASON_HEIGHT = Lines(5, room=8)

NARROW = 420
"""Pixels; below this the list shows names only."""

LIVE = ("learning_rate", "momentum", "l2")
"""Settings that can be changed while training runs."""


class SettingsForm(QWidget):
    """Makes ``RunSettings`` of what is typed; says at which field something is wrong, and why."""

    changed = Signal()
    """The fields say something else."""
    rates_changed = Signal()
    """One of the settings that can be changed while training runs is another."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        """Show the default settings."""
        super().__init__(parent)
        self._appearance = appearance
        self._all = Characteristics(appearance)
        self._problem: SettingsError | None = None
        self._marked: QWidget | None = None
        self._running = False
        self._notes_of = ""
        self.seconds_per_epoch = float("nan")
        """What an epoch is expected to take; NaN until it was measured."""
        self._list = self._build_list()
        self._stack = named(QStackedWidget(), "characteristicPages")
        for page in self._all.pages:
            self._stack.addWidget(scrolled(page))
        self._reason = label("", "problem", "settingsProblem")
        self._reason_area = wrapped(self._reason, REASON_HEIGHT, appearance)
        right = vertical(appearance)
        right.addWidget(self._stack, stretch=1)
        right.addWidget(self._reason_area)
        row = horizontal(appearance, self, spacing=3 * SPACE)
        row.addWidget(self._list, stretch=10)
        row.addLayout(right, stretch=9)
        self._timer = QTimer(self, singleShot=True, interval=REST)
        self._timer.timeout.connect(self._measure_time)
        self._list.itemSelectionChanged.connect(self._on_chosen)
        self._choose(len(NAMES) - 1)
        self._listen()
        appearance.changed.connect(self._take_type)
        self._take_type()
        self._on_changed()

    def settings(self) -> RunSettings:
        """Return what the fields say.

        Raises:
            SettingsError: values that cannot be, not together, or not in a window that stays quick.
        """
        settings = self._all.settings()
        weights = sum(inputs * neurons for inputs, neurons in pairwise((784, *settings.training.hidden, 10)))
        in_all = count(weights, "weight")
        if weights > MOST_WEIGHTS:
            most = whole(MOST_WEIGHTS)
            raise SettingsError("hidden", f"These layers have {in_all}; at most {most} can be trained here.")
        if weights * settings.training.batch_size > LARGEST_STEP:
            digits, most = count(settings.training.batch_size, "digit"), whole(LARGEST_STEP // weights)
            raise SettingsError(
                "batch_size",
                f"A step of {digits} takes too long with {in_all}; use a mini-batch of at most {most}.",
            )
        return settings

    @property
    def problem(self) -> SettingsError | None:
        """What is wrong with the fields, if something is."""
        return self._problem

    def show_settings(self, settings: RunSettings) -> None:
        """Put other settings into the fields."""
        self._all.show_settings(settings)
        self._on_changed()

    def show_rates(self, rates: Rates) -> None:
        """Show the rates that a run has now."""
        self._all.show_rates(rates)

    def show_notes(self, notes: tuple[str, ...]) -> None:
        """Show what was recognised in the data."""
        self._all.notes_text.setText("\n".join(notes))

    def change(self, setting: str, value: float | str) -> None:
        """Put ``value`` into the field of ``setting``, and show that field."""
        self._all.set_field(setting, value)
        self._choose(self._all.page_of(setting))

    def show_running(self, running: bool) -> None:  # noqa: FBT001 - on or off
        """While training runs, only what can be changed then can be changed."""
        self._running = running
        live = [self._all.fields[name] for name in LIVE]
        for field in self._all.fields.values():
            field.setEnabled(not running or field in live)
        if not running:
            self._timer.start()

    def _build_list(self) -> QTreeWidget:
        tree = named(QTreeWidget(columnCount=2), "characteristics")
        tree.setAccessibleName("The eight characteristics of the network")
        tree.setFrameShape(QFrame.Shape.NoFrame)
        tree.setHeaderHidden(True)
        tree.setRootIsDecorated(False)
        tree.setIndentation(0)
        tree.setUniformRowHeights(True)
        tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._items = [QTreeWidgetItem([name, ""]) for name in NAMES]
        tree.addTopLevelItems(self._items)
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        tree.header().setStretchLastSection(True)
        return tree

    def _take_type(self) -> None:
        for item in self._items:
            item.setFont(1, self._appearance.theme.font(SMALL))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the summaries where there is no room for them."""
        super().resizeEvent(event)
        narrow = self.width() < self._appearance.px(NARROW)
        self._list.setColumnHidden(1, narrow)
        self._list.setMaximumWidth(self._appearance.px(130) if narrow else 16_777_215)

    def _listen(self) -> None:
        for name, field in self._all.fields.items():
            signals = {name: self.rates_changed} if name in LIVE else {}
            if isinstance(field, QAbstractSpinBox):
                field.valueChanged.connect(self._on_changed)  # type: ignore[attr-defined] # of both spin boxes
                if name in signals:
                    field.valueChanged.connect(self.rates_changed)  # type: ignore[attr-defined]
            elif isinstance(field, QComboBox):
                field.currentIndexChanged.connect(self._on_changed)
            elif isinstance(field, QLineEdit):
                field.textChanged.connect(self._on_changed)
            elif isinstance(field, LayerList | DataSourceField):
                field.changed.connect(self._on_changed)

    def _on_chosen(self) -> None:
        self._stack.setCurrentIndex(self._items.index(self._list.selectedItems()[0]))

    def _choose(self, page: int) -> None:
        self._list.setCurrentItem(self._items[page])

    def _on_changed(self) -> None:
        if self._marked is not None:
            mark_problem(self._marked, problem=False)
        self._marked = None
        try:
            settings = self.settings()
        except SettingsError as error:
            self._problem = error
            self._marked = self._all.fields.get(error.field)
            if self._marked is not None:
                mark_problem(self._marked, problem=True)
            self._reason.setText(str(error))
        else:
            self._problem = None
            if settings.data.source != self._notes_of:
                self.show_notes(())
                self._notes_of = settings.data.source
            self._show_summaries(settings)
            self._explain(settings)
            self._timer.start()
        self._reason_area.setVisible(self._problem is not None)
        wrong = self._all.page_of(self._problem.field) if self._problem else -1
        for number, name in enumerate(NAMES):
            self._items[number].setText(0, f"{name} !" if number == wrong else name)
        self.changed.emit()

    def _show_summaries(self, settings: RunSettings) -> None:
        training, data = settings.training, settings.data
        sizes = "-".join(str(size) for size in (784, *training.hidden, 10))
        weights = sum((inputs + 1) * neurons for inputs, neurons in pairwise((784, *training.hidden, 10)))
        summaries = (
            Path(data.source).name if data.source else count(data.total, "digit"),
            sizes,
            f"{whole(weights)} · seed {training.seed}",
            "1 or 0",
            training.loss,
            f"{training.optimizer} · {plain(training.learning_rate)}",
            "strongest of 10",
            self._training_summary(settings),
        )
        for number, summary in enumerate(summaries):
            item = self._items[number]
            item.setText(1, summary)
            item.setToolTip(1, summary)

    def _training_summary(self, settings: RunSettings) -> str:
        epochs = settings.training.epochs
        words = count(epochs, "epoch")
        seconds = self.seconds_per_epoch * epochs
        return words if seconds != seconds else f"{words} · {duration(seconds)}"

    def _explain(self, settings: RunSettings) -> None:
        training = settings.training
        sizes = (784, *training.hidden, 10)
        products = " + ".join(f"{whole(inputs)} × {whole(neurons)}" for inputs, neurons in pairwise(sizes))
        weights = sum(inputs * neurons for inputs, neurons in pairwise(sizes))
        in_all, biases = count(weights, "weight"), count(sum(sizes[1:]), "bias", "biases")
        self._all.weights_text.setText(
            f"{products} = {in_all}, and {biases}. The first weights are random: normally "
            "distributed, the smaller the more inputs a neuron has. The biases begin at 0."
        )
        self._all.loss_text.setText(_first_lines(loss_named(training.loss).__doc__))
        self._all.optimizer_text.setText(_first_lines(optimizer_named(training.optimizer).__doc__))
        self._all.preview.show_augmentation(settings.data.augmentation)
        momentum = training.optimizer != "gradient descent"
        optimizer_page = self._all.pages[NAMES.index("Optimizer function")]
        optimizer_page.set_row_shown(self._all.momentum, momentum)
        optimizer_page.set_row_shown(self._all.square_decay, training.optimizer == "Adam")

    def _measure_time(self) -> None:
        """Find out what an epoch takes, by a little training."""
        if self._problem is not None or self._running:
            return
        settings = self.settings()
        data = settings.data
        change = None if data.augmentation.is_none else partial(augment, augmentation=data.augmentation)
        self.seconds_per_epoch = seconds_per_epoch(settings.training, data.total, time.perf_counter, change)
        total = self.seconds_per_epoch * settings.training.epochs
        self._all.time_text.setText(
            f"On this computer about {duration(total)}: {plain(self.seconds_per_epoch, 2)} s for each epoch of "
            f"{count(data.total, 'digit')}. Before the first run the digits are prepared."
        )
        self._show_summaries(settings)
        self.changed.emit()


def _first_lines(text: str | None) -> str:
    """Return the first paragraph of a docstring, as one line, and its formulas."""
    paragraphs = (text or "").strip().split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs[:2])
