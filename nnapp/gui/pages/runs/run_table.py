"""The table of runs: what each learnt from, how, and how well; with the line that it has in the plot."""

from collections.abc import Sequence
from datetime import datetime
from math import nan
from pathlib import Path
from typing import Final

from PySide6.QtCore import QItemSelectionModel, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QIcon, QKeySequence, QPainter, QPixmap, QShowEvent
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from nnapp.digits.data_settings import DataSettings
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SERIES, TextHeight
from nnapp.gui.widgets.curve_plot import DASHES, line_pen
from nnapp.gui.widgets.layouts import as_tooltip
from nnapp.gui.widgets.number_table import row_text
from nnapp.gui.work.run_library import KeptRun
from nnapp.nn.activations import activation_named
from nnapp.nn.losses import loss_label
from nnapp.nn.optimizers import optimizer_named
from nnapp.nn.reports import Outcome
from nnapp.wording import decimals, duration, percent, plain, whole

ROW_HEIGHT: Final = TextHeight(1, room=14)
SWATCH: Final = (26, 12)
"""Width and height of the line of a run, in pixels."""
WIDEST_NAME: Final = 180
WIDEST: Final = 200
"""The greatest width of a column until the user drags it, in pixels."""

COLUMNS: Final = (
    ("Name", "Double-click to rename the run"),
    ("Started", "When the run began"),
    ("Data", "The data it was trained on, and whether it saw their directions instead of their pixels"),
    ("Examples", "The number of examples it was trained on"),
    ("Layers", "The hidden neurons of each layer, and their activation"),
    ("Loss", "The loss function"),
    ("Optimizer", "The optimizer function, and the initial learning rate"),
    ("Epochs", "The epoch whose network was kept, the number of epochs done, and how the run ended"),
    ("Accuracy", "The validation accuracy of the kept network"),
    ("Val. loss", "The validation loss of the kept network"),
    ("Time", "The duration of training"),
)
"""The columns of the table: header and explanation."""


class RunTable(QTableWidget):
    """Lists runs, several of which can be selected."""

    renamed = Signal(str, str)
    """The key of a run, and its new name."""

    def __init__(self, appearance: Appearance) -> None:
        """Start empty."""
        super().__init__(0, len(COLUMNS))
        self._appearance = appearance
        self._runs: list[KeptRun] = []
        self.setObjectName("runsTable")
        self.setAccessibleName("Saved runs")
        for number, (name, explanation) in enumerate(COLUMNS):
            item = QTableWidgetItem(name)
            item.setToolTip(explanation)
            self.setHorizontalHeaderItem(number, item)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        appearance.scale(self.verticalHeader().setDefaultSectionSize, ROW_HEIGHT)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTableWidget.Shape.NoFrame)
        self.setHorizontalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setHighlightSections(False)
        copy = self.addAction("Copy runs", QKeySequence.StandardKey.Copy, self._copy)
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.itemChanged.connect(self._on_changed)
        appearance.changed.connect(self._take_look)
        self._take_look()

    def showEvent(self, event: QShowEvent) -> None:
        """Give the columns their widths."""
        super().showEvent(event)
        self._fit_columns()

    def show_runs(self, runs: Sequence[KeptRun]) -> None:
        """List ``runs`` and keep the selection; the first is selected when none was."""
        selected = {run.key for run in self.selected()} or {run.key for run in runs[:1]}
        if not self._runs:
            self._is_fitted = False
        self._runs = list(runs)
        model, flags = self.selectionModel(), QItemSelectionModel.SelectionFlag
        with QSignalBlocker(self):
            self.setRowCount(len(runs))
            model.clearSelection()
            for number, run in enumerate(runs):
                self._fill(number, run)
                if run.key in selected:
                    model.select(self.model().index(number, 0), flags.Select | flags.Rows)
        self._fit_columns()
        self.itemSelectionChanged.emit()

    def update_run(self, run: KeptRun) -> None:
        """Show what a run that is listed has become."""
        row = next((number for number, listed in enumerate(self._runs) if listed.key == run.key), None)
        if row is not None:
            self._runs[row] = run
            with QSignalBlocker(self):
                self._write(row, run)

    def selected(self) -> list[KeptRun]:
        """Return the selected runs, in the order of the table."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [self._runs[number] for number in rows if number < len(self._runs)]

    def _copy(self) -> None:
        """Copy the selected rows as they are displayed, with tabs between the columns."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        QGuiApplication.clipboard().setText("\n".join(row_text(self.model(), row) for row in rows))

    def _fill(self, row: int, run: KeptRun) -> None:
        """Make the items of a row, with the line of its run."""
        for column in range(self.columnCount()):
            item = QTableWidgetItem()
            if column or run.outcome is Outcome.RUNNING:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
            if column == 0:
                item.setIcon(self._swatch(run))
            self.setItem(row, column, item)
        self._write(row, run)

    def _write(self, row: int, run: KeptRun) -> None:
        for column, text in enumerate(_cells(run)):
            place = self.model().index(row, column)
            can_be_renamed = place.flags() & Qt.ItemFlag.ItemIsEditable
            tip = as_tooltip(f"{text}: double-click to rename" if can_be_renamed else text)
            self.model().setData(place, text)
            self.model().setData(place, tip, Qt.ItemDataRole.ToolTipRole)

    def _swatch(self, run: KeptRun) -> QIcon:
        """Return the line that the run has in the plot."""
        picture = QPixmap(self.iconSize() * self.devicePixelRatio())
        picture.setDevicePixelRatio(self.devicePixelRatio())
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setPen(line_pen(self._appearance.theme, *line_of(run)))
        middle = self.iconSize().height() // 2
        painter.drawLine(0, middle, self.iconSize().width(), middle)
        painter.end()
        icon = QIcon(picture)
        # In its own colour also where the row is selected.
        icon.addPixmap(picture, QIcon.Mode.Selected)
        return icon

    def _fit_columns(self) -> None:
        """Make each column as wide as its words, within limits; the user can drag it wider."""
        # Before it is shown it does not yet have its final font.
        if not self.isVisible():
            return
        columns = range(self.columnCount())
        before = [self.columnWidth(column) if self._is_fitted else 0 for column in columns]
        self._is_fitted = bool(self._runs)
        self.resizeColumnsToContents()
        for column in columns:
            most = self._appearance.px(WIDEST if column else WIDEST_NAME)
            self.setColumnWidth(column, max(before[column], min(self.columnWidth(column), most)))

    def _take_look(self) -> None:
        self._is_fitted = False
        self.setIconSize(QSize(*map(self._appearance.px, SWATCH)))
        with QSignalBlocker(self):
            for row, run in enumerate(self._runs):
                self._fill(row, run)
        self._fit_columns()

    def _on_changed(self, item: QTableWidgetItem) -> None:
        run = self._runs[item.row()]
        if item.column() == 0 and item.text() != run.about.name:
            self.renamed.emit(run.key, item.text())


def line_of(run: KeptRun) -> tuple[str, int]:
    """Return the colour and the dash of a run: its own, wherever it is shown, for some thirty runs."""
    number, colours = run.number - 1, len(SERIES)
    return SERIES[number % colours], (number + number // colours) % len(DASHES)


def _source(data: DataSettings) -> str:
    if data.source:
        return Path(data.source).name
    return "MNIST · your drawings" if data.hand else "MNIST"


def _cells(run: KeptRun) -> tuple[str, ...]:
    about, curve = run.about, run.curve
    training, data = about.settings.training, about.settings.data
    done = curve[-1].epoch if curve else 0
    is_running = run.outcome is Outcome.RUNNING
    shown = done if is_running else about.kept_epoch
    kept = next((figures for figures in reversed(curve) if figures.epoch == shown > 0), None)
    accuracy, loss = (kept.validation_accuracy, kept.validation_loss) if kept else (nan, nan)
    layers = zip(training.hidden, training.activations, strict=True)
    epochs = f"{whole(about.kept_epoch)} of {whole(done)} · {run.outcome.label}" if done else run.outcome.label
    return (
        about.name,
        f"{datetime.fromtimestamp(about.started):%d %b %H:%M}",
        _source(data) + " · directions" * data.prepared_by.directions,
        whole(about.examples or data.total),
        " · ".join(f"{neurons} {activation_named(name).label}" for neurons, name in layers) or "none",
        loss_label(training.loss),
        f"{optimizer_named(training.optimizer).label} · {plain(training.learning_rate)}",
        f"{whole(done)} of {whole(training.epochs)} · {run.outcome.label}" if is_running else epochs,
        percent(accuracy, 2),
        decimals(loss, 4),
        duration(sum(figures.seconds for figures in curve)),
    )
