"""A neuron's weights as a picture, and the contributions of its inputs laid over the drawing."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter

from nnapp.digits.directions import CELL_COLUMNS, CELL_ROWS, DIRECTIONS, carried_to_page, covered, number_of
from nnapp.digits.drawing import CANVAS, Ink
from nnapp.digits.preparations import Preparation
from nnapp.gui.paint import colour_bar
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.images import contributions_image, weight_image
from nnapp.gui.paint.theme import SMALL, TextHeight, Theme
from nnapp.gui.paint.titled_picture import TITLE, paint_titled_picture
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.diagram.network_diagram import KEYS
from nnapp.gui.widgets.input_words import describe_input, input_name
from nnapp.gui.widgets.layouts import set_plain_tooltip
from nnapp.gui.widgets.painted_widget import PaintedWidget
from nnapp.nn.arrays import Array
from nnapp.nn.inspect.neuron_numbers import NeuronNumbers, in_units
from nnapp.wording import FEW_PLACES, of_units, signed

LINE = TextHeight(1, SMALL, room=2)
GAP = 20
ON_PAGE = 2
"""The number of the picture over the drawing, where the inputs are directions; there are as many before it."""
INSET = 3
"""The margin around everything, for the focus ring."""
STRONGEST = 3
"""The number of supporting and of opposing inputs that are named in words."""


@dataclass(frozen=True)
class _Picture:
    """One of the pictures."""

    title: str
    brief: str
    """The title where there is no room for it."""
    image: QImage
    most: float
    """What full colour means."""
    directions: bool = False
    """Whether it shows one number for each input of a network that sees directions."""


class NeuronPictures(PaintedWidget):
    """Two pictures side by side, or three; an input can be followed with the mouse or the arrow keys.

    Where the inputs are directions, the third one shows what they contribute over the drawing.
    """

    usual_size = (380, 240)
    is_opaque = True

    def __init__(self, session: Session, appearance: Appearance) -> None:
        """Start empty; ``session`` knows which input is followed."""
        super().__init__("Weights of the neuron, and contributions of its inputs", "neuron", appearance)
        self.setObjectName("neuronPictures")
        self.setMouseTracking(True)
        self._session = session
        self._numbers: NeuronNumbers | None = None
        self._weights: tuple[object, QImage] | None = None
        self._preparation, self._recognition = session.recogniser.preparation, session.recognition
        self._name = ""
        self._followed = 0
        self._places = FEW_PLACES

    def show_numbers(self, numbers: NeuronNumbers, name: str, places: int) -> None:
        """Show a neuron, called ``name`` within its layer, for the drawing of the session, with ``places`` decimals."""
        self._numbers, self._name, self._places = numbers, name, places
        self._preparation, self._recognition = self._session.recogniser.preparation, self._session.recognition
        self._followed = self._session.selection.followed_input(int(np.abs(numbers.contributions).argmax()))
        most = contributions_in_words(numbers.contributions, self._preparation)
        self.setAccessibleDescription(f"{most} {self._in_words(numbers, self._followed)}")
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the numbers of the input under the mouse as a tooltip."""
        number, numbers = self._input_at(event.position()), self._numbers
        set_plain_tooltip(self, "" if number is None or numbers is None else self._in_words(numbers, number))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Follow the input under the mouse."""
        number = self._input_at(event.position())
        if number is not None and event.button() == Qt.MouseButton.LeftButton:
            self._session.selection.follow(0, number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Follow the neighbouring input with the arrow keys."""
        if event.key() not in KEYS:
            super().keyPressEvent(event)
            return
        across, down = KEYS[Qt.Key(event.key())]
        row, column = divmod(self._followed, CANVAS)
        row, column = (min(max(part, 0), CANVAS - 1) for part in (row + down, column + across))
        self._session.selection.follow(0, row * CANVAS + column)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint the pictures, their titles and legends."""
        numbers = self._numbers
        painter.fillRect(self.rect(), theme.color("panel"))
        if numbers is None:
            return
        for number, (place, shown) in enumerate(zip(self.squares(), self._made(numbers, theme), strict=True)):
            paint_titled_picture(
                painter, theme, place, shown.title, shown.image, shown.brief, directions=shown.directions
            )
            self._paint_mark(painter, theme, place, on_page=number == ON_PAGE)
            bar = QRectF(place.left(), place.bottom() + theme.px(5), place.width(), colour_bar.bar_height(theme))
            colour_bar.paint_colour_bar(painter, theme, bar, shown.most, ("opposes", "supports"))
        if numbers.layer > 0:
            line, inset = theme.px(LINE), theme.px(INSET)
            below = QRectF(inset, self.height() - line - inset, self.width() - 2 * inset, line)
            name = input_name(self._followed, self._preparation)
            words = numbers_in_words(numbers, name, self._followed, self._places)
            painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, words)

    def _made(self, numbers: NeuronNumbers, theme: Theme) -> list[_Picture]:
        """Return the pictures."""
        directions, seen, page = self._preparation.directions, self._recognition.seen, self._recognition.page
        title, brief = f"weights w of {self._name}", "weights w"
        parts, short = "contributions w x", "contributions w x"
        if numbers.layer > 0:
            title, brief = f"input gradients ∂z/∂x of {self._name}", f"∂z/∂x of {self._name}"
            parts, short = "contributions x · ∂z/∂x", "x · ∂z/∂x"
        strongest = float(np.abs(numbers.input_gradients).max()) or 1.0
        weights = _Picture(title, brief, self._weights_picture(numbers, strongest, theme), strongest, directions)

        def contributions(title: str, brief: str, products: Array, ground: Ink, *, directions: bool) -> _Picture:
            most = float(np.abs(products).max()) or 1.0
            return _Picture(title, brief, contributions_image(products, most, ground, theme), most, directions)

        products = numbers.contributions.reshape(CANVAS, CANVAS)
        if not directions:
            return [weights, contributions(f"{parts}, over the drawing", short, products, seen, directions=False)]
        carried = carried_to_page(page, products)
        # There are three, so there is less room for words.
        symbols = parts.removeprefix("contributions ")
        return [
            weights,
            contributions(parts, symbols, products, seen, directions=True),
            contributions(f"{symbols} on the drawing", "drawing", carried, page, directions=False),
        ]

    def _paint_mark(self, painter: QPainter, theme: Theme, place: QRectF, *, on_page: bool) -> None:
        """Frame the followed input, or what it covers of the page."""
        cell = place.width() / CANVAS
        row, column = divmod(self._followed, CANVAS)
        top, bottom, left, right = covered(self._followed) if on_page else (row, row, column, column)
        wide, high = (right - left + 1) * cell + 1, (bottom - top + 1) * cell + 1
        painter.setPen(theme.pen("text"))
        painter.drawRect(QRectF(place.left() + left * cell - 0.5, place.top() + top * cell - 0.5, wide, high))

    def squares(self) -> tuple[QRectF, ...]:
        """Return where the pictures lie, for tests and tools as well."""
        theme = self._appearance.theme
        gap, inset, title = theme.px(GAP), theme.px(INSET), theme.px(TITLE)
        count = ON_PAGE + 1 if self._preparation.directions else ON_PAGE
        below = colour_bar.bar_height(theme) + theme.px(6)
        if self._numbers is not None and self._numbers.layer > 0:
            below += theme.px(LINE)
        side = min((self.width() - (count - 1) * gap - 2 * inset) / count, self.height() - title - below - 2 * inset)
        # A whole number of screen pixels for each pixel where there is room, so that all look alike.
        is_close = side >= 2 * CANVAS and side % CANVAS < 0.06 * side
        side = float(side // CANVAS * CANVAS) if is_close else float(int(side))
        return tuple(QRectF(inset + number * (side + gap), inset + title, side, side) for number in range(count))

    def _input_at(self, point: QPointF) -> int | None:
        """Return the number of the input at a point; over the drawing, the one there that contributes most."""
        for number, square in enumerate(self.squares()):
            cell = square.width() / CANVAS
            column, row = int((point.x() - square.left()) // cell), int((point.y() - square.top()) // cell)
            if 0 <= column < CANVAS and 0 <= row < CANVAS:
                return self._strongest_at(row, column) if number == ON_PAGE else row * CANVAS + column
        return None

    def _strongest_at(self, row: int, column: int) -> int:
        cell = row // CELL_ROWS, column // CELL_COLUMNS
        inputs = [number_of(direction, *cell) for direction in range(DIRECTIONS)]
        products = np.zeros(len(inputs)) if self._numbers is None else self._numbers.contributions[inputs]
        return inputs[int(np.abs(products).argmax())]

    def _in_words(self, numbers: NeuronNumbers, number: int) -> str:
        return numbers_in_words(numbers, describe_input(number, self._preparation), number, self._places)

    def _weights_picture(self, numbers: NeuronNumbers, strongest: float, theme: Theme) -> QImage:
        """Return the picture of the weights, painted again only when they change."""
        key = (theme, numbers.input_gradients.tobytes())
        if self._weights is None or self._weights[0] != key:
            self._weights = (key, weight_image(numbers.input_gradients.reshape(CANVAS, CANVAS), strongest, theme))
        return self._weights[1]


def numbers_in_words(numbers: NeuronNumbers, name: str, number: int, places: int) -> str:
    """Return an input, its weight or gradient, and its contribution, with ``places`` decimals; ``name`` is its own."""
    symbol = "w" if numbers.layer == 0 else "∂z/∂x"
    parts = (numbers.network_inputs, numbers.input_gradients, numbers.contributions)
    x, w, contribution = (of_units(in_units(part[number : number + 1], places)[0], places) for part in parts)
    return f"{name}: x = {x}, {symbol} = {w}, x · {symbol} = {contribution}"


def contributions_in_words(contributions: NDArray[np.floating], preparation: Preparation) -> str:
    """Return the inputs that support and that oppose most, with their places."""
    order = np.argsort(contributions, kind="stable")
    most = [number for number in order[::-1][:STRONGEST].tolist() if contributions[number] > 0]
    least = [number for number in order[:STRONGEST].tolist() if contributions[number] < 0]
    between = "; " if preparation.directions else ", "
    support, opposition = (
        between.join(f"{describe_input(number, preparation)} ({signed(contributions[number])})" for number in numbers)
        for numbers in (most, least)
    )
    return f"Strongest support: {support or 'none'}; strongest opposition: {opposition or 'none'}."
