"""How a network was trained, as kept in its weight file."""

from dataclasses import dataclass

from nnapp.digits.data_settings import DataSettings
from nnapp.nn.reports import EpochFigures
from nnapp.nn.settings import TrainingSettings


@dataclass(frozen=True)
class TrainingRecord:
    """The settings of a training run and what came of it."""

    settings: TrainingSettings
    data: str
    """What was learnt from, in words: "55,000 from MNIST and 40,000 drawings"."""
    examples: int
    """How many digits."""
    epochs: int
    """After which epoch the network was taken; fewer than the settings' when the run ended early."""
    validation_loss: float
    validation_accuracy: float
    """0..1, on digits that nothing was learnt from; NaN when there were none."""

    @classmethod
    def of(
        cls, figures: EpochFigures, settings: TrainingSettings, data: DataSettings, examples: int
    ) -> "TrainingRecord":
        """Return the record of the network that a run on ``examples`` examples had after the epoch of ``figures``."""
        return cls(
            settings=settings,
            data=data.description,
            examples=examples,
            epochs=figures.epoch,
            validation_loss=figures.validation_loss,
            validation_accuracy=figures.validation_accuracy,
        )
