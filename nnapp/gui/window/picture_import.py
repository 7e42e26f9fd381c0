"""Pictures from outside: files, the clipboard, and what is dropped onto the window."""

from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage

from nnapp.digits.drawing import Ink
from nnapp.digits.errors import DataError
from nnapp.digits.pictures import find_ink, page_of, read_picture

FILTER = "Pictures (*.png *.jpg *.jpeg *.bmp *.gif *.tif *.tiff *.webp)"

LONGEST_SIDE = 280
"""A larger picture from the clipboard is reduced to this, as one from a file is."""


def picture_from_file(path: Path) -> Ink:
    """Return the digit in the image file ``path`` as a page of the canvas, (28, 28).

    Raises:
        DataError: it is no picture, or shows no digit or more than one thing; says so.
    """
    return _page(read_picture(path), str(path))


def picture_from_clipboard() -> Ink:
    """Return the digit in the picture on the clipboard.

    Raises:
        DataError: there is no picture, or it shows no digit or more than one thing.
    """
    image = QGuiApplication.clipboard().image()
    if image.isNull():
        raise DataError("There is no picture on the clipboard.")
    try:
        return _page(find_ink(_grey(image)), "The picture on the clipboard")
    except DataError as error:
        text = str(error)
        raise DataError(text if text.startswith("The") else f"The picture on the clipboard {text}") from error


def _page(ink: np.ndarray, name: str) -> Ink:
    if not ink.any():
        raise DataError(f"{name} shows no digit: nothing in it is much darker or lighter than the paper.")
    return page_of(ink)


def _grey(image: QImage) -> np.ndarray:
    """Return the grey levels 0..1 of ``image``, transparent parts as white paper."""
    if max(image.width(), image.height()) > LONGEST_SIDE:
        image = image.scaled(
            LONGEST_SIDE, LONGEST_SIDE, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    image = image.convertToFormat(QImage.Format.Format_RGBA8888)
    content = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    pixels = content[:, : image.width()].astype(np.float32) / 255
    colour, alpha = pixels[..., :3] @ np.array([0.299, 0.587, 0.114], np.float32), pixels[..., 3]
    grey: np.ndarray = (colour * alpha + 1 - alpha).astype(np.float32)
    return grey
