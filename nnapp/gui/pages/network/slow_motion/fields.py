"""What the slow motion is about: the example, its target, the loss, the learning rate, the followed weight."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nnapp.digits.datasets import load_test_picture
from nnapp.digits.drawing import Ink
from nnapp.digits.errors import DataError
from nnapp.digits.recogniser import DIGIT_NAMES
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.fields import FieldPage, by_name, choice_field, choose, number_field, offer, whole_field
from nnapp.gui.widgets.layouts import label, named, warn
from nnapp.gui.widgets.neuron_words import neuron_name
from nnapp.gui.widgets.source_box import SourceBox
from nnapp.nn.losses import LOSSES, Loss, loss_named

USUAL_RATE = 0.5
DRAWING, TEST_DIGITS = -1, 10_000
AS_RECOGNISED, NONE = -2, -1
"""Targets that are no class."""
WIDTH = 236


class SlowFields(FieldPage):
    """Fields; the drawing and the choice of a neuron come from the session."""

    changed = Signal()
    """The target, the loss or the rate is another."""
    followed_changed = Signal()
    """Another weight is followed."""

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget | None = None) -> None:
        """Follow ``session``."""
        super().__init__(appearance, parent)
        appearance.scale(self.setFixedWidth, WIDTH)
        self._session = session
        self._names: tuple[str, ...] = ()
        self._taken: dict[int, tuple[Ink, int]] = {}
        self._own = session.drawing
        self._digit = whole_field("slowDigitSpinBox", DRAWING, TEST_DIGITS - 1, DRAWING, special="your drawing")
        self._digit.setKeyboardTracking(False)
        self._target = choice_field("slowTargetCombo", (), AS_RECOGNISED)
        self._loss = choice_field("slowLossCombo", by_name(loss.name for loss in LOSSES), "cross-entropy")
        self._rate = number_field("slowRateSpinBox", 0.0001, 1_000.0, USUAL_RATE, 4)
        self._source = named(SourceBox(), "slowSourceBox")
        rows = (
            ("Example", self._digit, "Your drawing, or one of MNIST's 10,000 test digits by its number, from 0."),
            ("Target", self._target, "What it should have been recognised as; none: no digit at all."),
            ("Loss", self._loss, "How wrong a prediction is, as one number."),
            ("Learning rate", self._rate, "How large the step against the gradient is."),
            ("Weight from", self._source, "The weight that is followed leads from here to the chosen neuron. "
             "A click on a pixel of the drawing in the diagram chooses it, too."),
        )  # fmt: skip
        for name, field, explanation in rows:
            self.add_field(name, field, explanation)
        self._to = label("", "caption", "slowFollowedTo")
        self._to.setWordWrap(True)
        self.add_below(self._to)
        hint = label(
            "Example: type 0 to 9,999 for a test digit of MNIST. A pixel: row, column, from 0. In the diagram a grey "
            "frame shows the part of this step, a thick line the weight.",
            "caption",
        )
        hint.setWordWrap(True)
        self.add_below(hint)
        self._digit.valueChanged.connect(self._on_digit)
        self._target.currentIndexChanged.connect(self.changed)
        self._loss.currentIndexChanged.connect(self.changed)
        self._rate.valueChanged.connect(self.changed)
        self._source.valueChanged.connect(lambda source: session.attention.follow(session.selection[0], source))
        session.attention.followed_changed.connect(self._on_attention)
        session.drawing_changed.connect(self._on_drawing)
        self.refresh()

    @property
    def target(self) -> int | None:
        """The class that the example belongs to, or None for none of them."""
        chosen = self._target.currentData()
        if chosen == AS_RECOGNISED:
            recognition = self._session.recognition
            return None if recognition.is_blank else recognition.ranking[0]
        return None if chosen in (None, NONE) else int(chosen)

    @property
    def loss(self) -> Loss:
        """The chosen loss function."""
        return loss_named(self._loss.currentData())

    @property
    def learning_rate(self) -> float:
        """The chosen learning rate."""
        return self._rate.value()

    def refresh(self) -> None:
        """Offer the targets of the network of now, and show what is followed."""
        names = self._session.recogniser.class_names
        if names != self._names:
            self._names = names
            targets = ((AS_RECOGNISED, "as recognised"), *enumerate(names), (NONE, "none of them"))
            offer(self._target, targets, AS_RECOGNISED)
        self._show_followed()

    def _show_followed(self) -> bool:
        """Show which weight is followed, and return whether it is another than before."""
        session = self._session
        layer, neuron = session.selection
        followed, inputs = session.followed((layer, neuron)), session.recogniser.network.layers[layer].inputs
        name = neuron_name(session.recogniser.network, session.recogniser.class_names, layer, neuron)
        self._to.setText(f"to {name}, chosen in the diagram")
        return self._source.show_source(followed, inputs, of_pixels=layer == 0)

    def _on_attention(self) -> None:
        if self.isVisible() and self._show_followed():
            self.followed_changed.emit()

    def _on_digit(self, number: int) -> None:
        if number == DRAWING:
            self._session.show_drawing(self._own)
            self._take_target(DRAWING)
            return
        try:
            if number not in self._taken:
                self._taken[number] = load_test_picture(number)
        except DataError as error:
            warn(self, "MNIST digit", str(error))
            return
        self._session.show_picture(self._taken[number][0])
        self._take_target(number)

    def _on_drawing(self) -> None:
        """Say whether the drawing is a test digit, also after it was undone or drawn upon."""
        drawing = self._session.drawing
        is_taken = (number for number, (ink, _) in self._taken.items() if drawing.picture is ink)
        number = DRAWING if drawing.strokes else next(is_taken, DRAWING)
        if number == DRAWING:
            self._own = drawing
        if number != self._digit.value():
            self._digit.blockSignals(True)  # noqa: FBT003 - Qt's own signature
            self._digit.setValue(number)
            self._digit.blockSignals(False)  # noqa: FBT003
            self._take_target(number)

    def _take_target(self, number: int) -> None:
        """Take the class of a test digit as the target, if the network knows the ten digits."""
        is_known = number != DRAWING and self._session.recogniser.class_names == DIGIT_NAMES
        target = self._taken[number][1] if is_known else AS_RECOGNISED
        choose(self._target, target)
