"""The fields of the training settings, each with a name and an explanation."""

from itertools import pairwise
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QFormLayout, QLineEdit, QSpinBox, QWidget

from nnapp.gui.layouts import label, named
from nnapp.gui.theme import SPACE
from nnapp.gui.trainer import RunSettings
from nnapp.nn.training import TrainingSettings

FIELD_HEIGHT = 28
"""Pixels."""
MOST_NEURONS = 2_000
MOST_HIDDEN_LAYERS = 8
MOST_WEIGHTS = 2_000_000
LARGEST_STEP = 300_000_000
"""Weights times digits of a mini-batch: what is computed in a twentieth of a second, so that Stop is felt."""

Box = TypeVar("Box", bound=QAbstractSpinBox)


class SettingsForm(QWidget):
    """Makes ``RunSettings`` of what is typed; says which field is wrong, and why."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show the default settings."""
        super().__init__(parent)
        usual = TrainingSettings()
        self._hidden = named(QLineEdit(", ".join(str(n) for n in usual.hidden)), "hiddenLayersEdit")
        self._drawn = _whole("drawnDigitsSpinBox", 0, 200_000, RunSettings().drawn)
        self._epochs = _whole("epochsSpinBox", 1, 100_000, usual.epochs)
        self._learning_rate = named(
            QDoubleSpinBox(decimals=4, minimum=0.0001, maximum=10_000.0, singleStep=0.001), "learningRateSpinBox"
        )
        _with_margins(self._learning_rate)
        self._learning_rate.setValue(usual.learning_rate)
        self._learning_rate.setStepType(QAbstractSpinBox.StepType.AdaptiveDecimalStepType)
        self._batch_size = _whole("batchSizeSpinBox", 1, 10_000, usual.batch_size)
        self._seed = _whole("seedSpinBox", 0, 2**31 - 1, usual.seed)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(4 * SPACE)
        form.setVerticalSpacing(2 * SPACE)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignVCenter)
        rows: tuple[tuple[str, QWidget, str], ...] = (
            ("Drawn digits", self._drawn, "Learn from MNIST's 55,000 digits and from so many drawings made up for it."),
            ("Hidden neurons", self._hidden, "How many neurons the hidden layer has: 15. Several layers: 64, 32."),
            ("Epochs", self._epochs, "How often training goes over all the digits."),
            ("Learning rate", self._learning_rate, "How large a step the weights take against the gradient."),
            ("Mini-batch", self._batch_size, "How many digits are looked at before the weights take a step."),
            ("Seed", self._seed, "Decides the random first weights: the same seed gives the same network."),
        )
        for name, field, explanation in rows:
            caption = label(name, "muted")
            caption.setBuddy(field)
            for widget in (caption, field):
                widget.setToolTip(explanation)
                widget.setWhatsThis(explanation)
            field.setFixedHeight(FIELD_HEIGHT)
            field.setAccessibleName(name)
            field.setAccessibleDescription(explanation)
            form.addRow(caption, field)

    def settings(self) -> RunSettings:
        """Return what the fields say.

        Raises:
            ValueError: the hidden neurons are not whole numbers, or too many; says so.
        """
        settings = TrainingSettings(
            hidden=_hidden_layers(self._hidden.text()),
            epochs=self._epochs.value(),
            learning_rate=self._learning_rate.value(),
            batch_size=self._batch_size.value(),
            seed=self._seed.value(),
        )
        weights = sum(inputs * neurons for inputs, neurons in pairwise((784, *settings.hidden, 10)))
        if weights > MOST_WEIGHTS:
            raise ValueError(f"These layers have {weights:,} weights; at most {MOST_WEIGHTS:,} can be trained here.")
        if weights * settings.batch_size > LARGEST_STEP:
            most = LARGEST_STEP // weights
            raise ValueError(
                f"A step of {settings.batch_size:,} digits takes too long with {weights:,} weights; "
                f"use a mini-batch of at most {most:,}."
            )
        return RunSettings(settings, self._drawn.value())


def _whole(name: str, low: int, high: int, value: int) -> QSpinBox:
    box = named(QSpinBox(minimum=low, maximum=high, value=value), name)
    box.setGroupSeparatorShown(True)
    return _with_margins(box)


def _with_margins(box: Box) -> Box:
    """Give the text in ``box`` the margins of a line edit, which a style sheet cannot."""
    for line in box.findChildren(QLineEdit):
        line.setTextMargins(2 * SPACE, 0, 2 * SPACE, 0)
    return box


def _hidden_layers(text: str) -> tuple[int, ...]:
    parts = [part.strip() for part in text.replace(";", ",").split(",")]
    if not all(part.isascii() and part.isdigit() for part in parts):
        raise ValueError(f"Hidden neurons should be whole numbers such as 15 or 64, 32, not “{text}”.")
    layers = tuple(int(part) for part in parts)
    if not all(1 <= neurons <= MOST_NEURONS for neurons in layers):
        raise ValueError(f"A hidden layer has 1 to {MOST_NEURONS:,} neurons.")
    if len(layers) > MOST_HIDDEN_LAYERS:
        raise ValueError(f"At most {MOST_HIDDEN_LAYERS} hidden layers can be trained here.")
    return layers
