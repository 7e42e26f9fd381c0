"""The eight characteristics of a network as the course names them, each a page of fields."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, Final

from PySide6.QtCore import QObject, QSignalBlocker, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from nnapp.digits.data_settings import MNIST_SIZE, Augmentation, DataSettings, split_sizes
from nnapp.digits.preparations import Preparation, preparation_named
from nnapp.files.run_settings import RunSettings
from nnapp.glossary import Glossary
from nnapp.gui.pages.training import summaries
from nnapp.gui.pages.training.augmentation_preview import AugmentationPreview
from nnapp.gui.pages.training.data_source import DataSourceField
from nnapp.gui.pages.training.layer_list import LayerList
from nnapp.gui.pages.training.setting_field import SettingField
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.widgets.buttons import lesson_button
from nnapp.gui.widgets.fields import FieldPage
from nnapp.gui.widgets.layouts import named, paragraph
from nnapp.gui.work.data_peek import DataPeek
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
    Characteristic.DATA: (
        "examples",
        "drawn",
        "nonsense_share",
        "validation",
        "preparation",
        "shift",
        "rotation",
        "noise",
    ),
    Characteristic.LAYERS: ("output_activation", "dropout"),
    Characteristic.WEIGHTS: ("seed",),
    Characteristic.LOSS: ("loss", "l2"),
    Characteristic.OPTIMIZER: ("optimizer", "learning_rate", "schedule", "momentum", "beta2"),
    Characteristic.TRAINING: ("epochs", "batch_size", "patience", "target_accuracy", "seconds"),
}
"""The declared settings on the page of each characteristic."""

SOURCE = "What to learn from: MNIST, which comes with nnapp, or data of your own."
CLASS_NAMES = "What the classes of your own data are called, in order, separated by commas: T-shirt, Trouser, Pullover."


@dataclass(frozen=True)
class Contents:
    """What is in the fields, allowed or not."""

    values: dict[str, Any]
    """By the names of the settings."""
    layers: tuple[tuple[int, ...], tuple[str, ...]]
    source: str
    class_names: str


class Characteristics(QObject):
    """Builds the pages, fills them from settings and reads settings from them."""

    changed = Signal()
    lesson_wanted = Signal(str)
    """The user wants the lesson of that key, about one of the settings."""

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
        self._class_names = named(QLineEdit(), "classNamesEdit")
        self._class_names.setPlaceholderText("as in the data")
        self._preview = AugmentationPreview(appearance)
        names = ("dataNotes", "aboutPreparation", "aboutWeights", "aboutLoss", "aboutOptimizer", "aboutDuration")
        self._notes, self._prepared, self._weights, self._loss, self._optimizer, self._duration = (
            paragraph("", "muted", name) for name in names
        )
        self._build()
        self.fields: dict[str, QWidget] = {
            **{name: field.widget for name, field in self._settings.items()},
            "source": self._source,
            "class_names": self._class_names,
            "hidden": self._layers,
            "hidden_activations": self._layers,
        }
        """The widget of each setting, by the name of the setting."""
        declared = (field.changed for field in self._settings.values())
        for signal in (*declared, self._source.changed, self._layers.changed, self._class_names.editingFinished):
            signal.connect(self.changed)

    @property
    def source(self) -> str:
        """The path of the data to learn from; empty for MNIST."""
        return self._source.source

    @property
    def class_names(self) -> tuple[str, ...]:
        """The class names of the user's own data; as in the data when empty."""
        names = tuple(name.strip() for name in self._class_names.text().split(",") if name.strip())
        return names if self.source else ()

    def page_of(self, setting: str) -> Characteristic:
        """Return the characteristic whose page holds the field of ``setting``; the first one when there is none."""
        field = self.fields.get(setting)
        holding = (key for key, page in self.pages.items() if field is not None and page.isAncestorOf(field))
        return next(holding, Characteristic.DATA)

    def settings(self) -> RunSettings:
        """Return what the fields say.

        Raises:
            SettingsError: values that are not allowed, or not together.
        """
        default = RunSettings()
        hidden, activations = self._layers.layers()
        training = self._read(default.training, hidden=hidden, hidden_activations=activations or ("sigmoid",))
        others = {"source": self.source, "class_names": self.class_names, "augmentation": self._augmentation()}
        return RunSettings(training, self._read(default.data, **others))

    def show_settings(self, settings: RunSettings) -> None:
        """Put ``settings`` into the fields."""
        self._layers.show_layers(settings.training.hidden, settings.training.activations)
        self._source.show_source(settings.data.source)
        self._class_names.setText(", ".join(settings.data.class_names))
        for part in (settings.training, settings.data, settings.data.augmentation):
            for name in declarations(part):
                self._settings[name].show(getattr(part, name))

    def contents(self) -> Contents:
        """Return what is in the fields, whether it is allowed or not; ``restore`` puts it back."""
        values = {name: field.value for name, field in self._settings.items()}
        return Contents(values, self._layers.layers(), self.source, self._class_names.text())

    def restore(self, contents: Contents) -> None:
        """Put ``contents`` back into the fields."""
        for name, value in contents.values.items():
            self._settings[name].show(value)
        self._layers.show_layers(*contents.layers)
        self._source.show_source(contents.source)
        self._class_names.setText(contents.class_names)

    def plan(self, classes: int | None, examples: int | None, seconds_per_epoch: float) -> summaries.Planned:
        """Return what the fields say, whether it is allowed or not.

        ``examples`` is the number to learn from, if that is known better than the fields say it.
        """
        values = {name: field.value for name, field in self._settings.items()}
        if examples is None:
            learnt = {name: values[name] for name in ("examples", "drawn", "nonsense_share")}
            learnt["examples"] = min(learnt["examples"], MNIST_SIZE)
            examples = DataSettings(**learnt, validation=0, source=self.source).total
        return summaries.Planned(
            source=self.source,
            examples=examples,
            hidden=self._layers.layers()[0],
            classes=classes,
            seconds_per_epoch=seconds_per_epoch,
            **{name: values[name] for name in ("seed", "loss", "optimizer", "learning_rate", "epochs")},
        )

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
        elif setting == "source":
            self._source.choose(str(value))
        elif setting == "examples":
            self._settings["examples"].show(min(float(value), MNIST_SIZE - self._settings["validation"].value))
        else:
            self._settings[setting].show(value)

    def learnt_of(self, found: int) -> int:
        """Return how many of the ``found`` examples of the user's own data are learnt from."""
        return split_sizes(found, *(int(self._settings[name].value) for name in ("examples", "validation")))[0]

    def show_plan(self, plan: summaries.Planned) -> None:
        """Explain the run that is being planned, and show only what belongs to it."""
        self._weights.setText(summaries.about_weights(plan))
        self._loss.setText(explain_loss(loss_named(plan.loss)))
        self._optimizer.setText(explain_optimizer(optimizer_named(plan.optimizer)))
        self._duration.setText(summaries.about_duration(plan))
        self._prepared.setText(f"Each digit: {self._preparation.explanation}.")
        self._layers.show_inputs(are_directions=self._preparation.directions)
        self._preview.show_augmentation(self._augmentation())
        page = self.pages[Characteristic.OPTIMIZER]
        page.set_row_shown(self.fields["momentum"], plan.optimizer != "gradient descent")
        page.set_row_shown(self.fields["beta2"], plan.optimizer == "Adam")
        data = self.pages[Characteristic.DATA]
        for name in ("drawn", "nonsense_share"):
            data.set_row_shown(self.fields[name], not plan.source)
        for name in declarations(Augmentation):
            data.set_row_shown(self.fields[name], not self._preparation.directions)
        for name in ("examples", "validation"):
            # There may be fewer in data of one's own.
            self._settings[name].show_as_limit(is_limit=bool(plan.source))
        data.set_row_shown(self._class_names, bool(plan.source))

    def show_data(self, found: DataPeek | None) -> None:
        """Show some examples of the data that are to be learnt from; None stands for MNIST."""
        if found is None:
            self._preview.show_digits()
        else:
            self._preview.show_examples(found.class_names, found.counts, found.examples)

    def show_notes(self, notes: Sequence[str]) -> None:
        """Show what was recognised in the data, or what is wrong with them."""
        self._notes.setText("\n".join(notes))
        self._notes.setVisible(bool(notes))

    def enable(self, *, is_running: bool) -> None:
        """Let only those settings be changed that can be changed now."""
        live = [field.widget for field in self.live_fields()]
        for widget in self.fields.values():
            widget.setEnabled(not is_running or widget in live)

    def is_live(self, setting: str) -> bool:
        """Return whether ``setting`` can be changed while training runs."""
        return setting in self._settings and self._settings[setting].declaration.is_live

    def live_fields(self) -> tuple[SettingField, ...]:
        """Return the fields of the settings that can be changed while training runs."""
        return tuple(field for field in self._settings.values() if field.declaration.is_live)

    @property
    def _preparation(self) -> Preparation:
        return preparation_named(self._settings["preparation"].value)

    def _augmentation(self) -> Augmentation:
        """Return what the fields say, unless they are hidden."""
        return Augmentation() if self._preparation.directions else self._read(Augmentation())

    def _read(self, part: Any, **others: object) -> Any:  # noqa: ANN401 - one of the settings
        """Return ``part`` of the settings as its fields, and ``others``, say."""
        return replace(part, **{name: self._settings[name].value for name in declarations(part)}, **others)

    def _build(self) -> None:
        data = self.pages[Characteristic.DATA]
        data.add_field("Source", self._source, SOURCE)
        glossary = Glossary.shipped()
        for characteristic, names in SETTINGS.items():
            for name in names:
                field = self._settings[name]
                page, declaration = self.pages[characteristic], field.declaration
                lesson = glossary.lesson_of(declaration.label)
                link = lesson_button(f"{name}Lesson", lesson, self.lesson_wanted.emit) if lesson else None
                page.add_field(declaration.label, field.widget, declaration.explanation, link)
        data.add_field("Class names", self._class_names, CLASS_NAMES)
        # From the inputs down to the outputs, as the network computes.
        self.pages[Characteristic.LAYERS].add_above(self._layers)
        below = (
            self._notes, paragraph(summaries.LAYERS, "muted"), self._weights, paragraph(summaries.TARGETS, "muted"),
            self._loss, self._optimizer, paragraph(summaries.PREDICTIONS, "muted"), self._duration,
        )  # fmt: skip
        for page, widget in zip(self.pages.values(), below, strict=True):
            page.add_below(widget)
        data.add_below(self._prepared)
        data.add_below(self._preview)
