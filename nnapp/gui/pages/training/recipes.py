"""Recipes: settings that are worth trying, each chosen by one click."""

from dataclasses import dataclass, field, replace
from typing import Final

from nnapp.digits.data_settings import DataSettings
from nnapp.digits.directions import BETTER_INPUTS
from nnapp.files.run_settings import RunSettings
from nnapp.nn.settings import TrainingSettings


@dataclass(frozen=True)
class Recipe:
    """A name, a sentence, and the settings that differ from the default."""

    key: str
    """By which tests and assistive tools find it."""
    name: str
    sentence: str
    training: TrainingSettings = field(default_factory=TrainingSettings)
    data: DataSettings = field(default_factory=DataSettings)

    def settings(self, source: str = "", class_names: tuple[str, ...] = ()) -> RunSettings:
        """Return the settings, to learn from ``source``, whose classes have these names; see ``DataSettings``."""
        return RunSettings(self.training, replace(self.data, source=source, class_names=class_names))


RECIPES: Final = (
    Recipe(
        "quick",
        "Quick",
        "All digits, but fewer epochs: takes seconds and reads almost as well as the network of the course.",
        TrainingSettings(epochs=40),
    ),
    Recipe(
        "best",
        "The best reader",
        BETTER_INPUTS,
        TrainingSettings(l2=1e-4, epochs=120),
        DataSettings(drawn=18_000, nonsense_share=2.0, preparation="mnist-directions"),
    ),
    Recipe(
        "course",
        "As in the course",
        "Gradient descent, squared error, 15 neurons, and no tricks.",
        TrainingSettings(
            loss="squared error",
            optimizer="gradient descent",
            learning_rate=3.0,
            schedule="constant",
            l2=0.0,
            batch_size=10,
            epochs=30,
        ),
        DataSettings(drawn=0, preparation="mnist"),
    ),
    Recipe(
        "over-fit",
        "Over-fit it",
        "Few digits and many neurons: the network memorises them and does worse on others.",
        TrainingSettings(hidden=(60,), schedule="constant", l2=0.0, epochs=150),
        DataSettings(examples=300, drawn=0, validation=2_000),
    ),
    Recipe(
        "too-fast",
        "Too fast",
        "A learning rate so high that every step overshoots: the loss jumps about instead of falling.",
        TrainingSettings(learning_rate=3.0, schedule="constant", epochs=20),
        DataSettings(examples=5_000, drawn=0, validation=1_000),
    ),
    Recipe(
        "deep",
        "Deep",
        "Three hidden layers instead of one.",
        TrainingSettings(hidden=(60, 30, 15), hidden_activations=("tanh",) * 3, epochs=20),
        DataSettings(examples=30_000, drawn=8_000, validation=2_000),
    ),
)
