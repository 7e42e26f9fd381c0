"""The controls that edit the network: a neuron's bias and scale, a connection, noise, pruning."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSlider, QWidget

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.fields import FieldPage, explain, without_wheel
from nnapp.gui.widgets.layouts import horizontal, label, named, styled
from nnapp.gui.widgets.neuron_words import neuron_name
from nnapp.gui.widgets.source_box import SourceBox
from nnapp.nn.inspect.edits import (
    BiasEdit,
    CutEdit,
    Edit,
    MuteEdit,
    NoiseEdit,
    PruneEdit,
    ScaleEdit,
    Target,
    with_edit,
    without_target,
)
from nnapp.wording import decimals, percent

BIAS_REACH = 5.0
"""How far the bias can be dragged to either side."""
STEPS = 100
"""Of a slider, to either side where it has two."""
NOISE_SEED = 5
NUMBER_WIDTH, CUT_WIDTH = 62, 66

Edits = tuple[Edit, ...]
Change = tuple[Target, Edit | None]
"""What is to be changed, and how; None: not at all."""


@dataclass(frozen=True)
class Wish:
    """Edits that the user wants the network to have."""

    edits: Edits
    final: bool = True
    """False while a slider is being dragged."""
    gesture: Target | None = None
    """What is changed by small steps that are one change together; None where it is one by itself."""


class EditControls(QWidget):
    """Shows the edits of the session as positions of its controls, and says what the user wants."""

    wished = Signal(Wish)

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget | None = None) -> None:
        """Edit the network of ``session``, at the neuron that is chosen there."""
        super().__init__(parent)
        self._session, self._appearance = session, appearance
        self._drag: object = None
        self._numbers: dict[str, QLabel] = {}
        self._bias = self._slider("biasSlider", -STEPS, self._bias_edit)
        self._scale = self._slider("scaleSlider", -STEPS, self._scale_edit)
        self._noise = self._slider("noiseSlider", 0, self._noise_edit)
        self._prune = self._slider("pruneSlider", 0, self._prune_edit)
        self._heading = label("", "strong", "whatIfNeuron")
        self._mute = named(QPushButton("Mute"), "muteButton")
        self._mute.setCheckable(True)
        self._mute.clicked.connect(self._on_mute)
        self._source = named(SourceBox(), "cutSourceBox")
        self._source.valueChanged.connect(lambda source: session.selection.follow(self._chosen()[0], source))
        self._cut = styled(named(QPushButton("Cut"), "cutButton"), role="beside")
        self._appearance.scale(self._cut.setFixedWidth, CUT_WIDTH)
        self._cut.clicked.connect(self._on_cut)
        self._weight = label("", "caption", "cutWeight")
        across = horizontal(appearance, self, spacing=6 * SPACE)
        across.addWidget(self._build_neuron(), stretch=5)
        across.addWidget(self._build_network(), stretch=4)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """End a drag: what cannot be seen is not held."""
        super().hideEvent(event)
        for slider in self.findChildren(QSlider):
            if slider.isSliderDown():
                slider.setSliderDown(False)

    def refresh(self) -> None:
        """Show the edits of now at the neuron of now; a drag that they do not belong to is over."""
        session = self._session
        layer, neuron = self._chosen()
        recogniser = session.networks.current.weights.recogniser
        is_output = layer + 1 == len(recogniser.network.layers)
        self._heading.setText(neuron_name(recogniser.network, recogniser.class_names, layer, neuron))
        for widget in (self._scale, self._mute):
            widget.setEnabled(not is_output)
        self._scale.setToolTip(
            "An output speaks to no other neuron, so there is nothing to scale."
            if is_output
            else "Multiply what the neuron says to the next layer, from 0 to twice."
        )
        found = {edit.target: edit for edit in session.networks.current.edits}
        bias, scale = found.get(("bias", layer, neuron)), found.get(("scale", layer, neuron))
        noise, prune = found.get(("noise",)), found.get(("prune",))
        moved = round((bias.bias - self._original_bias()) / BIAS_REACH * STEPS) if isinstance(bias, BiasEdit) else 0
        places = (
            (self._bias, moved),
            (self._scale, round((scale.factor - 1) * STEPS) if isinstance(scale, ScaleEdit) else 0),
            (self._noise, round(noise.share * STEPS) if isinstance(noise, NoiseEdit) else 0),
            (self._prune, round(prune.share * STEPS) if isinstance(prune, PruneEdit) else 0),
        )
        for slider, value in places:
            if not slider.isSliderDown():
                slider.blockSignals(True)  # noqa: FBT003 - Qt's own signature
                slider.setValue(value)
                slider.blockSignals(False)  # noqa: FBT003
        self._mute.setChecked(("mute", layer, neuron) in found)
        self._show_numbers()
        self.refresh_connection()

    def refresh_connection(self) -> None:
        """Show which connection is followed, and its numbers for the drawing of now."""
        session = self._session
        if session.is_training_shown:
            return
        layer, neuron = self._chosen()
        network, source = session.recogniser.network, session.selection.followed((layer, neuron))
        self._source.show_source(source, network.layers[layer].inputs, of_pixels=layer == 0)
        weight = float(network.layers[layer].weights[neuron, source])
        value = float(session.recognition.forward.passed_on(layer - 1)[0, source])
        is_cut = any(edit.target == ("cut", layer, neuron, source) for edit in session.networks.current.edits)
        self._cut.setText("Mend" if is_cut else "Cut")
        self._cut.setAccessibleName(f"{self._cut.text()} the connection")
        numbers = [decimals(number, 3) for number in (weight, value, weight * value)]
        letter = "x" if layer == 0 else "a"
        self._weight.setText(f"w · {letter} = {numbers[0]} · {numbers[1]} = {numbers[2]}")

    def _build_neuron(self) -> FieldPage:
        page = FieldPage(self._appearance)
        page.add_field("Neuron", self._heading, "Choose a neuron in the diagram.")
        bias = "Drag the bias b of z = Σ w x + b: with a larger one the neuron becomes active more easily."
        page.add_field("Bias b", self._with_number(self._bias), bias)
        explain(self._bias, "Bias", bias)
        scale = "Multiply what the neuron says to the next layer, from 0 to twice."
        page.add_field("Scale", self._with_number(self._scale), scale)
        explain(self._scale, "Scale", scale)
        page.add_field("", self._mute, "Let the neuron say nothing at all: its weights to the next layer are 0.")
        explain(self._mute, "Mute", "Let the neuron say nothing at all: its weights to the next layer are 0.")
        edge = QWidget()
        across = horizontal(self._appearance, edge)
        across.addWidget(self._source, stretch=1)
        across.addWidget(self._cut)
        cut = "A connection into the neuron; cut, its weight w is 0. A click on a pixel in the diagram chooses it."
        page.add_field("From", edge, cut)
        explain(self._source, "Connection from", cut)
        explain(self._cut, "Cut the connection", "Make the weight of this connection 0, or mend it again.")
        page.add_field("", self._weight, "The connection's weight, what comes in along it, and their product.")
        return page

    def _build_network(self) -> FieldPage:
        page = FieldPage(self._appearance)
        noise = "Add normal noise to all weights; at 100 % it varies as much as they do themselves."
        page.add_field("Noise", self._with_number(self._noise), noise)
        explain(self._noise, "Noise", noise)
        prune = "Set the weights closest to 0 to 0, so many per cent of each layer."
        page.add_field("Prune", self._with_number(self._prune), prune)
        explain(self._prune, "Prune", prune)
        text = label(
            "A network holds what it knows in all its weights w together: z = Σ w x + b still comes out much the same "
            "when some of them are a little off, or gone.",
            "caption",
        )
        text.setWordWrap(True)
        page.add_below(text)
        return page

    def _with_number(self, slider: QSlider) -> QWidget:
        number = label("", name=f"{slider.objectName()}Number")
        self._appearance.scale(number.setFixedWidth, NUMBER_WIDTH)
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._numbers[slider.objectName()] = number
        both = QWidget()
        across = horizontal(self._appearance, both)
        across.addWidget(slider, stretch=1)
        across.addWidget(number)
        return both

    def _slider(self, name: str, low: int, edit: Callable[[int], Change]) -> QSlider:
        slider = without_wheel(named(QSlider(Qt.Orientation.Horizontal), name))
        slider.setRange(low, STEPS)
        slider.setPageStep(STEPS // 10)
        slider.sliderPressed.connect(self._begin)
        slider.valueChanged.connect(partial(self._on_moved, slider, edit))
        slider.sliderReleased.connect(partial(self._on_released, slider, edit))
        return slider

    def _begin(self) -> None:
        self._drag = self._session.networks.current.weights

    def _on_moved(self, slider: QSlider, edit: Callable[[int], Change], value: int) -> None:
        target, change = edit(value)
        wanted = self._wanted(target, change)
        self._show_numbers()
        if not slider.isSliderDown():
            # By the keys, or by a click beside the handle.
            self.wished.emit(Wish(wanted, gesture=target))
        elif self._drag is self._session.networks.current.weights:
            self.wished.emit(Wish(wanted, final=False))

    def _on_released(self, slider: QSlider, edit: Callable[[int], Change]) -> None:
        # Another network may have come while the slider was held; it is not the one that was to be edited.
        if self._drag is self._session.networks.current.weights:
            self.wished.emit(Wish(self._wanted(*edit(slider.value()))))
        else:
            self.refresh()

    def _wanted(self, target: Target, edit: Edit | None) -> Edits:
        """Return the edits of now with another one for ``target``, or without it."""
        edits = self._session.networks.current.edits
        return without_target(edits, target) if edit is None else with_edit(edits, edit)

    def _chosen(self) -> tuple[int, int]:
        """Return the chosen neuron of the network that is edited; another one may be in training."""
        return self._session.selection.neuron_in(self._session.networks.current.weights.recogniser.network)

    def _original_bias(self) -> float:
        layer, neuron = self._chosen()
        return float(self._session.networks.current.original.recogniser.network.layers[layer].biases[neuron])

    def _bias_edit(self, value: int) -> Change:
        layer, neuron = self._chosen()
        edit = BiasEdit(layer, neuron, self._original_bias() + BIAS_REACH * value / STEPS)
        return edit.target, edit if value else None

    def _scale_edit(self, value: int) -> Change:
        edit = ScaleEdit(*self._chosen(), 1 + value / STEPS)
        return edit.target, edit if value else None

    def _noise_edit(self, value: int) -> Change:
        edit = NoiseEdit(value / STEPS, NOISE_SEED)
        return edit.target, edit if value else None

    def _prune_edit(self, value: int) -> Change:
        edit = PruneEdit(value / STEPS)
        return edit.target, edit if value else None

    def _on_mute(self, muted: bool) -> None:  # noqa: FBT001 - Qt's own signal
        edit = MuteEdit(*self._chosen())
        self.wished.emit(Wish(self._wanted(edit.target, edit if muted else None)))

    def _on_cut(self) -> None:
        edit = CutEdit(*self._chosen(), self._source.value())
        # It stays the one that is looked at, though another may now say more.
        self._session.selection.follow(edit.layer, edit.source)
        is_cut = any(one.target == edit.target for one in self._session.networks.current.edits)
        self.wished.emit(Wish(self._wanted(edit.target, None if is_cut else edit)))

    def _show_numbers(self) -> None:
        bias = self._original_bias() + BIAS_REACH * self._bias.value() / STEPS
        texts = (
            (self._bias, decimals(bias, 3)),
            (self._scale, f"× {decimals(1 + self._scale.value() / STEPS, 2)}"),
            (self._noise, percent(self._noise.value() / STEPS)),
            (self._prune, percent(self._prune.value() / STEPS)),
        )
        for slider, text in texts:
            self._numbers[slider.objectName()].setText(text)
            slider.setAccessibleDescription(f"{text}. {slider.whatsThis()}")
