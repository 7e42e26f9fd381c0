"""The Runs page: every run that was kept, to compare, rename, load, repeat, export and delete."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShowEvent
from PySide6.QtWidgets import QSplitter, QWidget

from nnapp.digits.recogniser import Recogniser
from nnapp.files.errors import RunError
from nnapp.files.run_export import export_curve, export_settings
from nnapp.files.run_settings import RunSettings
from nnapp.files.weight_file import WeightFile
from nnapp.gui.pages.runs.comparison import Comparison
from nnapp.gui.pages.runs.run_table import RunTable
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.widgets.buttons import push_button
from nnapp.gui.widgets.dialogs import ask_where_to_save, confirm, warn
from nnapp.gui.widgets.layouts import PAGE, fill, named, scrolled, vertical
from nnapp.gui.widgets.throttle import Throttle
from nnapp.gui.widgets.wrapping import wrapped_buttons
from nnapp.gui.work.run_library import RunLibrary
from nnapp.gui.work.trainer import Trainer
from nnapp.gui.work.worker import Worker, once
from nnapp.nn.reports import Outcome

LEAST: Final = 110
"""Pixels: the least height of the table."""


class RunsPage(QWidget):
    """A table of runs and, below it, a plot of those that are selected."""

    network_wanted = Signal(WeightFile, str)
    """The user wants this network, of the run of that name, to be the current one."""
    repeat_wanted = Signal(RunSettings, object)
    """The user wants to train again with these settings, from this recogniser, or from random weights."""

    def __init__(self, trainer: Trainer, library: RunLibrary, appearance: Appearance) -> None:
        """Show the runs of ``library``, and the one that ``trainer`` has under way."""
        super().__init__()
        self.setObjectName("runsPage")
        self._trainer, self._library = trainer, library
        self._worker = Worker(self)
        self._worker.returned.connect(self._on_read)
        self._worker.failed.connect(lambda error: warn(self, "Runs", str(error)))
        self._folder = Path.home()
        self._table = RunTable(appearance)
        self._table.itemSelectionChanged.connect(self._on_selected)
        self._table.renamed.connect(self._on_renamed)
        self._comparison = Comparison(appearance)
        self._buttons = {name: push_button(text, f"{name}Button", why, act) for name, text, why, act in self._actions()}
        # As the button does, which is disabled where nothing can be deleted.
        delete = self._table.addAction("Delete runs", QKeySequence.StandardKey.Delete, self._buttons["deleteRun"].click)
        delete.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._build(appearance)
        self._live = Throttle(self._show_live, self)
        library.changed.connect(self.refresh)
        trainer.started.connect(self.refresh)
        trainer.epoch_done.connect(self._live.ask)
        trainer.ended.connect(self._show_what_can_be_done)
        self.refresh()

    def refresh(self) -> None:
        """Read the runs again and keep the selection."""
        live = self._trainer.live
        self._table.show_runs([*([live] if live is not None else []), *self._library.runs()])

    def load(self) -> None:
        """Make the network of the selected run the current one."""
        run = self._table.selected()[0]
        self._worker.start(once(lambda: (self._library.folder(run.key).read_network(), run.about.name)))

    def repeat(self) -> None:
        """Train again with exactly the settings of the selected run, from the network that it started from."""
        run = self._table.selected()[0]
        self._worker.start(once(lambda: (run.about.settings, self._library.folder(run.key).read_start())))

    def delete(self) -> None:
        """Delete the selected runs, after asking."""
        runs = self._table.selected()
        names = ", ".join(f"“{run.about.name}”" for run in runs[:3])
        more = f" and {len(runs) - 3} more" if len(runs) > 3 else ""
        question = f"Delete {names}{more}? Settings, curves and networks will be lost."
        if not confirm(self, "Delete runs", question, is_final=True):
            return
        try:
            for run in runs:
                self._library.delete(run.key)
        except RunError as error:
            warn(self, "Delete runs", str(error))

    def showEvent(self, event: QShowEvent) -> None:
        """Show how far the run under way has come while this was hidden, and what another window has changed."""
        super().showEvent(event)
        self.refresh()

    def _build(self, appearance: Appearance) -> None:
        appearance.scale(self._table.setMinimumHeight, LEAST)
        parts = named(QSplitter(Qt.Orientation.Vertical), "runsDivider")
        parts.setChildrenCollapsible(False)
        for part in (self._table, self._comparison):
            parts.addWidget(part)
        content = QWidget()
        buttons = wrapped_buttons(self._buttons.values(), appearance)
        fill(vertical(appearance, content, spacing=2 * SPACE, margins=PAGE), buttons, (parts, 1))
        area = scrolled(content)
        # Where letters are large and the window is small.
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        fill(vertical(appearance, self), area)

    def _actions(self) -> tuple[tuple[str, str, str, Callable[[], None]], ...]:
        """Return what can be done with runs: name and text of each button, its explanation, and what it does."""

        def settings(path: Path) -> None:
            export_settings(path, self._table.selected()[0].about.settings)

        def curve(path: Path) -> None:
            export_curve(path, self._table.selected()[0].curve)

        ask, picture = self._ask, self._comparison.save_picture
        return (
            ("loadRun", "Load", "Open the network of this run.", self.load),
            ("repeatRun", "Repeat", "Train again with exactly the same settings and initial weights.", self.repeat),
            (
                "exportSettings",
                "Settings…",
                "Export the settings for nnapp train --settings.",
                partial(ask, "Export settings", "json", settings),
            ),
            ("exportCsv", "CSV…", "Export the figures of each epoch.", partial(ask, "Export figures", "csv", curve)),
            ("exportPng", "PNG…", "Export the plot as a picture.", partial(ask, "Export plot", "png", picture)),
            ("deleteRun", "Delete", "Delete the selected runs.", self.delete),
        )

    def _on_read(self, found: tuple[WeightFile, str] | tuple[RunSettings, Recogniser | None]) -> None:
        wanted = self.network_wanted if isinstance(found[0], WeightFile) else self.repeat_wanted
        wanted.emit(*found)

    def _ask(self, title: str, suffix: str, export: Callable[[Path], None]) -> None:
        """Ask for a file name and export to it."""
        start = self._folder / f"{self._table.selected()[0].about.name}.{suffix}"
        if chosen := ask_where_to_save(self, title, start, ((suffix.upper(), f".{suffix}"),)):
            self._folder = chosen[0].parent
            try:
                export(chosen[0])
            except RunError as error:
                warn(self, title, str(error))

    def _on_selected(self) -> None:
        self._comparison.show_runs(self._table.selected())
        self._show_what_can_be_done()

    def _on_renamed(self, key: str, name: str) -> None:
        try:
            self._library.rename(key, name)
        except RunError as error:
            warn(self, "Rename run", str(error))
            self.refresh()

    def _show_live(self) -> None:
        live = self._trainer.live
        # What is hidden is shown by ``showEvent``.
        if live is None or not self.isVisible():
            return
        self._table.update_run(live)
        if any(run.key == live.key for run in self._table.selected()):
            self._comparison.show_runs(self._table.selected())

    def _show_what_can_be_done(self) -> None:
        runs = self._table.selected()
        one = len(runs) == 1
        possible = {
            "loadRun": one and runs[0].has_network,
            "repeatRun": one and not self._trainer.is_running,
            "exportSettings": one,
            "exportCsv": one,
            "exportPng": bool(runs),
            "deleteRun": bool(runs) and not any(run.outcome is Outcome.RUNNING for run in runs),
        }
        for name, is_possible in possible.items():
            self._buttons[name].setEnabled(is_possible)
