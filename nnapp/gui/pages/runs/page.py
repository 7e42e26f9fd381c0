"""The Runs page: every run that was kept, to compare, rename, load, repeat, export and delete."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from math import nan
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from nnapp.digits.recogniser import Recogniser
from nnapp.files.errors import RunError
from nnapp.files.run_export import export_curve, export_settings
from nnapp.files.run_settings import RunSettings
from nnapp.files.weight_file import WeightFile
from nnapp.gui.pages.runs.comparison import Comparison
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE, TextHeight
from nnapp.gui.widgets.buttons import push_button
from nnapp.gui.widgets.dialogs import ask_where_to_save, confirm, warn
from nnapp.gui.widgets.layouts import PAGE, as_tooltip, fill, horizontal, named, row, vertical
from nnapp.gui.work.run_library import KeptRun, RunLibrary
from nnapp.gui.work.trainer import Trainer
from nnapp.gui.work.worker import Worker, once
from nnapp.nn.activations import activation_named
from nnapp.nn.losses import loss_named
from nnapp.nn.optimizers import optimizer_named
from nnapp.wording import decimals, duration, percent, plain, whole

ROW_HEIGHT = TextHeight(1, room=14)
COLUMNS = (
    ("Name", "Double-click to rename the run"),
    ("Started", "When the run began"),
    ("Examples", "The number of examples that it learnt from"),
    ("Layers", "The hidden neurons of each layer, and their activation"),
    ("Loss", "The loss function"),
    ("Optimizer", "The optimizer function, and the initial learning rate"),
    ("Epochs", "The epoch whose network was kept, the number of epochs done, and how the run ended"),
    ("Accuracy", "The validation accuracy of the kept network"),
    ("Val. loss", "The validation loss of the kept network"),
    ("Time", "The duration of training"),
)
"""The columns of the table: header and explanation."""


class RunsPage(QWidget):
    """A table of runs and a plot of those that are selected."""

    network_wanted = Signal(WeightFile, str)
    """The user wants this network, of the run of that name, to be the current one."""
    repeat_wanted = Signal(RunSettings, object)
    """The user wants to train again with these settings, from this recogniser, or from random weights."""

    def __init__(self, trainer: Trainer, library: RunLibrary, appearance: Appearance) -> None:
        """Show the runs of ``library``."""
        super().__init__()
        self.setObjectName("runsPage")
        self._trainer, self._library = trainer, library
        self._worker = Worker(self)
        self._worker.returned.connect(self._on_read)
        self._worker.failed.connect(lambda error: warn(self, "Runs", str(error)))
        self._runs: list[KeptRun] = []
        self._folder = Path.home()
        self._table = self._build_table()
        appearance.scale(self._table.verticalHeader().setDefaultSectionSize, ROW_HEIGHT)
        self._comparison = Comparison(appearance)
        self._buttons = {name: push_button(text, f"{name}Button", why, act) for name, text, why, act in self._actions()}
        buttons = row(appearance, *self._buttons.values(), None)
        left = fill(vertical(appearance, spacing=2 * SPACE), (self._table, 1), buttons)
        fill(horizontal(appearance, self, spacing=5 * SPACE, margins=PAGE), (left, 15), (self._comparison, 6))
        library.changed.connect(self.refresh)
        trainer.started.connect(self._show_what_can_be_done)
        trainer.ended.connect(self._show_what_can_be_done)
        self.refresh()

    def refresh(self) -> None:
        """Read the runs again and keep the selection."""
        selected = {run.key for run in self.selected()}
        self._runs = self._library.runs()
        with QSignalBlocker(self._table):
            self._table.setRowCount(len(self._runs))
            for number, run in enumerate(self._runs):
                for column, text in enumerate(_cells(run)):
                    item = QTableWidgetItem(text)
                    if column:
                        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                    item.setToolTip(as_tooltip(text if column else f"{text}: double-click to rename"))
                    self._table.setItem(number, column, item)
        self._select(selected or {run.key for run in self._runs[:1]})

    def selected(self) -> list[KeptRun]:
        """Return the selected runs, in the order of the table."""
        rows = sorted({index.row() for index in self._table.selectionModel().selectedRows()})
        return [self._runs[number] for number in rows if number < len(self._runs)]

    def load(self) -> None:
        """Make the network of the selected run the current one."""
        run = self.selected()[0]
        self._worker.start(once(lambda: (self._library.folder(run.key).read_network(), run.about.name)))

    def repeat(self) -> None:
        """Train again with exactly the settings of the selected run, from the network that it started from."""
        run = self.selected()[0]
        self._worker.start(once(lambda: (run.about.settings, self._library.folder(run.key).read_start())))

    def delete(self) -> None:
        """Delete the selected runs, after asking."""
        runs = self.selected()
        names = ", ".join(f"“{run.about.name}”" for run in runs[:3])
        more = f" and {len(runs) - 3} more" if len(runs) > 3 else ""
        if not confirm(self, "Delete runs", f"Delete {names}{more}? Settings, curves and networks will be lost."):
            return
        try:
            for run in runs:
                self._library.delete(run.key)
        except RunError as error:
            warn(self, "Delete runs", str(error))

    def _build_table(self) -> QTableWidget:
        table = named(QTableWidget(0, len(COLUMNS)), "runsTable")
        table.setAccessibleName("Runs that were kept")
        for number, (name, explanation) in enumerate(COLUMNS):
            item = QTableWidgetItem(name)
            item.setToolTip(explanation)
            table.setHorizontalHeaderItem(number, item)
        table.verticalHeader().hide()
        table.verticalHeader().setMinimumSectionSize(1)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setFrameShape(QTableWidget.Shape.NoFrame)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setHighlightSections(False)
        table.itemSelectionChanged.connect(self._on_selected)
        table.itemChanged.connect(self._on_renamed)
        return table

    def _actions(self) -> tuple[tuple[str, str, str, Callable[[], None]], ...]:
        """Return what can be done with runs: name and text of each button, its explanation, and what it does."""

        def settings(path: Path) -> None:
            export_settings(path, self.selected()[0].about.settings)

        def curve(path: Path) -> None:
            export_curve(path, self.selected()[0].curve)

        ask, picture = self._ask, self._comparison.save_picture
        return (
            ("loadRun", "Load", "Make the network of the run the current one.", self.load),
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
        start = self._folder / f"{self.selected()[0].about.name}.{suffix}"
        if chosen := ask_where_to_save(self, title, start, ((suffix.upper(), f".{suffix}"),)):
            self._folder = chosen[0].parent
            try:
                export(chosen[0])
            except RunError as error:
                warn(self, title, str(error))

    def _on_selected(self) -> None:
        self._comparison.show_runs(self.selected())
        self._show_what_can_be_done()

    def _on_renamed(self, item: QTableWidgetItem) -> None:
        run = self._runs[item.row()]
        if item.column() == 0 and item.text() != run.about.name:
            try:
                self._library.rename(run.key, item.text())
            except RunError as error:
                warn(self, "Rename run", str(error))
                self.refresh()

    def _select(self, keys: set[str]) -> None:
        model = self._table.selectionModel()
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        with QSignalBlocker(self._table):
            model.clearSelection()
            for number, run in enumerate(self._runs):
                if run.key in keys:
                    model.select(self._table.model().index(number, 0), flags)
        self._on_selected()

    def _show_what_can_be_done(self) -> None:
        runs = self.selected()
        one = len(runs) == 1
        possible = {
            "loadRun": one and runs[0].has_network,
            "repeatRun": one and not self._trainer.is_running,
            "exportSettings": one,
            "exportCsv": one,
            "exportPng": bool(runs),
            "deleteRun": bool(runs),
        }
        for name, is_possible in possible.items():
            self._buttons[name].setEnabled(is_possible)


def _cells(run: KeptRun) -> tuple[str, ...]:
    about, curve = run.about, run.curve
    training, data = about.settings.training, about.settings.data
    kept = next((figures for figures in curve if figures.epoch == about.kept_epoch), None)
    done = curve[-1].epoch if curve else 0
    accuracy, loss = (kept.validation_accuracy, kept.validation_loss) if kept and about.kept_epoch else (nan, nan)
    layers = zip(training.hidden, training.activations, strict=True)
    return (
        about.name,
        f"{datetime.fromtimestamp(about.started):%d %b %H:%M}",
        whole(data.total),
        " · ".join(f"{neurons} {activation_named(name).label}" for neurons, name in layers) or "none",
        loss_named(training.loss).label,
        f"{optimizer_named(training.optimizer).label} · {plain(training.learning_rate)}",
        f"{about.kept_epoch} of {done} · {run.outcome.label}" if done else run.outcome.label,
        percent(accuracy, 2),
        decimals(loss, 4),
        duration(sum(figures.seconds for figures in curve)),
    )
