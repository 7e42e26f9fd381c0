"""The settings of the slow motion: the example, its target, the loss, the learning rate, the followed weight."""

from PySide6.QtCore import QSignalBlocker, Signal

from nnapp.digits.errors import DataError
from nnapp.gui.pages.network.slow_motion.examples import TEST_DIGITS, ExampleShelf
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.fields import FieldPage, choice_field, explain, number_field, offer, show_choice, whole_field
from nnapp.gui.widgets.layouts import named, paragraph
from nnapp.gui.widgets.neuron_words import neuron_name
from nnapp.gui.widgets.source_box import SourceBox
from nnapp.nn.losses import LOSSES, Loss, loss_named
from nnapp.nn.symbols import meaning_of
from nnapp.wording import plain

USUAL_RATE, RATES = 0.5, (0.0001, 1_000.0)
ANY_RATE = 1e6
"""What can be typed; what is outside of ``RATES`` is answered in words."""
DRAWING = -1
AS_RECOGNISED, NO_CLASS = -2, -1
"""Keys of the targets that are no class."""
WIDTH = 236
SOURCE = "The followed weight leads from here to the selected neuron. Clicking an input in the diagram selects it."


class SlowFields(FieldPage):
    """The fields; the drawing and the selected neuron come from the session."""

    changed = Signal()
    """The target, the loss or the learning rate has changed."""

    def __init__(self, session: Session, appearance: Appearance) -> None:
        """Follow ``session``."""
        super().__init__(appearance)
        appearance.scale(self.setFixedWidth, WIDTH)
        self._session = session
        self._names: tuple[str, ...] = ()
        self._shelf = ExampleShelf(session, self)
        self._shelf.arrived.connect(self._on_arrived)
        self._shelf.failed.connect(self._on_failed)
        self._shelf_of: tuple[tuple[str, ...], str] | None = None
        self._own = session.sketch.drawing
        self._add_fields()
        self._digit.valueChanged.connect(self._on_digit)
        for signal in (self._target.currentIndexChanged, self._loss.currentIndexChanged, self._rate.valueChanged):
            signal.connect(self.changed)
        self._source.valueChanged.connect(lambda source: session.selection.follow(session.selection.neuron[0], source))
        session.recognition_changed.connect(self._on_drawing)
        self.refresh()

    @property
    def target(self) -> int | None:
        """The class that the example belongs to, or None for none of them."""
        key, recognition = self._target.currentData(), self._session.recognition
        if key == AS_RECOGNISED:
            return None if recognition.is_blank else recognition.ranking[0]
        return None if key == NO_CLASS else int(key)

    @property
    def loss(self) -> Loss:
        """The selected loss function."""
        return loss_named(self._loss.currentData())

    @property
    def learning_rate(self) -> float:
        """The learning rate."""
        return self._rate.value()

    @property
    def problem(self) -> str:
        """What is wrong with a setting, and what would be right, as a sentence; empty where nothing is."""
        low, high = RATES
        if low <= self.learning_rate <= high:
            return ""
        return (
            f"The learning rate must be from {plain(low)} to {plain(high)}, not {plain(self.learning_rate)}: "
            "each step goes downhill, against the gradient."
        )

    def refresh(self) -> None:
        """Offer the classes of the current network as targets, and show which weight is followed."""
        names = self._session.recogniser.class_names
        if names != self._names:
            self._names = names
            targets = ((AS_RECOGNISED, "as recognised"), *enumerate(names), (NO_CLASS, "none of them"))
            offer(self._target, targets, AS_RECOGNISED)
        if self._shelf_of != (names, self._shelf.source):
            self._shelf_of = (names, self._shelf.source)
            self._show_shelf()
        recogniser, selection = self._session.recogniser, self._session.selection
        layer, neuron = selection.neuron
        self._to.setText(f"to {neuron_name(recogniser.network, names, layer, neuron)}, selected in the diagram")
        inputs, preparation = recogniser.network.layers[layer].inputs, None if layer else recogniser.preparation
        self._source.show_source(selection.followed((layer, neuron)), inputs, preparation)

    def _add_fields(self) -> None:
        self._digit = whole_field("slowDigitSpinBox", DRAWING, TEST_DIGITS - 1, DRAWING, special="your drawing")
        self._digit.setKeyboardTracking(False)
        self._target = choice_field("slowTargetCombo", (), None)
        self._loss = choice_field("slowLossCombo", [(loss.name, loss.label) for loss in LOSSES], "cross-entropy")
        self._rate = number_field("slowRateSpinBox", -ANY_RATE, ANY_RATE, USUAL_RATE, 4)
        self._source = named(SourceBox(), "slowSourceBox")
        self._to = paragraph("", "caption", "slowFollowedTo")
        self._about = paragraph("", "caption", "slowAboutExamples")
        self.add_field("Example", self._digit, "")
        self.add_field("Target", self._target, f"y: {meaning_of('y')}. For “none of them”, all targets are 0.")
        self.add_field("Loss", self._loss, f"L: {meaning_of('L')}.")
        self.add_field("Learning rate", self._rate, f"η: {meaning_of('η')}.")
        self.add_field("Weight from", self._source, SOURCE)
        self.add_below(self._to)
        self.add_below(self._about)

    def _on_digit(self, number: int) -> None:
        if number == DRAWING:
            self._session.sketch.show_drawing(self._own)
            self._take_target(None)
            return
        try:
            taken = self._shelf.take(number)
        except DataError as error:
            self._on_failed(error)
            return
        if taken is None:
            self._about.setText("Reading the data of this network…")
            return
        self._session.sketch.show_drawing(taken[0], f"example {number}")
        self._take_target(taken[1])

    def _on_arrived(self) -> None:
        self._show_shelf()
        self._on_digit(self._digit.value())

    def _on_failed(self, error: Exception) -> None:
        with QSignalBlocker(self._digit):
            self._digit.setValue(DRAWING)
        self._about.setText(str(error))

    def _on_drawing(self) -> None:
        """Show whether the drawing is an example, also after undo, or once it was drawn over."""
        drawing = self._session.sketch.drawing
        found = self._shelf.number_of(drawing)
        number = DRAWING if found is None else found
        if found is None:
            self._own = drawing
        if number != self._digit.value():
            with QSignalBlocker(self._digit):
                self._digit.setValue(number)
            taken = None if found is None else self._shelf.take(found)
            self._take_target(None if taken is None else taken[1])

    def _show_shelf(self) -> None:
        """Say what examples there are for the current network."""
        with QSignalBlocker(self._digit):
            self._digit.setMaximum(self._shelf.size - 1)
        self._digit.setEnabled(self._shelf.size > 0)
        self._about.setText("" if self._shelf.size == TEST_DIGITS else self._shelf.words)
        explain(self._digit, "Example", self._shelf.words)

    def _take_target(self, label: int | None) -> None:
        """Take the class of an example as the target."""
        show_choice(self._target, AS_RECOGNISED if label is None else label)
