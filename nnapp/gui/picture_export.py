"""Whatever is painted can be copied, or saved as a picture: PNG for pixels, SVG for print."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QAction, QGuiApplication, QImage, QPixmap
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QFileDialog, QWidget

from nnapp.files.errors import RunError
from nnapp.files.run_export import export_bytes
from nnapp.gui.layouts import warn

SHARPNESS = 3
"""Pixels of a saved picture for each pixel of a window."""

FILTERS = "PNG picture (*.png);;SVG picture (*.svg)"


def offer_picture(widget: QWidget, name: str) -> None:
    """Give ``widget`` a context menu to copy it, or to save it as a picture called ``name``."""
    copy = QAction("Copy picture", widget)
    copy.setObjectName("actionCopyPicture")
    copy.triggered.connect(partial(copy_picture, widget))
    save = QAction("Save picture…", widget)
    save.setObjectName("actionSavePicture")
    save.triggered.connect(partial(_ask, widget, name))
    widget.addActions([copy, save])
    widget.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
    if widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
        # The menu key opens the menu where the focus is.
        widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)


def copy_picture(widget: QWidget) -> None:
    """Put what ``widget`` shows on the clipboard."""
    QGuiApplication.clipboard().setImage(_image(widget))


def save_picture(widget: QWidget, path: Path) -> None:
    """Save what ``widget`` shows as PNG, or as SVG where ``path`` ends so.

    Raises:
        RunError: it cannot be written.
    """
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if path.suffix.lower() == ".svg":
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setSize(widget.size())
        generator.setViewBox(widget.rect())
        generator.setTitle(widget.accessibleName())
        generator.setDescription(widget.accessibleDescription())
        widget.render(generator)
    else:
        QPixmap.fromImage(_image(widget)).save(buffer, "PNG")
    buffer.close()
    export_bytes(path, bytes(content.data()))


def _image(widget: QWidget) -> QImage:
    """Return what ``widget`` shows, sharp enough for a slide."""
    image = QImage(widget.size() * SHARPNESS, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SHARPNESS)
    widget.render(image)
    return image


def _ask(widget: QWidget, name: str) -> None:
    chosen, words = QFileDialog.getSaveFileName(widget, "Save picture", str(Path.home() / f"{name}.png"), FILTERS)
    if not chosen:
        return
    path = Path(chosen)
    if path.suffix.lower() not in (".png", ".svg"):
        path = path.with_name(path.name + (".svg" if "svg" in words else ".png"))
    try:
        save_picture(widget, path)
    except RunError as error:
        warn(widget, "Save picture", str(error))
