"""Pictures of digits from files and from the clipboard, put on the canvas."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.dialogs import warn
from nnapp.gui.window.picture_strip import PictureStrip
from nnapp.gui.work.worker import Worker, once

if TYPE_CHECKING:
    from nnapp.digits.pictures import FoundDigits

FILTER: Final = "Pictures (*.png *.jpg *.jpeg *.bmp *.gif *.tif *.tiff *.webp)"


class PictureDialogs(QObject):
    """Puts the digits in a picture on the canvas, or says in one sentence why not."""

    def __init__(self, session: Session, appearance: Appearance, window: QWidget) -> None:
        """Work for ``session`` in ``window``."""
        super().__init__(window)
        self._window = window
        self._folder, self._name = Path.home(), ""
        self.strip = PictureStrip(session.sketch, appearance)
        self._worker = Worker(self)
        self._worker.returned.connect(self._show)
        self._worker.failed.connect(lambda error: warn(window, "Picture", str(error)))

    def open(self) -> None:
        """Ask for a picture and put its digits on the canvas."""
        name, _ = QFileDialog.getOpenFileName(self._window, "Open picture", str(self._folder), FILTER)
        if name:
            self.open_file(Path(name))

    def open_file(self, path: Path) -> None:
        """Put the digits in the picture ``path`` on the canvas."""
        self._folder = path.parent
        self._name = path.name
        self._worker.start(once(_from_file, path))

    def paste(self) -> None:
        """Put the digits in the picture on the clipboard on the canvas."""
        image = QGuiApplication.clipboard().image()
        if image.isNull():
            warn(self._window, "Paste picture", "There is no picture on the clipboard.")
        else:
            self._name = "the picture on the clipboard"
            self._worker.start(once(_from_pixels, _pixels(image)))

    def _show(self, found: "FoundDigits") -> None:
        self.strip.offer(self._name, (*found.digits, *found.otherwise[:1]), is_unchanged=found.is_unchanged)


# Pillow is imported by the functions below, when a picture is opened, so that the window opens without it.


def _from_file(path: Path) -> "FoundDigits":
    from nnapp.digits.pictures import read_digits

    return read_digits(path)


def _from_pixels(pixels: NDArray[np.uint8]) -> "FoundDigits":
    from PIL import Image

    from nnapp.digits.picture_file import reduced
    from nnapp.digits.pictures import find_digits

    return find_digits(reduced(Image.fromarray(pixels)), "The picture on the clipboard")


def _pixels(image: QImage) -> NDArray[np.uint8]:
    """Return the pixels of ``image``: (rows, columns, 4), red, green, blue and opacity."""
    image = image.convertToFormat(QImage.Format.Format_RGBA8888)
    content = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return content[:, : image.width()].copy()
