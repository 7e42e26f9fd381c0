"""The settings of the slow motion: the example, its target, the loss, the learning rate, the followed weight."""

from PySide6.QtCore import QSignalBlocker, Signal

from nnapp.digits.datasets import load_test_picture
from nnapp.digits.drawing import Ink
from nnapp.digits.errors import DataError
from nnapp.digits.recogniser import DIGIT_NAMES
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.dialogs import warn
from nnapp.gui.widgets.fields import FieldPage, choice_field, number_field, offer, show_choice, whole_field
from nnapp.gui.widgets.layouts import named, paragraph
from nnapp.gui.widgets.neuron_words import neuron_name
from nnapp.gui.widgets.source_box import SourceBox
from nnapp.nn.losses import LOSSES, Loss, loss_named
from nnapp.nn.symbols import meaning_of
from nnapp.wording import plain

USUAL_RATE, RATES = 0.5, (0.0001, 1_000.0)
ANY_RATE = 1e6
"""What can be typed; what is outside of ``RATES`` is answered in words."""
DRAWING, TEST_DIGITS = -1, 10_000
AS_RECOGNISED, NO_CLASS = -2, -1
"""Keys of the targets that are no class."""
WIDTH = 236
SOURCE = "The followed weight leads from here to the selected neuron. Clicking a pixel in the diagram selects it."
HINT = (
    "Example: type 0 to 9,999 for a test digit of MNIST. A pixel: row, column, from 0. In the diagram a grey frame "
    "shows the part that this step explains, and a thick line the weight."
)


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
        self._taken: dict[int, tuple[Ink, int]] = {}
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
            f"The learning rate must be from {plain(low)} to {plain(high)}, not {plain(self.learning_rate)}: a step "
            "leads downhill, against the gradient, and has a length."
        )

    def refresh(self) -> None:
        """Offer the classes of the current network as targets, and show which weight is followed."""
        names = self._session.recogniser.class_names
        if names != self._names:
            self._names = names
            targets = ((AS_RECOGNISED, "as recognised"), *enumerate(names), (NO_CLASS, "none of them"))
            offer(self._target, targets, AS_RECOGNISED)
        recogniser, selection = self._session.recogniser, self._session.selection
        layer, neuron = selection.neuron
        self._to.setText(f"to {neuron_name(recogniser.network, names, layer, neuron)}, selected in the diagram")
        inputs = recogniser.network.layers[layer].inputs
        self._source.show_source(selection.followed((layer, neuron)), inputs, of_pixels=layer == 0)

    def _add_fields(self) -> None:
        self._digit = whole_field("slowDigitSpinBox", DRAWING, TEST_DIGITS - 1, DRAWING, special="your drawing")
        self._digit.setKeyboardTracking(False)
        self._target = choice_field("slowTargetCombo", (), None)
        self._loss = choice_field("slowLossCombo", [(loss.name, loss.label) for loss in LOSSES], "cross-entropy")
        self._rate = number_field("slowRateSpinBox", -ANY_RATE, ANY_RATE, USUAL_RATE, 4)
        self._source = named(SourceBox(), "slowSourceBox")
        self._to = paragraph("", "caption", "slowFollowedTo")
        example = "Your drawing, or one of MNIST's 10,000 test digits by its number, from 0."
        self.add_field("Example", self._digit, example)
        self.add_field("Target", self._target, f"y: {meaning_of('y')}. With none of them, all are 0.")
        self.add_field("Loss", self._loss, f"L: {meaning_of('L')}.")
        self.add_field("Learning rate", self._rate, f"η: {meaning_of('η')}.")
        self.add_field("Weight from", self._source, SOURCE)
        self.add_below(self._to)
        self.add_below(paragraph(HINT, "caption"))

    def _on_digit(self, number: int) -> None:
        if number == DRAWING:
            self._session.sketch.show_drawing(self._own)
            self._take_target(DRAWING)
            return
        try:
            if number not in self._taken:
                self._taken[number] = load_test_picture(number)
        except DataError as error:
            warn(self, "MNIST digit", str(error))
            return
        self._session.sketch.show_picture(self._taken[number][0])
        self._take_target(number)

    def _on_drawing(self) -> None:
        """Show whether the drawing is a test digit, also after undo, or once it was drawn over."""
        drawing = self._session.sketch.drawing
        is_taken = (number for number, (ink, _) in self._taken.items() if drawing.picture is ink)
        number = DRAWING if drawing.strokes else next(is_taken, DRAWING)
        if number == DRAWING:
            self._own = drawing
        if number != self._digit.value():
            with QSignalBlocker(self._digit):
                self._digit.setValue(number)
            self._take_target(number)

    def _take_target(self, number: int) -> None:
        """Take the class of a test digit as the target, if the network knows the ten digits."""
        is_known = number != DRAWING and self._session.recogniser.class_names == DIGIT_NAMES
        show_choice(self._target, self._taken[number][1] if is_known else AS_RECOGNISED)
