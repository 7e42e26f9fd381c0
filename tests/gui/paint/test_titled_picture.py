import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.images import ink_image
from nnapp.gui.paint.theme import LIGHT, SMALL
from nnapp.gui.paint.titled_picture import paint_titled_picture

SHORT = "drawing"


def painted(width, *titles):
    theme = LIGHT
    image = QImage(300, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    picture = ink_image(np.zeros((28, 28), np.float32), theme)
    paint_titled_picture(painter, theme, QRectF(2.0, 30.0, width, 20.0), titles[0], picture, *titles[1:])
    painter.end()
    return image


@pytest.mark.parametrize("title", ["w x on the drawing", "contributions w x", "weights w of h5", "∂z/∂x of h12"])
def test_a_title_that_does_not_fit_whole_gives_way_to_the_short_one(qapp, title):
    Appearance()  # loads the type
    metrics = QFontMetrics(LIGHT.font(SMALL))
    for width in metrics.horizontalAdvance(title) + np.arange(-1.5, 1.5, 0.25):
        fits = metrics.elidedText(title, Qt.TextElideMode.ElideRight, int(width)) == title
        assert painted(width, title, SHORT) == painted(width, title if fits else SHORT)
