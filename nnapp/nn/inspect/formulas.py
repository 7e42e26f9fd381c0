"""Losses and optimizers as people write and explain them, for the screen. The symbols are those of ``symbols``."""

from nnapp.nn.activations import Activation, Softmax
from nnapp.nn.losses import CrossEntropy, Loss, SquaredError
from nnapp.nn.optimizers import Adam, GradientDescent, Momentum, Optimizer

BINARY = "Σ [ y ln y' + (1 − y) ln(1 − y') ]"


def loss_formula(loss: Loss, output: Activation) -> str:
    """Return the loss of one example, for outputs with the activation ``output``."""
    is_softmax = isinstance(output, Softmax)
    return {
        SquaredError: "L = ½ Σ (y' − y)²",
        CrossEntropy: "L = −Σ y ln y'" if is_softmax else f"L = −{BINARY}",
    }[type(loss)]


def error_formula(loss: Loss, output: Activation) -> str:
    """Return dL/dz of an output; f' is the slope of its activation."""
    is_softmax = isinstance(output, Softmax)
    return {
        SquaredError: "δ = y' · ((y' − y) − Σ (y' − y) y')" if is_softmax else "δ = (y' − y) · f'(z)",
        # Softmax outputs learn nothing from an example of no class, whose targets add up to 0.
        CrossEntropy: "δ = y' Σ y − y" if is_softmax else "δ = y' − y",
    }[type(loss)]


def uses_slope(loss: Loss, output: Activation) -> bool:
    """Return whether the error of an output is a product with the slope f'(z) of its activation."""
    return isinstance(loss, SquaredError) and not isinstance(output, Softmax)


def explain_loss(loss: Loss) -> str:
    """Return what ``loss`` measures, in a sentence or two."""
    return {
        SquaredError: "Half the sum of the squared differences between predictions y' and targets y.",
        CrossEntropy: "The surprise, in nats, at the targets when the outputs are taken as probabilities: "
        "a confident wrong answer costs a lot.",
    }[type(loss)]


def explain_optimizer(optimizer: type[Optimizer]) -> str:
    """Return how ``optimizer`` takes a step, in a sentence and a formula; g = dL/dw, η is the learning rate."""
    return {
        GradientDescent: "Each weight takes a step straight against its gradient g: w ← w − η g.",
        Momentum: "A ball that keeps rolling downhill: v ← momentum · v − η g, then w ← w + v.",
        Adam: "Each weight has a step size of its own, the mean of its gradient divided by its usual size: "
        "w ← w − η m / √v.",
    }[optimizer]
