"""Which network this is: its name, its layers, how accurate it is, and what was done to it."""

from math import isnan, nan
from typing import Final

from PySide6.QtWidgets import QSizePolicy

from nnapp.digits.directions import BETTER_INPUTS
from nnapp.digits.recogniser import DIGIT_NAMES
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.layouts import label, paragraph
from nnapp.gui.widgets.wrapping import Whole, share, wrap
from nnapp.gui.work.accuracy_meter import AccuracyMeter
from nnapp.wording import own_decimals, percent

LEAST: Final = 220
"""Pixels for what is said of a network; where less is left beside its name, it stands below."""


class NetworkHeader(Whole):
    """The name of the network that answers, and beside it, or below, a line about it."""

    def __init__(self, session: Session, meter: AccuracyMeter, appearance: Appearance) -> None:
        """Describe the network of ``session``; its accuracy comes from ``meter``."""
        super().__init__()
        self._session, self._meter = session, meter
        self._is_training_shown = False
        self._name = label("", "strong", "networkName")
        self._about = paragraph("", "muted", "networkAbout")
        self._name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        share(self._about, 1, appearance, LEAST)
        wrap(self, appearance, self._name, self._about, spacing=2 * SPACE)
        session.network_changed.connect(self._show)
        session.networks.named.connect(self._show)
        session.recognition_changed.connect(self._on_recognition)
        meter.measured.connect(self._show)
        self._show()

    def _on_recognition(self) -> None:
        if self._session.is_training_shown is not self._is_training_shown:
            self._show()

    def _show(self) -> None:
        session = self._session
        self._is_training_shown = session.is_training_shown
        current = session.networks.current
        if self._is_training_shown:
            self._name.setText("In training")
            self._about.setText(f"{_layers(session.recogniser.network.sizes)} · its answers change as it learns")
            return
        self._name.setText(current.name)
        layers = _layers(current.original.recogniser.network.sizes)
        parts = ["" if layers in current.name else layers, self._accuracy()]
        if current.edits:
            parts.append("edited by hand")
        if current.has_own_threshold:
            parts.append(f"firing threshold {own_decimals(current.threshold)}")
        if not current.is_saved:
            parts.append("not saved as a file")
        if current.original.recogniser.preparation.directions:
            parts.append(BETTER_INPUTS)
        self._about.setText(" · ".join(part for part in parts if part))

    def _accuracy(self) -> str:
        weights = self._session.networks.current.weights
        if weights.recogniser.class_names == DIGIT_NAMES:
            measured = self._meter.accuracy(weights.recogniser)
            return "" if measured is None else f"recognises {percent(measured, 1)} of MNIST's test digits"
        own = nan if weights.record is None else weights.record.validation_accuracy
        return "" if isnan(own) else f"recognises {percent(own, 1)} of its own validation examples"


def _layers(sizes: tuple[int, ...]) -> str:
    return "-".join(map(str, sizes))
