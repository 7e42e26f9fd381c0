"""The Neuron page: every number of a neuron, followed to its pixels."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QLabel, QWidget

from nnapp.gui.pages.network.neuron.pictures import NeuronPictures
from nnapp.gui.pages.network.neuron.product_table import PRODUCT, ProductTable
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE, TextHeight
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.buttons import push_button
from nnapp.gui.widgets.effect_chart import EffectChart
from nnapp.gui.widgets.layouts import PAGE, column, fill, horizontal, label, named, paragraph, row, styled, vertical
from nnapp.gui.widgets.neuron_words import neuron_name, short_input_name, short_name
from nnapp.gui.widgets.number_table import NumberTable, table_text
from nnapp.nn.inspect.neuron_numbers import UNIT, NeuronNumbers, in_millionths
from nnapp.nn.symbols import meaning_of
from nnapp.wording import millionths

WORDS_WIDTH, PRODUCT_WIDTH = 280, 70
FORMULA_HEIGHT, LINE = TextHeight(5, room=4), TextHeight(1, room=1)
ROUNDING = "The products are listed at the right; rounding is the sum of what each number is rounded by."
OF_PIXELS = "z = Σ w x + b, a = f(z). Blue pixels support the neuron, orange ones oppose it; row, column from 0."
OF_NEURONS = "z = Σ w a + b, a = f(z). ∂z/∂x: how much z grows with a pixel, for small changes of this drawing."


class NeuronPage(QWidget):
    """Shows one neuron of the session's network, for the session's drawing."""

    def __init__(self, session: Session, appearance: Appearance) -> None:
        """Follow the selected neuron, the drawing and the network."""
        super().__init__()
        self.setObjectName("neuronPage")
        self._session, self._appearance = session, appearance
        self._name = label("", "strong", "neuronName")
        self._terms = self._lines("neuronTerms", Qt.AlignmentFlag.AlignLeft)
        self._values = self._lines("neuronValues", Qt.AlignmentFlag.AlignRight)
        self._followed = label("", "caption", "neuronFollowed")
        self._product = label("", name="neuronProduct")
        self._caption = paragraph("", "caption", "neuronCaption")
        self._effects = EffectChart(appearance)
        self._pictures = NeuronPictures(session, appearance)
        self._table = ProductTable(self)
        self._view = styled(named(NumberTable(self._table, appearance), "productTable"), compact=True)
        across = horizontal(appearance, self, spacing=5 * SPACE, margins=PAGE)
        fill(across, self._build_words(), (self._pictures, 5), (self._build_table(), 4))
        session.recognition_changed.connect(self._on_recognition)
        session.selection.changed.connect(self._on_changed)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while the page was hidden."""
        super().showEvent(event)
        self._show()

    def copy(self) -> None:
        """Put the neuron's name, its sum and the table on the clipboard."""
        sums = zip(self._terms.text().splitlines(), self._values.text().splitlines(), strict=True)
        lines = [self._name.text(), *(f"{term}\t{value}" for term, value in sums), "", table_text(self._table)]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _lines(self, name: str, alignment: Qt.AlignmentFlag) -> QLabel:
        result = label("", name=name)
        result.setAlignment(alignment | Qt.AlignmentFlag.AlignTop)
        # Of a fixed size, as a label that may grow has the whole window laid out again at each stroke.
        self._appearance.scale(result.setFixedSize, WORDS_WIDTH // 2, FORMULA_HEIGHT)
        return result

    def _build_words(self) -> QWidget:
        self._terms.setToolTip(f"{ROUNDING} b: {meaning_of('b')}. z: {meaning_of('z')}. a: {meaning_of('a')}.")
        self._product.setAlignment(Qt.AlignmentFlag.AlignRight)
        for part, width in ((self._followed, WORDS_WIDTH - PRODUCT_WIDTH), (self._product, PRODUCT_WIDTH)):
            self._appearance.scale(part.setFixedSize, width, LINE)
            part.setToolTip("One of the products; click a pixel or a row of the table to follow another.")
        sums = row(self._appearance, self._terms, self._values, None, spacing=0)
        followed = row(self._appearance, self._followed, self._product, None, spacing=0)
        words = column(self._appearance, self._name, sums, followed, self._effects, self._caption, spacing=SPACE)
        self._appearance.scale(words.setFixedWidth, WORDS_WIDTH)
        return words

    def _build_table(self) -> QWidget:
        view = self._view
        view.setAccessibleName("Products of the neuron")
        view.setSortingEnabled(True)
        view.sortByColumn(PRODUCT, Qt.SortOrder.DescendingOrder)
        view.selectionModel().currentRowChanged.connect(self._on_row)
        # Also a click on the row where the cursor already is.
        view.clicked.connect(self._on_row)
        view.horizontalHeader().sortIndicatorChanged.connect(self._on_changed)
        explanation = "Copy the table and the sum, to be pasted into a spreadsheet or a document."
        copy = push_button("Copy as text", "copyProductsButton", explanation, self.copy)
        result = QWidget()
        fill(vertical(self._appearance, result, spacing=2 * SPACE), (view, 1), row(self._appearance, copy, None))
        return result

    def _on_row(self, current: QModelIndex) -> None:
        if current.isValid():
            self._session.selection.follow(self._session.selection.watched[0], self._table.source(current.row()))

    def _follow_row(self, followed: int) -> None:
        """Move the cursor of the table to the followed input, and into view when it was just selected."""
        if not self._session.selection.is_following(self._session.selection.watched[0]):
            return
        place = self._table.index(self._table.row_of(followed), PRODUCT)
        if self._view.currentIndex().row() != place.row():
            self._view.setCurrentIndex(place)

    def _on_recognition(self) -> None:
        # While a digit is drawn the row of the cursor moves; the view does not follow it.
        self._view.setAutoScroll(False)
        self._on_changed()
        self._view.setAutoScroll(True)

    def _on_changed(self) -> None:
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        session = self._session
        layer, neuron = session.selection.watched
        recogniser, recognition = session.recogniser, session.recognition
        network, followed = recogniser.network, session.selection.followed((layer, neuron))
        numbers = NeuronNumbers.of(network, recognition.forward, layer, neuron)
        name = neuron_name(network, recogniser.class_names, layer, neuron)
        is_output = layer == len(network.layers) - 1
        self._name.setText(f"Output neuron {recogniser.class_names[neuron]}" if is_output else f"Neuron {name}")
        terms, values = formula(numbers)
        self._terms.setText(terms)
        self._values.setText(values)
        factors, product = followed_product(numbers, followed)
        self._followed.setText(f"{short_input_name(followed, of_pixels=layer == 0)}: {factors} ≈")
        self._product.setText(product)
        self._pictures.show_numbers(
            numbers, short_name(network, recogniser.class_names, layer, neuron), recognition.seen
        )
        self._caption.setText(OF_PIXELS if layer == 0 else OF_NEURONS)
        self._effects.setVisible(numbers.effects is not None)
        if numbers.effects is not None:
            self._effects.show_effects(recogniser.class_names, numbers.effects)
        self._table.show_numbers(numbers, followed)
        self._follow_row(followed)


def formula(numbers: NeuronNumbers) -> tuple[str, str]:
    """Return how z and a are computed, in words and in numbers that add up as they are displayed."""
    products = "w x" if numbers.layer == 0 else "w a"
    terms = (f"sum of {products} shown", "+ bias b", "+ rounding", "= z", f"a = {numbers.activation}(z)")
    bias, z, a = (round(value * UNIT) for value in (numbers.bias, numbers.z, numbers.a))
    return "\n".join(terms), "\n".join(map(millionths, (numbers.shown_sum, bias, numbers.rounding, z, a)))


def followed_product(numbers: NeuronNumbers, source: int) -> tuple[str, str]:
    """Return the factors of one product, and the product."""
    parts = (numbers.inputs, numbers.weights, numbers.products)
    x, w, product = (millionths(float(in_millionths(part[source : source + 1])[0])) for part in parts)
    return f"{x} × {w}", product
