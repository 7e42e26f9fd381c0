"""The controls that edit the network: a neuron's bias and scale, a connection, noise, pruning."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from operator import attrgetter

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from nnapp.gui.pages.network.what_if.edit_slider import STEPS, Change, EditSlider, Quantity
from nnapp.gui.pages.network.what_if.edit_words import times
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.buttons import push_button
from nnapp.gui.widgets.fields import FieldPage, explain
from nnapp.gui.widgets.layouts import column, fill, horizontal, label, named, paragraph, styled
from nnapp.gui.widgets.neuron_words import neuron_title
from nnapp.gui.widgets.source_box import SourceBox
from nnapp.gui.widgets.wrapping import share
from nnapp.nn.inspect import edits
from nnapp.nn.inspect.edits import BiasEdit, CutEdit, Edit, MuteEdit, NoiseEdit, PruneEdit, ScaleEdit, Target
from nnapp.wording import decimals, percent

BIAS_REACH = 5.0
"""How far the bias can be moved to either side."""
NOISE_SEED = 5
NEURON, NETWORK = 230, 170
"""The least widths of the controls of a neuron and of the network, in pixels."""
MOST = 520

BIAS = "Change the bias b of z = Σ w x + b: with a larger bias the neuron becomes active more easily."
SCALE = "Multiply the neuron's activation, as the next layer receives it, by 0 to 2."
NO_SCALE = "An output feeds no other neuron, so there is nothing to scale."
MUTE = "Remove the neuron's effect: its weights to the next layer become 0."
FROM = "A connection into the neuron; when cut, its weight w is 0. Click an input in the diagram to select its own."
CUT = "Set the weight of this connection to 0, or reconnect it."
NOISE = "Add normally distributed noise to all weights; at 100 % it varies as much as the weights themselves."
PRUNE = "Set this share of the weights of each layer to 0, the smallest ones first."
SPREAD = (
    "What a network has learnt is spread over all its weights w: z = Σ w x + b hardly changes when some of them are "
    "slightly off, or missing."
)


@dataclass(frozen=True)
class Wish:
    """Edits that the user wants the network to have."""

    edits: tuple[Edit, ...]
    final: bool = True
    """False while a slider is being dragged."""
    gesture: Target | None = None
    """The target of small steps that count as one change; None for a change of its own."""


class EditControls(QObject):
    """Shows the edits of the session as positions of its controls, and signals what the user wants."""

    wished = Signal(Wish)

    def __init__(self, session: Session, appearance: Appearance, parent: QObject) -> None:
        """Edit the network of ``session``, at the neuron that is selected there."""
        super().__init__(parent)
        self._session, self._appearance = session, appearance
        self._drag: object = None
        self._build_sliders()
        self._heading = paragraph("", "strong", "whatIfNeuron")
        self._mute = push_button("Mute", "muteButton", MUTE, lambda: self._toggle(MuteEdit(*self._selected())))
        self._mute.setCheckable(True)
        self._source = named(SourceBox(), "cutSourceBox")
        self._source.valueChanged.connect(lambda source: session.selection.follow(self._selected()[0], source))
        self._cut = styled(push_button("Cut", "cutButton", CUT, self._on_cut), role="beside")
        self._weight = label("", "caption", "cutWeight")
        self._heading.setToolTip("Select a neuron in the diagram.")
        neuron = column(appearance, self._heading, self._build_neuron(), spacing=2 * SPACE)
        network = column(appearance, label("All weights", "strong"), self._build_network(), spacing=2 * SPACE)
        self.parts = (share(neuron, 5, appearance, NEURON, MOST), share(network, 4, appearance, NETWORK, MOST))
        """The widgets: for the selected neuron, and for the whole network."""
        self.refresh()

    def release(self) -> None:
        """End a drag: what cannot be seen is not held."""
        for part in self._sliders:
            part.slider.setSliderDown(False)

    def refresh(self) -> None:
        """Show the current edits at the selected neuron; a drag that they do not belong to is over."""
        current = self._session.networks.current
        layer, neuron = self._selected()
        recogniser = current.weights.recogniser
        is_output = layer + 1 == len(recogniser.network.layers)
        self._heading.setText(neuron_title(recogniser.network, recogniser.class_names, layer, neuron))
        for widget in (self._scale.slider, self._mute):
            widget.setEnabled(not is_output)
        self._scale.slider.setToolTip(NO_SCALE if is_output else SCALE)
        for part in self._sliders:
            part.show_edits({edit.target: edit for edit in current.edits})
        self._mute.setChecked(self._has(MuteEdit(layer, neuron)))
        self.refresh_connection()

    def refresh_connection(self) -> None:
        """Show which connection is followed, and its numbers for the current drawing."""
        session = self._session
        if session.is_training_shown:
            return
        layer, neuron = self._selected()
        recogniser, source = session.recogniser, session.selection.followed((layer, neuron))
        network, preparation = recogniser.network, None if layer else recogniser.preparation
        self._source.show_source(source, network.layers[layer].inputs, preparation)
        weight = float(network.layers[layer].weights[neuron, source])
        value = float(session.recognition.forward.passed_on(layer - 1)[0, source])
        self._cut.setText("Reconnect" if self._has(CutEdit(layer, neuron, source)) else "Cut")
        self._cut.setAccessibleName(f"{self._cut.text()} the connection")
        numbers = [decimals(number, 3) for number in (weight, value, weight * value)]
        letter = "x" if layer == 0 else "a"
        self._weight.setText(f"w · {letter} = {numbers[0]} · {numbers[1]} = {numbers[2]}")

    def _build_sliders(self) -> None:
        def at_selected(kind: Callable[[int, int, float], Edit]) -> Callable[[float], Edit]:
            return lambda value: kind(*self._selected(), value)

        share, three = attrgetter("share"), partial(decimals, places=3)
        bias = Quantity(
            "Bias b", BIAS, at_selected(BiasEdit), attrgetter("bias"), three, self._original_bias, BIAS_REACH
        )
        scale = Quantity("Scale", SCALE, at_selected(ScaleEdit), attrgetter("factor"), times, original=lambda: 1.0)
        noise = Quantity("Noise", NOISE, partial(NoiseEdit, seed=NOISE_SEED), share, percent)
        prune = Quantity("Prune", PRUNE, PruneEdit, share, percent)
        self._bias = EditSlider("biasSlider", -STEPS, bias, self._appearance)
        self._scale = EditSlider("scaleSlider", -STEPS, scale, self._appearance)
        self._noise = EditSlider("noiseSlider", 0, noise, self._appearance)
        self._prune = EditSlider("pruneSlider", 0, prune, self._appearance)
        self._sliders = (self._bias, self._scale, self._noise, self._prune)
        for part in self._sliders:
            part.slider.sliderPressed.connect(self._on_pressed)
            part.slider.valueChanged.connect(partial(self._on_moved, part))
            part.slider.sliderReleased.connect(partial(self._on_released, part))

    def _build_neuron(self) -> FieldPage:
        page = FieldPage(self._appearance)
        for part in (self._bias, self._scale):
            page.add_field(part.quantity.title, part, part.quantity.explanation)
        page.add_field("", self._mute, MUTE)
        self._mute.setAccessibleName("Mute")
        edge = QWidget()
        fill(horizontal(self._appearance, edge), (self._source, 1), self._cut)
        page.add_field("From", edge, FROM)
        explain(self._source, "Connection from", FROM)
        page.add_field("", self._weight, "The weight of the connection, its input, and their product.")
        return page

    def _build_network(self) -> FieldPage:
        page = FieldPage(self._appearance)
        for part in (self._noise, self._prune):
            page.add_field(part.quantity.title, part, part.quantity.explanation)
        page.add_below(paragraph(SPREAD, "caption"))
        return page

    def _on_pressed(self) -> None:
        self._drag = self._session.networks.current.weights

    def _on_moved(self, part: EditSlider, _position: int) -> None:
        change = part.change
        if not part.slider.isSliderDown():
            # By the keys, or by a click beside the handle.
            self.wished.emit(Wish(self._edits_with(change), gesture=change[0]))
        elif self._drag is self._session.networks.current.weights:
            self.wished.emit(Wish(self._edits_with(change), final=False))

    def _on_released(self, part: EditSlider) -> None:
        # The network may have been replaced while the slider was held; the new one is left alone.
        if self._drag is self._session.networks.current.weights:
            self.wished.emit(Wish(self._edits_with(part.change)))
        else:
            self.refresh()

    def _on_cut(self) -> None:
        edit = CutEdit(*self._selected(), self._source.value())
        # It stays followed, though another input may now contribute more.
        self._session.selection.follow(edit.layer, edit.source)
        self._toggle(edit)

    def _toggle(self, edit: Edit) -> None:
        self.wished.emit(Wish(self._edits_with((edit.target, None if self._has(edit) else edit))))

    def _has(self, edit: Edit) -> bool:
        return edit in self._session.networks.current.edits

    def _edits_with(self, change: Change) -> tuple[Edit, ...]:
        """Return the current edits with ``change``."""
        current, (target, edit) = self._session.networks.current.edits, change
        return edits.without_target(current, target) if edit is None else edits.with_edit(current, edit)

    def _selected(self) -> tuple[int, int]:
        """Return the selected neuron of the network that is edited; a different one may be in training."""
        return self._session.selection.neuron_in(self._session.networks.current.weights.recogniser.network)

    def _original_bias(self) -> float:
        layer, neuron = self._selected()
        return float(self._session.networks.current.original.recogniser.network.layers[layer].biases[neuron])
