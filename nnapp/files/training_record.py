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
    """What was learnt from, in words: "55,000 from MNIST, 20,000 drawings and 12,000 non-digits"."""
    examples: int
    """How many digits."""
    epochs: int
    """After which epoch the network was taken; fewer than the settings' when the run ended early."""
    validation_loss: float
    validation_accuracy: float
    """0..1, on digits that nothing was learnt from; NaN when there were none."""
    data_settings: DataSettings | None = None
    """What was learnt from, if the same settings make the same network again; None where they do not, as training
    was stopped by hand or did not start from random weights, and where they name a file of the user's own."""

    @classmethod
    def of(
        cls,
        figures: EpochFigures,
        settings: TrainingSettings,
        data: DataSettings,
        examples: int,
        *,
        is_repeatable: bool,
    ) -> "TrainingRecord":
        """Return the record of the network that a run on ``examples`` examples had after the epoch of ``figures``.

        ``is_repeatable`` says that a run with the same settings makes the same network.
        """
        return cls(
            settings=settings,
            data=data.description,
            examples=examples,
            epochs=figures.epoch,
            validation_loss=figures.validation_loss,
            validation_accuracy=figures.validation_accuracy,
            data_settings=data if is_repeatable and not (data.source or data.hand) else None,
        )
