"""The eight characteristics of a network as the course names them, each a page of fields."""

from typing import Final

from PySide6.QtWidgets import QDoubleSpinBox, QLabel, QLineEdit, QSpinBox, QWidget

from nnapp.digits.data_settings import (
    LARGEST_NOISE,
    LARGEST_ROTATION,
    LARGEST_SHIFT,
    MNIST_SIZE,
    MOST_DRAWN,
    Augmentation,
    DataSettings,
)
from nnapp.digits.preprocessing import PREPARATIONS
from nnapp.files.run_settings import RunSettings
from nnapp.gui.pages.training.augmentation_preview import AugmentationPreview
from nnapp.gui.pages.training.data_source import DataSourceField
from nnapp.gui.pages.training.layer_list import TRAINABLE, LayerList
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.widgets.fields import FieldPage, by_name, choice_field, choose, number_field, whole_field
from nnapp.gui.widgets.layouts import label, named
from nnapp.nn.losses import LOSSES
from nnapp.nn.optimizers import OPTIMIZERS, SCHEDULES
from nnapp.nn.settings import Rates, TrainingSettings

NAMES: Final = (
    "Data",
    "Layers",
    "Weights",
    "Targets",
    "Loss function",
    "Optimizer function",
    "Predictions",
    "Training",
)
LARGEST_RATE: Final = 10_000.0


class Characteristics:
    """Builds the pages, fills them from settings and reads settings from them."""

    def __init__(self, appearance: Appearance) -> None:
        """Show the usual settings."""
        usual = RunSettings()
        self.pages: tuple[FieldPage, ...] = tuple(FieldPage(appearance) for _ in NAMES)
        data, layers, weights, targets, loss, optimizer, predictions, training = self.pages
        self._build_data(data, usual.data, appearance)
        self._build_layers(layers, usual.training, appearance)
        self._build_weights(weights, usual.training)
        self._build_loss(loss, usual.training)
        self._build_optimizer(optimizer, usual.training)
        self._build_training(training, usual.training)
        targets.add_below(
            _text(
                "The target of the right output neuron is 1, of the nine others 0: a 3 should give "
                "0 0 0 1 0 0 0 0 0 0.\n\nWhat is no digit has the target 0 everywhere, so that the network learns to "
                "be silent. The labels come with MNIST and with the drawings."
            )
        )
        predictions.add_below(
            _text(
                "Output neuron k stands for the digit k. The strongest output is the prediction; it fires when its "
                "activation is 0.50 or more. When none fires, the network says that it does not know."
            )
        )
        # What is typed counts when it is typed to the end, as a run would take each digit of it.
        for box in (self.learning_rate, self.momentum, self.l2):
            box.setKeyboardTracking(False)
        self.fields: dict[str, QWidget] = {
            "source": self.source,
            "class_names": self.class_names,
            "mnist": self.mnist,
            "drawn": self.drawn,
            "validation": self.validation,
            "preparation": self.preparation,
            "shift": self.shift,
            "rotation": self.rotation,
            "noise": self.noise,
            "examples": self.mnist,
            "hidden": self.layers,
            "hidden_activations": self.layers,
            "output_activation": self.output,
            "seed": self.seed,
            "dropout": self.dropout,
            "loss": self.loss,
            "l2": self.l2,
            "optimizer": self.optimizer,
            "learning_rate": self.learning_rate,
            "momentum": self.momentum,
            "square_decay": self.square_decay,
            "schedule": self.schedule,
            "batch_size": self.batch_size,
            "epochs": self.epochs,
            "patience": self.patience,
            "target_accuracy": self.target_accuracy,
            "seconds": self.seconds,
        }
        """The field of each setting, by the name of the setting."""

    def page_of(self, setting: str) -> int:
        """Return the number of the page that holds the field of ``setting``; 0 when there is none."""
        field = self.fields.get(setting)
        return next((number for number, page in enumerate(self.pages) if field and page.isAncestorOf(field)), 0)

    def settings(self) -> RunSettings:
        """Return what the fields say.

        Raises:
            SettingsError: values that cannot be, or not together.
        """
        hidden, activations = self.layers.layers()
        training = TrainingSettings(
            hidden=hidden,
            hidden_activations=activations or ("sigmoid",),
            output_activation=self.output.currentData(),
            loss=self.loss.currentData(),
            optimizer=self.optimizer.currentData(),
            learning_rate=self.learning_rate.value(),
            momentum=self.momentum.value(),
            square_decay=self.square_decay.value(),
            schedule=self.schedule.currentData(),
            l2=self.l2.value(),
            dropout=self.dropout.value() / 100,
            batch_size=self.batch_size.value(),
            epochs=self.epochs.value(),
            patience=self.patience.value(),
            target_accuracy=self.target_accuracy.value() / 100,
            seconds=float(self.seconds.value()),
            seed=self.seed.value(),
        )
        augmentation = Augmentation(self.shift.value(), self.rotation.value(), self.noise.value())
        data = DataSettings(
            mnist=self.mnist.value(),
            drawn=self.drawn.value(),
            validation=self.validation.value(),
            preparation=self.preparation.currentData(),
            augmentation=augmentation,
            source=self.source.source,
            class_names=_names(self.class_names.text()) if self.source.source else (),
        )
        return RunSettings(training, data)

    def rates(self) -> Rates:
        """Return the settings that can be changed while training runs."""
        return Rates(self.learning_rate.value(), self.momentum.value(), self.l2.value())

    def show_rates(self, rates: Rates) -> None:
        """Put ``rates`` into their fields without a signal, but not into one that is being typed in."""
        for box, value in (
            (self.learning_rate, rates.learning_rate),
            (self.momentum, rates.momentum),
            (self.l2, rates.l2),
        ):
            if not box.hasFocus():
                box.blockSignals(True)  # noqa: FBT003 - Qt's own signature
                box.setValue(value)
                box.blockSignals(False)  # noqa: FBT003

    def set_field(self, setting: str, value: float | str) -> None:
        """Put ``value`` into the field of ``setting``; "examples" stands for the digits of MNIST."""
        field = self.fields[setting]
        if isinstance(field, LayerList):
            neurons, _ = field.layers()
            field.show_layers(neurons, (str(value),) * len(neurons))
        elif isinstance(field, QSpinBox):
            most = MNIST_SIZE - self.validation.value() if setting == "examples" else field.maximum()
            field.setValue(min(round(float(value)), most))
        elif isinstance(field, QDoubleSpinBox):
            field.setValue(float(value))

    def show_settings(self, settings: RunSettings) -> None:
        """Put ``settings`` into the fields."""
        training, data = settings.training, settings.data
        self.layers.show_layers(training.hidden, training.activations)
        self.source.show_source(data.source)
        self.class_names.setText(", ".join(data.class_names))
        numbers = (
            (self.mnist, data.mnist),
            (self.drawn, data.drawn),
            (self.validation, data.validation),
            (self.shift, data.augmentation.shift),
            (self.rotation, data.augmentation.rotation),
            (self.noise, data.augmentation.noise),
            (self.seed, training.seed),
            (self.dropout, round(100 * training.dropout, 6)),
            (self.l2, training.l2),
            (self.learning_rate, training.learning_rate),
            (self.momentum, training.momentum),
            (self.square_decay, training.square_decay),
            (self.batch_size, training.batch_size),
            (self.epochs, training.epochs),
            (self.patience, training.patience),
            (self.target_accuracy, round(100 * training.target_accuracy, 6)),
            (self.seconds, round(training.seconds)),
        )
        for box, value in numbers:
            box.setValue(value)  # type: ignore[arg-type] # whole numbers for whole fields
        words = (
            (self.preparation, data.preparation),
            (self.output, training.output_activation),
            (self.loss, training.loss),
            (self.optimizer, training.optimizer),
            (self.schedule, training.schedule),
        )
        for combo, word in words:
            choose(combo, word)

    def _build_data(self, page: FieldPage, usual: DataSettings, appearance: Appearance) -> None:
        self.mnist = whole_field("mnistDigitsSpinBox", 0, MNIST_SIZE, usual.mnist)
        self.drawn = whole_field("drawnDigitsSpinBox", 0, MOST_DRAWN, usual.drawn)
        self.validation = whole_field("validationDigitsSpinBox", 0, MNIST_SIZE, usual.validation)
        names = by_name(preparation.name for preparation in PREPARATIONS)
        self.preparation = choice_field("preparationCombo", names, usual.preparation)
        self.shift = number_field("shiftSpinBox", 0.0, LARGEST_SHIFT, 0.0, 1, 0.5, "none")
        self.shift.setSuffix(" pixels")
        self.rotation = number_field("rotationSpinBox", 0.0, LARGEST_ROTATION, 0.0, 0, 5.0, "none")
        self.rotation.setSuffix("°")
        self.noise = number_field("noiseSpinBox", 0.0, LARGEST_NOISE, 0.0, 2, 0.05, "none")
        self.source = DataSourceField(appearance)
        self.class_names = named(QLineEdit(), "classNamesEdit")
        self.class_names.setPlaceholderText("as in the data")
        rows: tuple[tuple[str, QWidget, str], ...] = (
            ("Source", self.source, "What to learn from: MNIST, which comes with nnapp, or data of your own."),
            ("Digits", self.mnist, "How many digits to learn from; MNIST has 60,000 with those for validation."),
            ("Drawn digits", self.drawn, "How many drawings, made up as people draw with a mouse, to learn from too."),
            (
                "Validation",
                self.validation,
                "How many of MNIST's 60,000 digits to keep apart: nothing is learnt from them, so that they show "
                "whether the network has learnt digits or only its examples.",
            ),
            (
                "Preparation",
                self.preparation,
                "How each digit is put in the middle and made upright before the network sees it. "
                + " ".join(f"{entry.name}: {entry.explanation}." for entry in PREPARATIONS),
            ),
            ("Shift up to", self.shift, "Each time a digit is met, it is moved by up to so many pixels."),
            ("Rotate up to", self.rotation, "Each time a digit is met, it is turned by up to so many degrees."),
            ("Noise", self.noise, "Each time a digit is met, so much random grey is added; 1 is full ink."),
        )
        for row in rows:
            page.add_field(*row)
        page.add_field(
            "Class names",
            self.class_names,
            "What the classes of your own data are called, in order, with commas between: T-shirt, Trouser, Pullover.",
        )
        self.preview = AugmentationPreview(appearance)
        page.add_below(self.preview)
        self.notes_text = _text("")
        page.add_below(self.notes_text)

    def _build_layers(self, page: FieldPage, usual: TrainingSettings, appearance: Appearance) -> None:
        self.layers = named(LayerList(appearance), "layerList")
        self.layers.show_layers(usual.hidden, usual.activations)
        self.output = choice_field("outputActivationCombo", by_name(TRAINABLE), usual.output_activation)
        self.dropout = number_field("dropoutSpinBox", 0.0, 90.0, 100 * usual.dropout, 0, 5.0, "none")
        self.dropout.setSuffix(" %")
        page.add_field(
            "10 outputs", self.output, "The activation of the ten output neurons, one for each digit from 0 to 9."
        )
        page.add_field(
            "Dropout",
            self.dropout,
            "So many of the hidden neurons are silenced at random in each mini-batch, so that none relies on another.",
        )
        page.add_below(self.layers)

    def _build_weights(self, page: FieldPage, usual: TrainingSettings) -> None:
        self.seed = whole_field("seedSpinBox", 0, 2**31 - 1, usual.seed)
        page.add_field("Seed", self.seed, "Decides the random first weights: the same seed gives the same network.")
        self.weights_text = _text("")
        page.add_below(self.weights_text)

    def _build_loss(self, page: FieldPage, usual: TrainingSettings) -> None:
        self.loss = choice_field("lossCombo", by_name(loss.name for loss in LOSSES), usual.loss)
        self.l2 = number_field("l2SpinBox", 0.0, 10.0, usual.l2, 6)
        page.add_field("Loss", self.loss, "How wrong a prediction is, as one number that training makes small.")
        page.add_field(
            "L2",
            self.l2,
            "The penalty on large weights, l2/2 times the sum of their squares; it prevents over-fitting.",
        )
        self.loss_text = _text("")
        page.add_below(self.loss_text)

    def _build_optimizer(self, page: FieldPage, usual: TrainingSettings) -> None:
        self.optimizer = choice_field("optimizerCombo", by_name(entry.name for entry in OPTIMIZERS), usual.optimizer)
        self.learning_rate = number_field("learningRateSpinBox", 0.000001, LARGEST_RATE, usual.learning_rate, 6)
        self.schedule = choice_field("scheduleCombo", by_name(SCHEDULES), usual.schedule)
        self.momentum = number_field("momentumSpinBox", 0.0, 0.999, usual.momentum, 3, 0.05)
        self.square_decay = number_field("squareDecaySpinBox", 0.0, 0.9999, usual.square_decay, 4, 0.001)
        rows: tuple[tuple[str, QWidget, str], ...] = (
            ("Optimizer", self.optimizer, "How the gradient becomes a step of the weights."),
            ("Learning rate", self.learning_rate, "How large a step the weights take against the gradient."),
            (
                "Schedule",
                self.schedule,
                "How the learning rate falls during training: not at all, evenly, or along half a cosine wave.",
            ),
            ("Momentum", self.momentum, "How much of the last steps is kept, like a ball that keeps rolling (beta 1)."),
            ("Beta 2", self.square_decay, "How slowly Adam forgets how large the gradients of a weight were."),
        )
        for row in rows:
            page.add_field(*row)
        self.optimizer_text = _text("")
        page.add_below(self.optimizer_text)

    def _build_training(self, page: FieldPage, usual: TrainingSettings) -> None:
        self.epochs = whole_field("epochsSpinBox", 1, 100_000, usual.epochs)
        self.batch_size = whole_field("batchSizeSpinBox", 1, 10_000, usual.batch_size)
        self.patience = whole_field("patienceSpinBox", 0, 10_000, usual.patience, "no limit")
        self.patience.setSuffix(" epochs no better")
        self.target_accuracy = number_field("targetAccuracySpinBox", 0.0, 100.0, 0.0, 1, 0.5, "no limit")
        self.target_accuracy.setSuffix(" % right")
        self.seconds = whole_field("secondsSpinBox", 0, 1_000_000, 0, "no limit")
        self.seconds.setSuffix(" s")
        rows: tuple[tuple[str, QWidget, str], ...] = (
            ("Epochs", self.epochs, "How often training goes over all the digits."),
            ("Mini-batch", self.batch_size, "How many digits are looked at before the weights take a step."),
            ("Stop after", self.patience, "Stop when the validation loss has not been better for so many epochs."),
            ("Stop at", self.target_accuracy, "Stop when so many of the validation digits are right."),
            ("Stop in", self.seconds, "Stop after so many seconds of training."),
        )
        for row in rows:
            page.add_field(*row)
        self.time_text = _text("")
        page.add_below(self.time_text)


def _text(text: str) -> QLabel:
    result = label(text, "muted")
    result.setWordWrap(True)
    return result


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())
