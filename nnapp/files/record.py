"""How a network was trained, as kept in its weight file."""

from dataclasses import dataclass

from nnapp.nn.training import TrainingSettings


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
