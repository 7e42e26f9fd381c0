"""Pictures of digits from files and from the clipboard, put on the canvas."""

from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from nnapp.digits.drawing import Ink
from nnapp.digits.errors import DataError
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.dialogs import warn
from nnapp.gui.work.worker import Worker, once

FILTER: Final = "Pictures (*.png *.jpg *.jpeg *.bmp *.gif *.tif *.tiff *.webp)"

LONGEST_SIDE: Final = 280
"""A larger picture from the clipboard is reduced to this, as one from a file is."""


class PictureDialogs(QObject):
    """Puts the digit in a picture on the canvas, or says in one sentence why not."""

    def __init__(self, session: Session, window: QWidget) -> None:
        """Work for ``session`` in ``window``."""
        super().__init__(window)
        self._window = window
        self._folder = Path.home()
        self._worker = Worker(self)
        self._worker.returned.connect(session.sketch.show_picture)
        self._worker.failed.connect(lambda error: warn(window, "Open picture", str(error)))

    def open(self) -> None:
        """Ask for a picture of a digit and put it on the canvas."""
        name, _ = QFileDialog.getOpenFileName(self._window, "Open picture", str(self._folder), FILTER)
        if name:
            self.open_file(Path(name))

    def open_file(self, path: Path) -> None:
        """Put the digit in the picture ``path`` on the canvas."""
        self._folder = path.parent
        self._worker.start(once(_from_file, path))

    def paste(self) -> None:
        """Put the digit in the picture on the clipboard on the canvas."""
        image = QGuiApplication.clipboard().image()
        if image.isNull():
            warn(self._window, "Paste picture", "There is no picture on the clipboard.")
        else:
            self._worker.start(once(_from_grey, _grey(image)))


# Pillow is imported by the functions below, when a picture is opened, so that the window opens without it.


def _from_file(path: Path) -> Ink:
    """Return the digit in the image file ``path`` as a page of the canvas, (28, 28).

    Raises:
        DataError: it is not a picture, or shows no digit or more than one thing.
    """
    from nnapp.digits.pictures import read_picture

    return _page(read_picture(path), str(path))


def _from_grey(grey: NDArray[np.float32]) -> Ink:
    """Return the digit in grey levels, (rows, columns) of 0..1, as a page of the canvas, (28, 28).

    Raises:
        DataError: they show no digit or more than one thing.
    """
    from nnapp.digits.pictures import find_ink

    name = "The picture on the clipboard"
    try:
        ink = find_ink(grey)
    except DataError as error:
        raise DataError(f"{name} {error}") from error
    return _page(ink, name)


def _page(ink: NDArray[np.float32], name: str) -> Ink:
    from nnapp.digits.pictures import page_of

    if not ink.any():
        raise DataError(f"{name} shows no digit: nothing in it is much darker or lighter than the paper.")
    return page_of(ink)


def _grey(image: QImage) -> NDArray[np.float32]:
    """Return the grey levels 0..1 of ``image``, transparent parts as white paper."""
    if max(image.width(), image.height()) > LONGEST_SIDE:
        image = image.scaled(
            LONGEST_SIDE, LONGEST_SIDE, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    image = image.convertToFormat(QImage.Format.Format_RGBA8888)
    content = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    pixels = content[:, : image.width()].astype(np.float32) / 255
    colour, alpha = pixels[..., :3] @ np.array([0.299, 0.587, 0.114], np.float32), pixels[..., 3]
    grey: NDArray[np.float32] = (colour * alpha + 1 - alpha).astype(np.float32)
    return grey
