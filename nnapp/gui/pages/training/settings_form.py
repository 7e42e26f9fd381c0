"""The settings of training: the eight characteristics as a list, the fields of the selected one beside it."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QStackedWidget, QTreeWidget, QTreeWidgetItem, QWidget

from nnapp import wording
from nnapp.digits.recogniser import DIGIT_NAMES, Recogniser
from nnapp.files.run_settings import RunSettings
from nnapp.gui.pages.training.characteristics import Characteristic, Characteristics
from nnapp.gui.pages.training.summaries import Planned, summaries
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SMALL, SPACE, TextHeight
from nnapp.gui.widgets.layouts import as_tooltip, fill, horizontal, label, named, restyle, scrolled, vertical, wrapped
from nnapp.gui.work.measuring import epoch_duration
from nnapp.gui.work.worker import Worker
from nnapp.nn.setting_declarations import SettingsError
from nnapp.nn.settings import Rates

MOST_WEIGHTS: Final = 2_000_000
LARGEST_STEP: Final = 300_000_000
"""Weights times examples of a mini-batch: a twentieth of a second of computing, so that Stop takes effect at once."""

REST: Final = 300
"""Milliseconds without a change before the duration of training is measured again."""

REASON_HEIGHT: Final = TextHeight(5, room=8)
NARROW, NARROW_LIST = 420, 128
"""Pixels: a form narrower than this shows only names in its list, which has this width."""


class SettingsForm(QWidget):
    """Turns what is typed into ``RunSettings``; shows which field is wrong, and why."""

    changed = Signal()
    """The settings have changed, or what is wrong with them has."""
    rates_changed = Signal(Rates)
    """One of the settings that can be changed while training runs has changed."""

    def __init__(self, current: Callable[[], Recogniser], appearance: Appearance) -> None:
        """Show the default settings; ``current`` returns the network that training may start from."""
        super().__init__()
        self._current, self._appearance = current, appearance
        self._all = Characteristics(appearance)
        self.problem: SettingsError | None = None
        """What is wrong with the fields, if anything is."""
        self._is_running = False
        self._noted: tuple[str, int | None] = ("", len(DIGIT_NAMES))
        """The source whose notes are shown, and its number of classes, if that is known."""
        self._seconds_per_epoch = float("nan")
        self._list = self._build_list()
        self._stack = named(QStackedWidget(), "characteristicPages")
        for page in self._all.pages.values():
            self._stack.addWidget(scrolled(page))
        self._reason = label("", "problem", "settingsProblem")
        self._reason_area = wrapped(self._reason, REASON_HEIGHT, appearance)
        right = fill(vertical(appearance), (self._stack, 1), self._reason_area)
        fill(horizontal(appearance, self, spacing=3 * SPACE), (self._list, 10), (right, 9))
        self._timer = QTimer(self, singleShot=True, interval=REST)
        self._timer.timeout.connect(self._measure)
        self._worker = Worker(self)
        self._worker.returned.connect(self._on_measured)
        # Without a duration there is none to show; training itself will say what is wrong.
        self._worker.failed.connect(lambda: self._on_measured(float("nan")))
        self._list.currentItemChanged.connect(lambda: self._stack.setCurrentIndex(self._list.currentIndex().row()))
        self._select(Characteristic.TRAINING)
        self._all.changed.connect(self._on_changed)
        for field in self._all.live_fields():
            field.changed.connect(self._on_rates)
        appearance.changed.connect(self._take_type)
        self._take_type()
        self._on_changed()

    def settings(self) -> RunSettings:
        """Return what the fields say.

        Raises:
            SettingsError: values that are not allowed, alone or together, or that would make the window unresponsive.
        """
        settings = self._all.settings(self._current())
        weights, batch_size = self._plan(settings).weights, settings.training.batch_size
        held = wording.count(weights, "weight")
        if weights > MOST_WEIGHTS:
            most = wording.whole(MOST_WEIGHTS)
            raise SettingsError("hidden", f"These layers have {held}; at most {most} can be trained here.")
        if weights * batch_size > LARGEST_STEP:
            step, most = wording.count(batch_size, "example"), wording.whole(LARGEST_STEP // weights)
            words = f"A step of {step} takes too long with {held}; use a mini-batch of at most {most}."
            raise SettingsError("batch_size", words)
        return settings

    @property
    def starts_from_current(self) -> bool:
        """Whether training is to start from the current network, not from random weights."""
        return self._all.starts_from_current

    def show_settings(self, settings: RunSettings, *, from_current: bool = False) -> None:
        """Put ``settings`` into the fields; training starts from the current network, or from random weights."""
        with QSignalBlocker(self._all):
            self._all.show_settings(settings, from_current=from_current)
        self._on_changed()

    def show_rates(self, rates: Rates) -> None:
        """Show the current rates of a run."""
        self._all.show_rates(rates)

    def show_data(self, source: str, classes: int, notes: tuple[str, ...]) -> None:
        """Show what was recognised in the data of ``source``."""
        self._noted = (source, classes)
        self._all.show_notes(notes)
        self._on_changed()

    def refresh(self) -> None:
        """Follow a change of the current network."""
        if self.starts_from_current:
            self._on_changed()

    def change(self, setting: str, value: float | str) -> None:
        """Put ``value`` into the field of ``setting``, and show that field."""
        self._all.set_field(setting, value)
        self._select(self._all.page_of(setting))

    def show_running(self, *, is_running: bool) -> None:
        """While training runs, let only those settings be changed that can be changed then."""
        self._is_running = is_running
        self._all.enable(is_running=is_running)
        if not is_running:
            self._timer.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide the summaries where there is no room for them."""
        super().resizeEvent(event)
        narrow = self.width() < self._appearance.px(NARROW)
        self._list.setColumnHidden(1, narrow)
        self._list.setMaximumWidth(self._appearance.px(NARROW_LIST) if narrow else 16_777_215)

    def _build_list(self) -> QTreeWidget:
        tree = named(QTreeWidget(columnCount=2), "characteristics")
        tree.setAccessibleName("The eight characteristics of the network")
        tree.setFrameShape(QFrame.Shape.NoFrame)
        tree.setHeaderHidden(True)
        tree.setRootIsDecorated(False)
        tree.setIndentation(0)
        tree.setUniformRowHeights(True)
        tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._items = {key: QTreeWidgetItem([key.value, ""]) for key in Characteristic}
        tree.addTopLevelItems(list(self._items.values()))
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        tree.header().setStretchLastSection(True)
        return tree

    def _take_type(self) -> None:
        for item in self._items.values():
            item.setFont(1, self._appearance.theme.font(SMALL))

    def _select(self, characteristic: Characteristic) -> None:
        self._list.setCurrentItem(self._items[characteristic])

    def _on_rates(self) -> None:
        # Without a run the other fields may be about to change as well.
        if self._is_running and self.problem is None:
            self.rates_changed.emit(self.settings().training.rates)

    def _on_changed(self) -> None:
        self.problem = wrong = field = None
        try:
            settings = self.settings()
        except SettingsError as error:
            self.problem, wrong, field = error, self._all.page_of(error.field), self._all.fields.get(error.field)
            self._reason.setText(str(error))
        else:
            if settings.data.source != self._noted[0]:
                self._noted = (settings.data.source, None if settings.data.source else len(DIGIT_NAMES))
                self._all.show_notes(())
            self._show(settings)
            self._timer.start()
        self._reason_area.setVisible(self.problem is not None)
        for widget in self._all.fields.values():
            if widget is field or widget.property("problem"):
                restyle(widget, "problem", widget is field)
        for key, item in self._items.items():
            item.setText(0, f"{key.value} !" if key is wrong else key.value)
        self._all.enable(is_running=self._is_running)
        self.changed.emit()

    def _plan(self, settings: RunSettings) -> Planned:
        return Planned(settings, len(settings.data.class_names) or self._noted[1], self._seconds_per_epoch)

    def _show(self, settings: RunSettings) -> None:
        plan = self._plan(settings)
        for item, summary in zip(self._items.values(), summaries(plan), strict=True):
            item.setText(1, summary)
            item.setToolTip(1, as_tooltip(summary))
        self._all.show_plan(plan)

    def _measure(self) -> None:
        """Find out how long an epoch takes, by training a little beside the window."""
        if self.problem is None and not self._is_running:
            settings = self.settings()
            self._worker.start(epoch_duration(settings, self._plan(settings).classes or len(DIGIT_NAMES)))

    def _on_measured(self, seconds: float) -> None:
        self._seconds_per_epoch = seconds
        if self.problem is None:
            self._show(self.settings())
