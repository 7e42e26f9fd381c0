"""The dialog that asks where to save a file."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

Format = tuple[str, str]
"""What a file format is called, and the suffix of its files with its dot."""


def ask_where_to_save(parent: QWidget, title: str, start: Path, formats: Sequence[Format]) -> tuple[Path, int] | None:
    """Return the path that the user chooses and which of ``formats``, beginning at ``start``; None: not to save."""
    filters = [f"{words} (*{suffix})" for words, suffix in formats]
    dialog = QFileDialog(parent, title, str(start.parent), ";;".join(filters))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)

    def take(chosen: str) -> None:
        # The dialog adds the suffix before it asks whether to replace a file of that name.
        suffix, path = formats[filters.index(chosen)][1], Path(dialog.selectedFiles()[0])
        dialog.setDefaultSuffix(suffix.removeprefix("."))
        if path.suffix in (known for _, known in formats):
            dialog.selectFile(path.with_suffix(suffix).name)

    dialog.setDefaultSuffix(start.suffix.removeprefix("."))
    dialog.selectFile(start.name)
    dialog.filterSelected.connect(take)
    found = (Path(dialog.selectedFiles()[0]), filters.index(dialog.selectedNameFilter())) if dialog.exec() else None
    dialog.deleteLater()
    return found
