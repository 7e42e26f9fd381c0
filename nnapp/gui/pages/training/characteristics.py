"""The eight characteristics of a network as the course names them, each a page of fields."""

from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from nnapp.digits.data_settings import MNIST_SIZE
from nnapp.digits.recogniser import Recogniser
from nnapp.files.run_settings import RunSettings
from nnapp.files.training_run import settings_from
from nnapp.gui.pages.training.augmentation_preview import AugmentationPreview
from nnapp.gui.pages.training.data_source import DataSourceField
from nnapp.gui.pages.training.layer_list import LayerList
from nnapp.gui.pages.training.setting_field import SettingField
from nnapp.gui.pages.training.summaries import (
    PREDICTIONS,
    TARGETS,
    Planned,
    about_duration,
    about_loss,
    about_optimizer,
    about_weights,
)
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.widgets.fields import FieldPage, choice_field
from nnapp.gui.widgets.layouts import label, named
from nnapp.nn.declared import declarations
from nnapp.nn.settings import Rates

PAGES: Final = {
    "Input data": ("mnist", "drawn", "validation", "preparation", "shift", "rotation", "noise"),
    "Layers": ("output_activation", "dropout"),
    "Weights": ("seed",),
    "Targets": (),
    "Loss function": ("loss", "l2"),
    "Optimizer function": ("optimizer", "learning_rate", "schedule", "momentum", "beta2"),
    "Predictions": (),
    "Training": ("epochs", "batch_size", "patience", "target_accuracy", "seconds"),
}
"""The course's names, and the settings on the page of each."""

RANDOM, CURRENT = "random", "current"
FROM_NETWORK: Final = ("hidden", "output_activation", "preparation")
"""Settings that come with the network when training starts from one."""


class Characteristics(QObject):
    """Builds the pages, fills them from settings and reads settings from them."""

    changed = Signal()

    def __init__(self, appearance: Appearance) -> None:
        """Show the default settings."""
        super().__init__()
        usual = RunSettings()
        self._settings: dict[str, SettingField] = {}
        for part in (usual.training, usual.data, usual.data.augmentation):
            for name, declaration in declarations(part).items():
                self._settings[name] = SettingField(name, getattr(part, name), declaration)
        self.pages = {title: FieldPage(appearance) for title in PAGES}
        self._source = DataSourceField(appearance)
        self._layers = named(LayerList(appearance), "layerList")
        self._layers.show_layers(usual.training.hidden, usual.training.activations)
        self._initial = choice_field("initialWeightsCombo", ((RANDOM, "Random"), (CURRENT, "Current network")), RANDOM)
        self._class_names = named(QLineEdit(), "classNamesEdit")
        self._class_names.setPlaceholderText("as in the data")
        self._preview = AugmentationPreview(appearance)
        self._notes, self._weights, self._loss, self._optimizer, self._time = (_text("") for _ in range(5))
        self._build()
        self.fields: dict[str, QWidget] = {
            **{name: field.widget for name, field in self._settings.items()},
            "source": self._source,
            "class_names": self._class_names,
            "start": self._initial,
            "hidden": self._layers,
            "hidden_activations": self._layers,
            "examples": self._settings["mnist"].widget,
        }
        """The widget of each setting, by the name of the setting."""
        for field in self._settings.values():
            field.changed.connect(self.changed)
        self._source.changed.connect(self.changed)
        self._layers.changed.connect(self.changed)
        self._initial.currentIndexChanged.connect(self.changed)
        self._class_names.textChanged.connect(self.changed)

    @property
    def starts_from_current(self) -> bool:
        """Whether training is to start from the current network, not from random weights."""
        return bool(self._initial.currentData() == CURRENT)

    def page_of(self, setting: str) -> str:
        """Return the title of the page that holds the field of ``setting``; the first one when there is none."""
        field = self.fields.get(setting)
        holding = (title for title, page in self.pages.items() if field is not None and page.isAncestorOf(field))
        return next(holding, next(iter(self.pages)))

    def settings(self, current: Recogniser) -> RunSettings:
        """Return what the fields say; ``current`` is the network that training may start from.

        Raises:
            SettingsError: values that are not allowed, or not together.
        """
        usual = RunSettings()
        hidden, activations = self._layers.layers()
        training = self._values(usual.training)
        data = self._values(usual.data)
        augmentation = replace(usual.data.augmentation, **self._values(usual.data.augmentation))
        names = tuple(name.strip() for name in self._class_names.text().split(",") if name.strip())
        source = self._source.source
        chosen = RunSettings(
            replace(usual.training, hidden=hidden, hidden_activations=activations or ("sigmoid",), **training),
            replace(
                usual.data,
                source=source,
                class_names=names if source else (),
                augmentation=augmentation,
                **data,
            ),
        )
        return settings_from(current, chosen) if self.starts_from_current else chosen

    def show_settings(self, settings: RunSettings, *, starts_from_current: bool = False) -> None:
        """Put ``settings`` into the fields."""
        self._initial.setCurrentIndex(self._initial.findData(CURRENT if starts_from_current else RANDOM))
        self._layers.show_layers(settings.training.hidden, settings.training.activations)
        self._source.show_source(settings.data.source)
        self._class_names.setText(", ".join(settings.data.class_names))
        for part in (settings.training, settings.data, settings.data.augmentation):
            for name in declarations(part):
                self._settings[name].show(getattr(part, name))

    def show_rates(self, rates: Rates) -> None:
        """Put ``rates`` into their fields without a signal, except into one that is being typed in."""
        for name in vars(rates):
            field = self._settings[name]
            if not field.widget.hasFocus():
                field.widget.blockSignals(True)  # noqa: FBT003 - Qt's own signature
                field.show(getattr(rates, name))
                field.widget.blockSignals(False)  # noqa: FBT003

    def set_field(self, setting: str, value: float | str) -> None:
        """Put ``value`` into the field of ``setting``; "examples" stands for the digits of MNIST."""
        if setting == "hidden_activations":
            neurons, _ = self._layers.layers()
            self._layers.show_layers(neurons, (str(value),) * len(neurons))
        elif setting == "examples":
            self._settings["mnist"].show(min(float(value), MNIST_SIZE - self._settings["validation"].value))
        else:
            self._settings[setting].show(value)

    def show_plan(self, plan: Planned) -> None:
        """Explain the run that is being planned, and show only what belongs to it."""
        self._weights.setText(about_weights(plan))
        self._loss.setText(about_loss(plan))
        self._optimizer.setText(about_optimizer(plan))
        self._time.setText(about_duration(plan))
        self._preview.show_augmentation(plan.settings.data.augmentation)
        optimizer_page, optimizer = self.pages["Optimizer function"], plan.settings.training.optimizer
        optimizer_page.set_row_shown(self.fields["momentum"], optimizer != "gradient descent")
        optimizer_page.set_row_shown(self.fields["beta2"], optimizer == "Adam")
        if self.starts_from_current:
            training = plan.settings.training
            self._layers.blockSignals(True)  # noqa: FBT003 - Qt's own signature
            self._layers.show_layers(training.hidden, training.activations)
            self._layers.blockSignals(False)  # noqa: FBT003

    def show_notes(self, notes: tuple[str, ...]) -> None:
        """Show what was recognised in the data."""
        self._notes.setText("\n".join(notes))

    def enable(self, *, is_running: bool) -> None:
        """Let only those settings be changed that can be changed now."""
        live = [name for name, field in self._settings.items() if field.declaration.is_live]
        for name, widget in self.fields.items():
            is_fixed = self.starts_from_current and name in (*FROM_NETWORK, "hidden_activations")
            widget.setEnabled(name in live if is_running else not is_fixed)

    def live_fields(self) -> tuple[SettingField, ...]:
        """Return the fields of the settings that can be changed while training runs."""
        return tuple(field for field in self._settings.values() if field.declaration.is_live)

    def _values(self, part: Any) -> dict[str, Any]:  # noqa: ANN401 - one of the settings
        return {name: self._settings[name].value for name in declarations(part)}

    def _build(self) -> None:
        data, layers, weights, targets, loss, optimizer, predictions, training = self.pages.values()
        data.add_field(
            "Source", self._source, "What to learn from: MNIST, which comes with nnapp, or data of your own."
        )
        weights.add_field(
            "Initial weights",
            self._initial,
            "Random weights train a new network; the current network continues where it is, with its own layers.",
        )
        for title, names in PAGES.items():
            for name in names:
                field = self._settings[name]
                self.pages[title].add_field(field.declaration.label, field.widget, field.declaration.explanation)
        data.add_field(
            "Class names",
            self._class_names,
            "What the classes of your own data are called, in order, separated by commas: T-shirt, Trouser, Pullover.",
        )
        below = (
            (data, self._preview), (data, self._notes), (layers, self._layers), (weights, self._weights),
            (targets, _text(TARGETS)), (loss, self._loss), (optimizer, self._optimizer),
            (predictions, _text(PREDICTIONS)), (training, self._time),
        )  # fmt: skip
        for page, widget in below:
            page.add_below(widget)


def _text(text: str) -> QLabel:
    result = label(text, "muted")
    result.setWordWrap(True)
    return result
