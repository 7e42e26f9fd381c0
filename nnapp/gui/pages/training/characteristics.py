"""The eight characteristics of a network as the course names them, each a page of fields."""

from dataclasses import replace
from enum import Enum
from typing import Any, Final

from PySide6.QtCore import QObject, QSignalBlocker, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from nnapp.digits.data_settings import MNIST_SIZE
from nnapp.digits.recogniser import Recogniser
from nnapp.files.run_settings import RunSettings
from nnapp.files.training_run import settings_from
from nnapp.gui.pages.training import summaries
from nnapp.gui.pages.training.augmentation_preview import AugmentationPreview
from nnapp.gui.pages.training.data_source import DataSourceField
from nnapp.gui.pages.training.layer_list import LayerList
from nnapp.gui.pages.training.setting_field import SettingField
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.widgets.fields import FieldPage, choice_field, show_choice
from nnapp.gui.widgets.layouts import named, paragraph
from nnapp.nn.inspect.formulas import explain_loss, explain_optimizer
from nnapp.nn.losses import loss_named
from nnapp.nn.optimizers import optimizer_named
from nnapp.nn.setting_declarations import declarations
from nnapp.nn.settings import Rates


class Characteristic(Enum):
    """The eight characteristics; the value is what the course calls them."""

    DATA = "Input data"
    LAYERS = "Layers"
    WEIGHTS = "Weights"
    TARGETS = "Targets"
    LOSS = "Loss function"
    OPTIMIZER = "Optimizer function"
    PREDICTIONS = "Predictions"
    TRAINING = "Training"


SETTINGS: Final[dict[Characteristic, tuple[str, ...]]] = {
    Characteristic.DATA: ("examples", "drawn", "validation", "preparation", "shift", "rotation", "noise"),
    Characteristic.LAYERS: ("output_activation", "dropout"),
    Characteristic.WEIGHTS: ("seed",),
    Characteristic.LOSS: ("loss", "l2"),
    Characteristic.OPTIMIZER: ("optimizer", "learning_rate", "schedule", "momentum", "beta2"),
    Characteristic.TRAINING: ("epochs", "batch_size", "patience", "target_accuracy", "seconds"),
}
"""The declared settings on the page of each characteristic."""

SOURCE = "What to learn from: MNIST, which comes with nnapp, or data of your own."
INITIAL = "Random weights train a new network; the current network is trained further, with its own layers."
CLASS_NAMES = "What the classes of your own data are called, in order, separated by commas: T-shirt, Trouser, Pullover."

RANDOM, CURRENT = "random", "current"
FROM_NETWORK: Final = ("hidden", "hidden_activations", "output_activation", "preparation")
"""Settings that come with the network when training starts from one."""


class Characteristics(QObject):
    """Builds the pages, fills them from settings and reads settings from them."""

    changed = Signal()

    def __init__(self, appearance: Appearance) -> None:
        """Show the default settings."""
        super().__init__()
        default = RunSettings()
        self._settings: dict[str, SettingField] = {
            name: SettingField(name, getattr(part, name), declaration)
            for part in (default.training, default.data, default.data.augmentation)
            for name, declaration in declarations(part).items()
        }
        self.pages = {characteristic: FieldPage(appearance) for characteristic in Characteristic}
        self._source = DataSourceField(appearance)
        self._layers = named(LayerList(appearance), "layerList")
        self._layers.show_layers(default.training.hidden, default.training.activations)
        self._initial = choice_field("initialWeightsCombo", ((RANDOM, "Random"), (CURRENT, "Current network")), RANDOM)
        self._class_names = named(QLineEdit(), "classNamesEdit")
        self._class_names.setPlaceholderText("as in the data")
        self._preview = AugmentationPreview(appearance)
        self._notes, self._weights, self._loss, self._optimizer, self._duration = (
            paragraph("", "muted") for _ in range(5)
        )
        self._build()
        self.fields: dict[str, QWidget] = {
            **{name: field.widget for name, field in self._settings.items()},
            "source": self._source,
            "class_names": self._class_names,
            "start": self._initial,
            "hidden": self._layers,
            "hidden_activations": self._layers,
        }
        """The widget of each setting, by the name of the setting."""
        others = self._source.changed, self._layers.changed, self._initial.currentIndexChanged
        declared = (field.changed for field in self._settings.values())
        for signal in (*declared, *others, self._class_names.textChanged):
            signal.connect(self.changed)

    @property
    def starts_from_current(self) -> bool:
        """Whether training is to start from the current network, not from random weights."""
        return bool(self._initial.currentData() == CURRENT)

    def page_of(self, setting: str) -> Characteristic:
        """Return the characteristic whose page holds the field of ``setting``; the first one when there is none."""
        field = self.fields.get(setting)
        holding = (key for key, page in self.pages.items() if field is not None and page.isAncestorOf(field))
        return next(holding, Characteristic.DATA)

    def settings(self, current: Recogniser) -> RunSettings:
        """Return what the fields say; ``current`` is the network that training may start from.

        Raises:
            SettingsError: values that are not allowed, or not together.
        """
        default, source = RunSettings(), self._source.source
        names = tuple(name.strip() for name in self._class_names.text().split(",") if name.strip())
        hidden, activations = self._layers.layers()
        training = self._read(default.training, hidden=hidden, hidden_activations=activations or ("sigmoid",))
        augmentation = self._read(default.data.augmentation)
        data = self._read(default.data, source=source, class_names=names if source else (), augmentation=augmentation)
        selected = RunSettings(training, data)
        return settings_from(current, selected) if self.starts_from_current else selected

    def show_settings(self, settings: RunSettings, *, from_current: bool) -> None:
        """Put ``settings`` into the fields; training starts from the current network, or from random weights."""
        show_choice(self._initial, CURRENT if from_current else RANDOM)
        self._layers.show_layers(settings.training.hidden, settings.training.activations)
        self._source.show_source(settings.data.source)
        self._class_names.setText(", ".join(settings.data.class_names))
        for part in (settings.training, settings.data, settings.data.augmentation):
            for name in declarations(part):
                self._settings[name].show(getattr(part, name))

    def show_rates(self, rates: Rates) -> None:
        """Put ``rates`` into their fields without a signal, except into one that is being typed in."""
        for name, rate in vars(rates).items():
            field = self._settings[name]
            if not field.widget.hasFocus():
                with QSignalBlocker(field.widget):
                    field.show(rate)

    def set_field(self, setting: str, value: float | str) -> None:
        """Put ``value`` into the field of ``setting``; "examples" stands for the digits of MNIST."""
        if setting == "hidden_activations":
            neurons, _ = self._layers.layers()
            self._layers.show_layers(neurons, (str(value),) * len(neurons))
        elif setting == "examples":
            self._settings["examples"].show(min(float(value), MNIST_SIZE - self._settings["validation"].value))
        else:
            self._settings[setting].show(value)

    def show_plan(self, plan: summaries.Planned) -> None:
        """Explain the run that is being planned, and show only what belongs to it."""
        training = plan.settings.training
        self._weights.setText(summaries.about_weights(plan))
        self._loss.setText(explain_loss(loss_named(training.loss)))
        self._optimizer.setText(explain_optimizer(optimizer_named(training.optimizer)))
        self._duration.setText(summaries.about_duration(plan))
        self._preview.show_augmentation(plan.settings.data.augmentation)
        page = self.pages[Characteristic.OPTIMIZER]
        page.set_row_shown(self.fields["momentum"], training.optimizer != "gradient descent")
        page.set_row_shown(self.fields["beta2"], training.optimizer == "Adam")
        if self.starts_from_current:
            with QSignalBlocker(self._layers):
                self._layers.show_layers(training.hidden, training.activations)

    def show_notes(self, notes: tuple[str, ...]) -> None:
        """Show what was recognised in the data."""
        self._notes.setText("\n".join(notes))

    def enable(self, *, is_running: bool) -> None:
        """Let only those settings be changed that can be changed now."""
        live = [field.widget for field in self.live_fields()]
        for name, widget in self.fields.items():
            is_fixed = self.starts_from_current and name in FROM_NETWORK
            widget.setEnabled(widget in live if is_running else not is_fixed)

    def live_fields(self) -> tuple[SettingField, ...]:
        """Return the fields of the settings that can be changed while training runs."""
        return tuple(field for field in self._settings.values() if field.declaration.is_live)

    def _read(self, part: Any, **others: object) -> Any:  # noqa: ANN401 - one of the settings
        """Return ``part`` of the settings as its fields, and ``others``, say."""
        return replace(part, **{name: self._settings[name].value for name in declarations(part)}, **others)

    def _build(self) -> None:
        data = self.pages[Characteristic.DATA]
        data.add_field("Source", self._source, SOURCE)
        self.pages[Characteristic.WEIGHTS].add_field("Initial weights", self._initial, INITIAL)
        for characteristic, names in SETTINGS.items():
            for name in names:
                field = self._settings[name]
                page, declaration = self.pages[characteristic], field.declaration
                page.add_field(declaration.label, field.widget, declaration.explanation)
        data.add_field("Class names", self._class_names, CLASS_NAMES)
        data.add_below(self._preview)
        below = (
            self._notes, self._layers, self._weights, paragraph(summaries.TARGETS, "muted"),
            self._loss, self._optimizer, paragraph(summaries.PREDICTIONS, "muted"), self._duration,
        )  # fmt: skip
        for page, widget in zip(self.pages.values(), below, strict=True):
            page.add_below(widget)
