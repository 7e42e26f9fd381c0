"""Dialogs: each is shown, answered and destroyed.

A parent keeps its children: a dialog that was only hidden would stay as long as the window.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget
from shiboken6 import delete, isValid

from nnapp.files.unread_formats import UNREAD
from nnapp.files.weight_file import READABLE

Format = tuple[str, str]
"""What a file format is called, and the suffix of its files with its dot."""

SHARE_OF_SCREEN: Final = 0.9

WEIGHTS_FILTER: Final = f"Weight files ({' '.join(f'*{suffix}' for suffix in (*READABLE, *UNREAD))});;All files (*)"
"""With those that are not read, as they are answered by what to do with them."""


@contextmanager
def shown(dialog: QDialog) -> Iterator[bool]:
    """Show ``dialog``, give whether it was accepted once it is answered, and destroy it at the end."""
    try:
        yield bool(dialog.exec())
    finally:
        # It may have been destroyed with its parent.
        if isValid(dialog):
            delete(dialog)


def resize_within_screen(dialog: QDialog, size: QSize) -> None:
    """Give ``dialog`` that size, or as much as the screen has room for beside a title bar."""
    dialog.resize(size.boundedTo(dialog.screen().availableSize() * SHARE_OF_SCREEN))


def warn(parent: QWidget, title: str, sentence: str) -> None:
    """Show a warning; the sentence is plain text, whatever characters it has."""
    with shown(_message(QMessageBox.Icon.Warning, parent, title, sentence)):
        pass


def confirm(parent: QWidget, title: str, question: str, *, yes: str = "", no: str = "", is_final: bool = False) -> bool:
    """Return whether the user agrees to ``question``, which is plain text, whatever characters it has.

    ``yes`` and ``no`` are the texts of the buttons, where Yes and No would not say what they do. Where the answer yes
    ``is_final``, as something is lost by it, the key Enter alone does not give it.
    """
    box = _message(QMessageBox.Icon.Question, parent, title, question)
    box.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No)
    for standard, text in ((QMessageBox.StandardButton.Yes, yes), (QMessageBox.StandardButton.No, no)):
        if text:
            box.button(standard).setText(text)
    if is_final:
        box.setDefaultButton(QMessageBox.StandardButton.No)
    with shown(box):
        return box.clickedButton() is box.button(QMessageBox.StandardButton.Yes)


def _message(icon: QMessageBox.Icon, parent: QWidget, title: str, words: str) -> QMessageBox:
    box = QMessageBox(icon, title, "", QMessageBox.StandardButton.Ok, parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(words)
    # Some hold lines to be copied.
    box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return box


def ask_for_weights(parent: QWidget, folder: Path) -> Path | None:
    """Return the weight file that the user chooses, beginning in ``folder``; None: none."""
    name, _ = QFileDialog.getOpenFileName(parent, "Open weights", str(folder), WEIGHTS_FILTER)
    return Path(name) if name else None


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
    with shown(dialog) as accepted:
        return (Path(dialog.selectedFiles()[0]), filters.index(dialog.selectedNameFilter())) if accepted else None
