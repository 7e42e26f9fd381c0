"""The What if page: change the network by hand and see what becomes of the drawing and of the test digits."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QSlider, QVBoxLayout, QWidget

from nnapp.digits.drawing import CANVAS
from nnapp.digits.recogniser import DIGIT_NAMES
from nnapp.files.weight_file import WeightFile
from nnapp.gui.accuracy_thread import AccuracyThread, TestAccuracy
from nnapp.gui.fields import FieldPage, choice_field, explain
from nnapp.gui.layouts import label, named
from nnapp.gui.session import Session
from nnapp.gui.theme import SPACE
from nnapp.nn.edits import pruned, with_bias, with_cut_edge, with_noise, with_scaled_neuron
from nnapp.nn.network import Network

BIAS_REACH = 5.0
"""How far the bias can be dragged to either side."""
STEPS = 100
"""Of a slider to either side."""
MOST_EDGES = 40
NOISE_SEED = 5


class WhatIfPage(QWidget):
    """Edits the session's network; each change can be undone, and the whole kept as a file."""

    save_wanted = Signal()
    """The user wants to keep the edited network as a file."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Edit the network of ``session``, at the neuron chosen there."""
        super().__init__(parent)
        self.setObjectName("whatIfPage")
        self._session = session
        self._base: Network | None = None
        self._thread = AccuracyThread()
        self._thread.measured.connect(self._on_measured)
        row = QHBoxLayout(self)
        row.setContentsMargins(4 * SPACE, 3 * SPACE, 4 * SPACE, 3 * SPACE)
        row.setSpacing(8 * SPACE)
        row.addWidget(self._build_neuron(), stretch=4)
        row.addWidget(self._build_network(), stretch=4)
        row.addLayout(self._build_result(), stretch=4)
        session.selection_changed.connect(self._show)
        session.network_changed.connect(self._show)
        self._show()

    def shut_down(self) -> None:
        """End the thread that measures, for closing the window."""
        self._thread.shut_down()

    def showEvent(self, event: object) -> None:
        """Measure the network when the page is first seen."""
        super().showEvent(event)  # type: ignore[arg-type] # Qt's own event
        self._measure()

    def _build_neuron(self) -> FieldPage:
        page = FieldPage()
        self._bias = self._slider("biasSlider", lambda value: self._with_bias(value))
        self._scale = self._slider("scaleSlider", lambda value: self._scaled(1 + value / STEPS))
        self._mute = named(QPushButton("Mute"), "muteButton")
        self._mute.clicked.connect(lambda: self._keep(self._scaled(0.0)))
        self._edge = choice_field("edgeCombo", ("",), "")
        self._cut = named(QPushButton("Cut this edge"), "cutButton")
        self._cut.clicked.connect(self._on_cut)
        self._heading = label("", "strong", "whatIfNeuron")
        page.add_field("Neuron", self._heading, "Choose a neuron in the diagram.")
        page.add_field("Bias", self._bias, "Drag the bias of the neuron: to the right it becomes active more easily.")
        page.add_field("Voice", self._scale, "Scale what the neuron says to the next layer, from nothing to twice.")
        page.add_field("Silence", self._mute, "Let the neuron say nothing at all.")
        page.add_field("Edge", self._edge, "The strongest connections into the neuron, for this drawing.")
        page.add_field("", self._cut, "Take the connection away: its weight becomes 0.")
        return page

    def _build_network(self) -> FieldPage:
        page = FieldPage()
        self._noise = self._slider("noiseSlider", lambda value: self._noisy((value + STEPS) / 2 / STEPS), low=True)
        self._prune = self._slider("pruneSlider", lambda value: self._pruned((value + STEPS) / 2 / STEPS), low=True)
        page.add_field("Noise", self._noise, "Add noise to all weights, up to as much as they themselves vary.")
        page.add_field("Prune", self._prune, "Set the smallest weights to 0: at the right end, all of them.")
        text = label(
            "A network holds what it knows in all its weights together: much can be taken away before it errs.",
            "caption",
        )
        text.setWordWrap(True)
        page.add_below(text)
        return page

    def _build_result(self) -> QVBoxLayout:
        self._accuracy = label("", "large", "whatIfAccuracy")
        self._caption = label("", "muted", "whatIfCaption")
        self._caption.setWordWrap(True)
        self._undo = named(QPushButton("Undo"), "whatIfUndoButton")
        explain(self._undo, "Undo", "Take the last change back.")
        self._undo.clicked.connect(self._session.restore_network)
        self._redo = named(QPushButton("Redo"), "whatIfRedoButton")
        explain(self._redo, "Redo", "Make the change again.")
        self._redo.clicked.connect(self._session.return_to_network)
        save = named(QPushButton("Save as…"), "whatIfSaveButton")
        explain(save, "Save as", "Keep the edited network as a file.")
        save.clicked.connect(self.save_wanted)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        for button in (self._undo, self._redo, save):
            buttons.addWidget(button)
        buttons.addStretch()
        column = QVBoxLayout()
        column.setSpacing(2 * SPACE)
        column.addWidget(self._accuracy)
        column.addWidget(self._caption)
        column.addLayout(buttons)
        column.addStretch()
        return column

    def _slider(self, name: str, edit: Callable[[int], Network | None], *, low: bool = False) -> QSlider:
        slider = named(QSlider(Qt.Orientation.Horizontal), name)
        slider.setRange(-STEPS, STEPS)
        slider.setValue(-STEPS if low else 0)
        slider.setPageStep(STEPS // 10)
        slider.sliderPressed.connect(self._begin)
        slider.valueChanged.connect(partial(self._on_moved, slider, edit))
        slider.sliderReleased.connect(partial(self._on_released, slider, edit))
        return slider

    def _begin(self) -> None:
        self._base = self._session.weights.recogniser.network

    def _on_moved(self, slider: QSlider, edit: Callable[[int], Network | None], value: int) -> None:
        edited = edit(value)
        if edited is None:
            return
        if slider.isSliderDown():
            self._session.preview(replace(self._session.weights.recogniser, network=edited))
            self._measure()
        else:
            # By the keys or the wheel: each step is a change of its own.
            self._keep(edited)

    def _on_released(self, slider: QSlider, edit: Callable[[int], Network | None]) -> None:
        edited = edit(slider.value())
        if edited is not None:
            self._keep(edited)

    def _keep(self, edited: Network | None) -> None:
        self._base = None
        if edited is not None:
            recogniser = replace(self._session.weights.recogniser, network=edited)
            self._session.use_network(WeightFile(recogniser))

    @property
    def _network(self) -> Network:
        return self._base or self._session.weights.recogniser.network

    def _with_bias(self, value: int) -> Network:
        layer, neuron = self._session.selection
        bias = float(self._network.layers[layer].biases[neuron]) + BIAS_REACH * value / STEPS
        return with_bias(self._network, layer, neuron, bias)

    def _scaled(self, factor: float) -> Network | None:
        layer, neuron = self._session.selection
        if layer + 1 == len(self._network.layers):
            return None
        return with_scaled_neuron(self._network, layer, neuron, factor)

    def _noisy(self, share: float) -> Network:
        return with_noise(self._network, share, np.random.default_rng(NOISE_SEED))

    def _pruned(self, share: float) -> Network:
        return pruned(self._network, share)

    def _on_cut(self) -> None:
        layer, neuron = self._session.selection
        before = self._edge.currentData()
        if before is not None:
            self._keep(with_cut_edge(self._network, layer, neuron, int(before)))

    def _show(self) -> None:
        session = self._session
        layer, neuron = session.selection
        is_output = layer + 1 == len(session.recogniser.network.layers)
        self._heading.setText(session.neuron_name(layer, neuron))
        for widget in (self._scale, self._mute):
            widget.setEnabled(not is_output)
        for slider, value in ((self._bias, 0), (self._scale, 0), (self._noise, -STEPS), (self._prune, -STEPS)):
            if not slider.isSliderDown():
                slider.blockSignals(True)  # noqa: FBT003 - Qt's own signature
                slider.setValue(value)
                slider.blockSignals(False)  # noqa: FBT003
        self._fill_edges(self._edge, layer, neuron)
        self._undo.setEnabled(session.can_restore_network)
        self._redo.setEnabled(session.can_return_to_network)
        self._measure()

    def _fill_edges(self, combo: QComboBox, layer: int, neuron: int) -> None:
        network, forward = self._session.recogniser.network, self._session.recognition.forward
        weights = network.layers[layer].weights[neuron]
        products = weights * forward.passed_on(layer - 1)[0]
        strongest = np.argsort(-np.abs(products if products.any() else weights), kind="stable")[:MOST_EDGES]
        combo.clear()
        for place in strongest.tolist():
            name = f"pixel {place // CANVAS}, {place % CANVAS}" if layer == 0 else f"h{place + 1}"
            combo.addItem(f"{name}: weight {weights[place]:+.3f}", place)

    def _measure(self) -> None:
        recogniser = self._session.recogniser
        if not self.isVisible():
            return
        if recogniser.class_names != DIGIT_NAMES:
            self._accuracy.setText("–")
            self._caption.setText("This network tells other classes apart than MNIST's digits.")
            return
        self._thread.measure(recogniser)

    def _on_measured(self, found: TestAccuracy) -> None:
        if found.problem:
            self._caption.setText(found.problem)
        elif found.recogniser is self._session.recogniser:
            self._accuracy.setText(f"{found.accuracy:.2%}".replace("%", " %"))
            self._caption.setText(f"of MNIST's {found.examples:,} test digits right, with the network as it is now")
