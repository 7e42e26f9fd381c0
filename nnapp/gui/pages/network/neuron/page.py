"""The Neuron page: every number of a neuron, followed to the inputs of the network."""

import numpy as np
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QLabel, QWidget

from nnapp.gui.pages.digits_button import digits_button
from nnapp.gui.pages.network.neuron.pictures import NeuronPictures
from nnapp.gui.pages.network.neuron.product_table import PRODUCT, ProductTable
from nnapp.gui.pages.network.neuron.sentence import in_a_sentence
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SMALL, SPACE, TextHeight
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.buttons import push_button
from nnapp.gui.widgets.effect_chart import EffectChart
from nnapp.gui.widgets.layouts import column, fill, horizontal, label, named, paragraph, row, styled, vertical
from nnapp.gui.widgets.neuron_words import neuron_title, short_name
from nnapp.gui.widgets.number_table import NumberTable, table_text
from nnapp.gui.widgets.steady import Steady
from nnapp.gui.widgets.wrapping import growing_paragraph, share, wrap_parts
from nnapp.nn.inspect.neuron_numbers import NeuronNumbers, in_units
from nnapp.nn.symbols import meaning_of
from nnapp.wording import FEW_PLACES, MOST_PLACES, of_units

FORMULA_HEIGHT, SENTENCE_HEIGHT = TextHeight(5, room=4), TextHeight(3, SMALL, room=2)
WORDS, PICTURES, TABLE, WIDE_TABLE = 190, 210, 210, 400
"""The least widths of the three parts, and of the table with all digits, in pixels."""
MOST_WORDS, MOST_TABLE = 360, 560
LEAST_HEIGHT = 160
ROUNDING = "The products are shown rounded, and so is their sum; the line “rounding” makes up the difference."
OF_NEURONS = "∂z/∂x: how much z grows with an input x, for small changes to this drawing."


class NeuronPage(QWidget):
    """Shows one neuron of the session's network, for the session's drawing."""

    def __init__(self, session: Session, appearance: Appearance) -> None:
        """Follow the selected neuron, the drawing and the network."""
        super().__init__()
        self.setObjectName("neuronPage")
        self._session, self._appearance = session, appearance
        self._name = paragraph("", "strong", "neuronName")
        self._terms = self._lines("neuronTerms", Qt.AlignmentFlag.AlignLeft)
        self._values = self._lines("neuronValues", Qt.AlignmentFlag.AlignRight)
        self._sentence = growing_paragraph(SENTENCE_HEIGHT, appearance, "caption", "neuronSentence")
        self._effects = EffectChart(appearance)
        self._caption = paragraph(OF_NEURONS, "caption")
        self._pictures = NeuronPictures(session, appearance)
        self._table = ProductTable(self)
        self._view = styled(named(NumberTable(self._table, appearance), "productTable"), compact=True)
        share(self._pictures, 6, appearance, PICTURES)
        appearance.scale(self._pictures.setMinimumHeight, LEAST_HEIGHT)
        wrap_parts(self, appearance, self._build_words(), self._pictures, self._build_table())
        session.recognition_changed.connect(self._on_recognition)
        session.selection.changed.connect(self._on_changed)
        session.view.digits_changed.connect(self._on_changed)

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
        return result

    def _build_words(self) -> QWidget:
        self._terms.setToolTip(f"{ROUNDING} b: {meaning_of('b')}. z: {meaning_of('z')}. a: {meaning_of('a')}.")
        self._appearance.scale(self._terms.setFixedHeight, FORMULA_HEIGHT)
        values, sentence = Steady(self._values), Steady(self._sentence)
        self._appearance.scale(values.setFixedHeight, FORMULA_HEIGHT)
        sums = fill(horizontal(self._appearance), self._terms, (values, 1))
        parts = self._name, sums, sentence, self._effects, self._caption
        return share(column(self._appearance, *parts, spacing=SPACE), 2, self._appearance, WORDS, MOST_WORDS)

    def _build_table(self) -> QWidget:
        view = self._view
        view.setAccessibleName("Products of the neuron")
        view.setSortingEnabled(True)
        view.sortByColumn(PRODUCT, Qt.SortOrder.DescendingOrder)
        view.selectionModel().currentRowChanged.connect(self._on_row)
        # Also a click on the row where the cursor already is.
        view.clicked.connect(self._on_row)
        view.horizontalHeader().sortIndicatorChanged.connect(self._on_changed)
        explanation = "Copy the table and the sum for a spreadsheet or a document."
        copy = styled(push_button("Copy as text", "copyProductsButton", explanation, self.copy), compact=True)
        self._beside = QWidget()
        buttons = row(self._appearance, digits_button(self._session.view), copy, None)
        fill(vertical(self._appearance, self._beside, spacing=SPACE), (view, 1), buttons)
        self._appearance.scale(self._beside.setMinimumHeight, LEAST_HEIGHT)
        return share(self._beside, 3, self._appearance, TABLE, MOST_TABLE)

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
        places = MOST_PLACES if session.view.all_digits else FEW_PLACES
        self._name.setText(neuron_title(network, recogniser.class_names, layer, neuron))
        terms, values = formula(numbers, places)
        self._terms.setText(terms)
        self._values.setText(values)
        self._sentence.setText(in_a_sentence(numbers, neuron, recogniser, recognition))
        short = short_name(network, recogniser.class_names, layer, neuron)
        self._pictures.show_numbers(numbers, short, places)
        self._caption.setVisible(layer > 0)
        self._effects.setVisible(numbers.effects is not None)
        if numbers.effects is not None:
            self._effects.show_effects(recogniser.class_names, numbers.effects)
        self._appearance.scale(self._beside.setMinimumWidth, WIDE_TABLE if session.view.all_digits else TABLE)
        self._table.show_numbers(numbers, recogniser.preparation, followed, places)
        self._follow_row(followed)


def formula(numbers: NeuronNumbers, places: int) -> tuple[str, str]:
    """Return how z and a are computed, in words and in numbers that add up as they are displayed."""
    products = "w x" if numbers.layer == 0 else "w a"
    terms = (f"sum of {products}", "+ bias b", "+ rounding", "= z", f"a = {numbers.activation}(z)")
    bias, z, a = in_units(np.array([numbers.bias, numbers.z, numbers.a]), places).tolist()
    units = (numbers.shown_sum(places), bias, numbers.rounding(places), z, a)
    return "\n".join(terms), "\n".join(of_units(number, places) for number in units)
