"""The settings of training: the eight characteristics as a list, and below it recipes, or the fields of one of them."""

from dataclasses import replace
from math import nan
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QAbstractSpinBox, QWidget

from nnapp import wording
from nnapp.digits.recogniser import DIGIT_NAMES, Recogniser
from nnapp.files.run_settings import RunSettings
from nnapp.files.training_run import settings_from
from nnapp.gui.pages.training.characteristic_list import CharacteristicList
from nnapp.gui.pages.training.characteristics import Characteristic, Characteristics, Contents
from nnapp.gui.pages.training.recipe_list import RecipeList
from nnapp.gui.pages.training.recipes import RECIPES, Recipe
from nnapp.gui.pages.training.summaries import Planned, summaries
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.widgets.buttons import push_button
from nnapp.gui.widgets.layouts import fill, paragraph, restyle, vertical
from nnapp.gui.work.data_peek import DataPeek, peek
from nnapp.gui.work.measuring import epoch_duration
from nnapp.gui.work.worker import Worker
from nnapp.nn.setting_declarations import SettingsError
from nnapp.nn.settings import Rates

MOST_WEIGHTS: Final = 2_000_000
LARGEST_STEP: Final = 300_000_000
"""Weights times examples of a mini-batch: a twentieth of a second of computing, so that Stop takes effect at once."""

REST: Final = 300
"""Milliseconds without a change before the duration of training is measured again."""

ALL_SETTINGS: Final = "Show the settings of each characteristic instead of the recipes."


class SettingsForm(QWidget):
    """Turns what is typed into ``RunSettings``; shows which field is wrong, and why."""

    changed = Signal()
    """The settings have changed, or what is wrong with them has."""
    lesson_wanted = Signal(str)
    """The user wants the lesson of that key."""
    rates_changed = Signal(Rates)
    """One of the settings that can be changed while training runs has changed."""

    def __init__(self, appearance: Appearance) -> None:
        """Show the settings of the first recipe."""
        super().__init__()
        self._all = Characteristics(appearance)
        self._all.show_settings(RECIPES[0].settings())
        self.problem: SettingsError | None = None
        """What is wrong with the fields, if anything is."""
        self._is_running = False
        self._own: Contents | None = None
        """What the user had in the fields, while they show the settings of a run that has others."""
        self._later: list[tuple[str, float | str]] = []
        """Settings, and the values that they are to have then."""
        self._source = ""
        self._found: DataPeek | None = None
        """The user's own data, as soon as they have been looked at."""
        self._measured: tuple[RunSettings | None, float] = (None, nan)
        """Settings, and the seconds that an epoch takes with them."""
        self._build(appearance)
        self._timer = QTimer(self, singleShot=True, interval=REST)
        self._timer.timeout.connect(self._measure)
        self._worker, self._peeker = Worker(self), Worker(self)
        self._worker.returned.connect(self._on_measured)
        # Without a duration there is none to show; training itself will say what is wrong.
        self._worker.failed.connect(lambda: self._on_measured((None, nan)))
        self._peeker.returned.connect(self._on_found)
        self._peeker.failed.connect(lambda error: self._all.show_notes((str(error),)))
        self._all.changed.connect(self._on_changed)
        self._all.lesson_wanted.connect(self.lesson_wanted)
        for field in self._all.live_fields():
            field.changed.connect(self._on_rates)
        self._on_changed()

    def settings(self, start: Recogniser | None = None) -> RunSettings:
        """Return what the fields say; with ``start`` its layers and preparation take the place of those in the fields.

        Raises:
            SettingsError: values that are not allowed, alone or together, or that would make the window unresponsive.
        """
        settings = self._all.settings()
        if start is not None:
            settings = settings_from(start, settings)
        plan = replace(self._plan(), hidden=settings.training.hidden)
        weights, batch_size = plan.weights, settings.training.batch_size
        held = wording.count(weights, "weight")
        if weights > MOST_WEIGHTS:
            most = wording.whole(MOST_WEIGHTS)
            raise SettingsError("hidden", f"These layers have {held}; at most {most} can be trained here.")
        if weights * batch_size > LARGEST_STEP:
            step, most = wording.count(batch_size, "example"), wording.whole(LARGEST_STEP // weights)
            words = f"A step of {step} takes too long with {held}; use a mini-batch of at most {most}."
            raise SettingsError("batch_size", words)
        return settings

    def commit(self) -> None:
        """Take what is being typed as finished: training is about to begin with it."""
        field = self.focusWidget()
        if isinstance(field, QAbstractSpinBox):
            field.interpretText()

    def show_settings(self, settings: RunSettings) -> None:
        """Put ``settings`` into the fields."""
        with QSignalBlocker(self._all):
            self._all.show_settings(settings)
        self._on_changed()

    def contents(self) -> Contents:
        """Return what the user has in the fields, allowed or not, also while they show the settings of a run."""
        return self._own or self._all.contents()

    def restore(self, contents: Contents) -> None:
        """Put ``contents`` back into the fields, or keep them until the run that they are lent to has ended."""
        if self._own is not None:
            self._own = contents
            return
        with QSignalBlocker(self._all):
            self._all.restore(contents)
        self._on_changed()

    def lend(self, settings: RunSettings, run: str) -> None:
        """Show the ``settings`` of a run, called ``run``; those of the user come back when it has ended."""
        self._own = self._all.contents()
        words = f"These are the settings of “{run}”, which is training now. Yours return when it ends."
        if settings.data.warps:
            words += f" It also learns from {wording.whole(settings.data.warps)} variations of your drawings."
        self._whose.setText(words)
        self._whose.show()
        self.show_settings(settings)

    def show_rates(self, rates: Rates) -> None:
        """Show the current rates of a run."""
        self._all.show_rates(rates)

    def change(self, setting: str, value: float | str) -> None:
        """Put ``value`` into the field of ``setting``, and show that field; "source" is the path of the data."""
        if self._own is not None and not self._all.is_live(setting):
            # The settings that are shown belong to a run; this one is for the user's own, which come back.
            self._later.append((setting, value))
            return
        self._all.set_field(setting, value)
        self._list.select(self._all.page_of(setting))

    def bring_into_view(self, part: QWidget) -> None:
        """Show the settings of the characteristic that ``part`` is among."""
        for characteristic, page in self._all.pages.items():
            if page.isAncestorOf(part):
                self._list.select(characteristic)

    def show_running(self, *, is_running: bool) -> None:
        """While training runs, let only those settings be changed that can be changed then."""
        self._is_running = is_running
        self._recipes.setEnabled(not is_running)
        self._all.enable(is_running=is_running)
        if is_running:
            return
        if self._own is not None:
            with QSignalBlocker(self._all):
                self._all.restore(self._own)
                for setting, value in self._later:
                    self._all.set_field(setting, value)
            self._own, self._later = None, []
            self._whose.hide()
            self._on_changed()
        self._timer.start()

    def _build(self, appearance: Appearance) -> None:
        self._whose = paragraph("", "strong", "lentSettings")
        self._whose.hide()
        self._list = CharacteristicList(appearance)
        self._list.opened.connect(self._on_opened)
        self._toggle = push_button("All settings", "allSettingsButton", ALL_SETTINGS, self._on_toggled)
        self._toggle.setCheckable(True)
        self._recipes = RecipeList(appearance)
        self._recipes.chosen.connect(self._on_recipe)
        self._reason = paragraph("", "problem", "settingsProblem")
        column = vertical(appearance, self, spacing=3 * SPACE)
        fill(column, self._whose, self._list, self._toggle, self._reason, self._recipes)
        for page in self._all.pages.values():
            column.addWidget(page)
            page.hide()
        column.addStretch()

    def _on_toggled(self) -> None:
        self._list.select(Characteristic.TRAINING if self._toggle.isChecked() else None)

    def _on_opened(self, characteristic: Characteristic | None) -> None:
        self._toggle.setChecked(characteristic is not None)
        self._recipes.setVisible(characteristic is None)
        for key, page in self._all.pages.items():
            page.setVisible(key is characteristic)

    def _on_recipe(self, recipe: Recipe) -> None:
        self.show_settings(recipe.settings(self._all.source, self._all.class_names))

    def _on_rates(self) -> None:
        # Without a run the other fields may be about to change as well.
        if self._is_running and self.problem is None:
            self.rates_changed.emit(self.settings().training.rates)

    def _on_changed(self) -> None:
        if self._all.source != self._source:
            self._look_at(self._all.source)
        self.problem = wrong = field = settings = None
        try:
            settings = self.settings()
        except SettingsError as error:
            self.problem, wrong, field = error, self._all.page_of(error.field), self._all.fields.get(error.field)
            self._reason.setText(str(error))
        else:
            self._timer.start()
            self._show_use(settings)
        self._reason.setVisible(self.problem is not None)
        self._recipes.mark(settings)
        for widget in self._all.fields.values():
            if widget is field or widget.property("problem"):
                restyle(widget, "problem", widget is field)
        self._list.mark(wrong)
        self._show()
        self._all.enable(is_running=self._is_running)
        self.changed.emit()

    def _look_at(self, source: str) -> None:
        """Find out what is in the data of ``source``."""
        self._source, self._found = source, None
        self._all.show_data(None)
        self._all.show_notes((f"Reading {Path(source).name} …",) if source else ())
        self._peeker.stop()
        if source:
            self._peeker.start(peek(source))

    def _on_found(self, found: DataPeek) -> None:
        self._found = found
        self._all.show_data(found)
        self._on_changed()

    def _show_use(self, settings: RunSettings) -> None:
        """Say what a run with ``settings`` makes of the user's own data."""
        if self._found is not None:
            learnt, _ = settings.data.split(self._found.total)
            split = settings.data.split_note(self._found.total)
            self._all.show_notes((split, *self._found.notes, *settings.training.batch_notes(learnt)))

    def _plan(self) -> Planned:
        classes: int | None = len(DIGIT_NAMES)
        examples = None
        if self._source:
            classes = len(self._found.class_names if self._found else self._all.class_names) or None
            examples = self._all.learnt_of(self._found.total) if self._found else None
        return self._all.plan(classes, examples, self._measured[1])

    def _show(self) -> None:
        plan = self._plan()
        if self.problem is not None or _timed(self._all.settings()) != self._measured[0]:
            plan = replace(plan, seconds_per_epoch=nan)
        self._list.show_summaries(summaries(plan))
        self._all.show_plan(plan)

    def _measure(self) -> None:
        """Find out how long an epoch takes, by training a little beside the window."""
        if self.problem is None and not self._is_running:
            plan, settings = self._plan(), self.settings()
            self._worker.start(epoch_duration(_timed(settings), plan.classes or len(DIGIT_NAMES), plan.examples))

    def _on_measured(self, measured: tuple[RunSettings | None, float]) -> None:
        self._measured = measured
        self._show()


def _timed(settings: RunSettings) -> RunSettings:
    """Return ``settings`` without those that do not change how long an epoch takes."""
    return replace(settings, training=replace(settings.training, epochs=1))
