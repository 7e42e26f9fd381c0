"""How a network was trained, as kept in its weight file."""

from dataclasses import dataclass

from nnapp.digits.datasets import TrainingData
from nnapp.nn.training import EpochReport, TrainingSettings


@dataclass(frozen=True)
class TrainingRecord:
    """The settings of a training run and what came of it."""

    settings: TrainingSettings
    data: str
    """What was learnt from, in words: "55,000 of MNIST and 40,000 drawn"."""
    examples: int
    """How many digits."""
    epochs: int
    """How many epochs were done; fewer than the settings' when the run was stopped."""
    validation_loss: float
    validation_accuracy: float
    """0..1, on digits that nothing was learnt from."""

    @classmethod
    def of(cls, report: EpochReport, settings: TrainingSettings, data: TrainingData) -> "TrainingRecord":
        """Return the record of a run with ``settings`` on ``data`` whose last epoch is ``report``."""
        return cls(
            settings=settings,
            data=data.description,
            examples=len(data.training),
            epochs=report.epoch,
            validation_loss=report.validation_loss,
            validation_accuracy=report.validation_accuracy,
        )
