"""The figures behind a picture, copied to a spreadsheet or saved as CSV."""

import csv
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from io import StringIO
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from nnapp.files.errors import RunError
from nnapp.files.run_export import export_bytes
from nnapp.gui.widgets.dialogs import ask_where_to_save, warn

Rows = Iterable[Sequence[object]]
"""The rows of a table, the names of its columns first."""

FORMATS = (("CSV table", ".csv"),)


def offer_table(widget: QWidget, name: str, rows: Callable[[], Rows]) -> None:
    """Add to the context menu of ``widget`` to copy ``rows``, or to save them as a table called ``name``."""
    widget.addAction("Copy table", partial(copy_table, rows)).setObjectName("actionCopyTable")
    widget.addAction("Save table…", partial(_ask, widget, name, rows)).setObjectName("actionSaveTable")


def copy_table(rows: Callable[[], Rows]) -> None:
    """Copy ``rows``, with tabs between the columns, as spreadsheets take them."""
    QGuiApplication.clipboard().setText(_as_text(rows(), delimiter="\t"))


def save_table(path: Path, rows: Callable[[], Rows]) -> None:
    """Save ``rows`` as CSV.

    Raises:
        RunError: it cannot be written.
    """
    export_bytes(path, _as_text(rows(), delimiter=",").encode())


def _as_text(rows: Rows, delimiter: str) -> str:
    text = StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _ask(widget: QWidget, name: str, rows: Callable[[], Rows]) -> None:
    title = "Save table"
    if chosen := ask_where_to_save(widget, title, Path.home() / f"{name}.csv", FORMATS):
        try:
            save_table(chosen[0], rows)
        except RunError as error:
            warn(widget, title, str(error))
