"""Losses and optimizers as people write and explain them, for the screen. The symbols are those of ``symbols``."""

from nnapp.nn.activations import Activation
from nnapp.nn.losses import RIVALRY, Loss
from nnapp.nn.optimizers import Optimizer

BINARY = "Σ [ y ln y' + (1 − y) ln(1 − y') ]"
SOFTMAX_OF_SUMS = "where s = softmax(z)"


def loss_formula(loss: Loss, output: Activation) -> str:
    """Return the loss of one example, for outputs with the activation ``output``."""
    is_softmax = output.name == "softmax"
    return {
        "squared error": "L = ½ Σ (y' − y)²",
        "cross-entropy": "L = −Σ y ln y'" if is_softmax else f"L = −{BINARY}",
        "rival cross-entropy": f"L = −{1 - RIVALRY:.1f} {BINARY} − {RIVALRY:.1f} Σ y ln s, {SOFTMAX_OF_SUMS}",
    }[loss.name]


def error_formula(loss: Loss, output: Activation) -> str:
    """Return dL/dz of an output; f' is the slope of its activation."""
    is_softmax = output.name == "softmax"
    return {
        "squared error": "δ = y' · ((y' − y) − Σ (y' − y) y')" if is_softmax else "δ = (y' − y) · f'(z)",
        # Softmax outputs learn nothing from an example of no class, whose targets add up to 0.
        "cross-entropy": "δ = y' Σ y − y" if is_softmax else "δ = y' − y",
        "rival cross-entropy": f"δ = {1 - RIVALRY:.1f} y' + {RIVALRY:.1f} s Σ y − y, {SOFTMAX_OF_SUMS}",
    }[loss.name]


def uses_slope(loss: Loss, output: Activation) -> bool:
    """Return whether the error of an output is a product with the slope f'(z) of its activation."""
    return loss.name == "squared error" and output.name != "softmax"


def explain_loss(loss: Loss) -> str:
    """Return what ``loss`` measures, in a sentence or two."""
    return {
        "squared error": "Half the sum of the squared differences between predictions y' and targets y.",
        "cross-entropy": "The surprise, in nats, at the targets when the outputs are taken as probabilities: "
        "a confident wrong answer costs much.",
        "rival cross-entropy": "Cross-entropy taken twice: each output by itself, and all outputs as rivals, so that "
        "the right one fires strongest. It suits networks with few neurons.",
    }[loss.name]


def explain_optimizer(optimizer: type[Optimizer]) -> str:
    """Return how ``optimizer`` takes a step, in a sentence and a formula; g = dL/dw, η is the learning rate."""
    return {
        "gradient descent": "Each weight takes a step straight against its gradient g: w ← w − η g.",
        "momentum": "A ball that keeps rolling downhill: v ← momentum · v − η g, then w ← w + v.",
        "Adam": "Each weight has a step size of its own, the mean of its gradient divided by its usual size: "
        "w ← w − η m / √v.",
    }[optimizer.name]
