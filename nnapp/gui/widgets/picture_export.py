"""Every painted widget can be copied, or saved as a picture: PNG for the screen, SVG for print."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage, QKeySequence, QPaintDevice, QPainter, QPixmap, QRegion
from PySide6.QtWidgets import QWidget

from nnapp.files.errors import RunError
from nnapp.files.run_export import export_bytes
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.background import EXPORTED
from nnapp.gui.widgets.dialogs import ask_where_to_save, warn

SHARPNESS = 3
"""Pixels of a saved picture for each pixel of a window."""

FORMATS = (("PNG picture", ".png"), ("SVG picture", ".svg"))


def offer_picture(widget: QWidget, name: str, appearance: Appearance) -> None:
    """Give ``widget`` a context menu to copy it, or to save it as a picture called ``name``."""
    copy = widget.addAction("Copy picture", partial(copy_picture, widget, appearance))
    copy.setObjectName("actionCopyPicture")
    copy.setShortcut(QKeySequence.StandardKey.Copy)
    copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    save = widget.addAction("Save picture…", partial(_ask, widget, name, appearance))
    save.setObjectName("actionSavePicture")
    widget.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
    if widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
        # The menu key opens the menu where the focus is.
        widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)


def copy_picture(widget: QWidget, appearance: Appearance) -> None:
    """Copy what ``widget`` shows."""
    QGuiApplication.clipboard().setImage(_image(widget, appearance))


def save_picture(widget: QWidget, path: Path, appearance: Appearance) -> None:
    """Save what ``widget`` shows as PNG, or as SVG where ``path`` ends so.

    Raises:
        RunError: it cannot be written.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if path.suffix.lower() == ".svg":
        # Loaded here, as the window opens sooner without it.
        from PySide6.QtSvg import QSvgGenerator

        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setSize(widget.size())
        generator.setViewBox(widget.rect())
        generator.setTitle(widget.accessibleName())
        generator.setDescription(widget.accessibleDescription())
        _paint(widget, generator, appearance)
    else:
        QPixmap.fromImage(_image(widget, appearance)).save(buffer, "PNG")
    buffer.close()
    export_bytes(path, bytes(buffer.data().data()))


def _image(widget: QWidget, appearance: Appearance) -> QImage:
    """Return what ``widget`` shows, in a resolution that suits a slide."""
    image = QImage(widget.size() * SHARPNESS, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SHARPNESS)
    _paint(widget, image, appearance)
    return image


def _paint(widget: QWidget, device: QPaintDevice, appearance: Appearance) -> None:
    """Paint ``widget`` on the background that it has in the window."""
    painter = QPainter(device)
    painter.fillRect(widget.rect(), appearance.theme.color("panel"))
    widget.setProperty(EXPORTED, True)  # noqa: FBT003 - Qt's own signature
    widget.render(painter, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    widget.setProperty(EXPORTED, False)  # noqa: FBT003
    painter.end()


def _ask(widget: QWidget, name: str, appearance: Appearance) -> None:
    title = "Save picture"
    if chosen := ask_where_to_save(widget, title, Path.home() / f"{name}.png", FORMATS):
        try:
            save_picture(widget, chosen[0], appearance)
        except RunError as error:
            warn(widget, title, str(error))
