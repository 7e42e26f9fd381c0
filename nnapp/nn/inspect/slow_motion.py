"""One step of training on one example, with every number kept: the five steps in slow motion.

It runs in float64, so that every displayed digit is right.
"""

from dataclasses import dataclass, replace

import numpy as np

from nnapp.nn.activations import ElementwiseActivation
from nnapp.nn.arrays import Array
from nnapp.nn.learning import BatchResult, Learner
from nnapp.nn.losses import Loss
from nnapp.nn.network import Gradients, Network
from nnapp.nn.optimizers import GradientDescent


@dataclass(frozen=True)
class SlowMotion:
    """Everything that one step of gradient descent computes from one example."""

    network: Network
    """In float64, as it was."""
    before: BatchResult
    """Steps 1 to 3: inputs, targets, predictions and loss."""
    gradients: Gradients
    """Step 4: dL/dW and dL/db of each layer."""
    learning_rate: float
    adjusted: Network
    """After step 5."""
    after: BatchResult
    """The same example, shown to the adjusted network."""

    @classmethod
    def of(cls, network: Network, inputs: Array, target: int | None, loss: Loss, learning_rate: float) -> "SlowMotion":
        """Take one example through the five steps.

        Args:
            network: it is left as it is.
            inputs: (inputs,), 0..1.
            target: the class that the example belongs to, from 0; None for none of them.
            loss: one that may be paired with the network.
            learning_rate: above 0.

        Raises:
            PairingError: the network cannot be trained with ``loss``.
            ValueError: there is no such class, or the learning rate is not above 0.
        """
        if target is not None and not 0 <= target < network.sizes[-1]:
            raise ValueError(f"A target is a class from 0 to {network.sizes[-1] - 1}, not {target}.")
        if not learning_rate > 0:
            raise ValueError(f"A learning rate must be above 0, not {learning_rate}.")
        network = network.in_double()
        x = inputs.reshape(1, -1).astype(np.float64)
        y = (np.arange(network.sizes[-1]) == target).astype(np.float64).reshape(1, -1)
        learner = Learner(network, loss, GradientDescent())
        before = learner.learn(iter([(x, y)]), learning_rate)
        after = replace(before, forward=learner.network.forward(x))
        return cls(network, before, learner.parameters.gradients, learning_rate, learner.network, after)

    @property
    def targets(self) -> Array:
        """y, (outputs,)."""
        row: Array = self.before.targets[0]
        return row

    def error(self, layer: int) -> Array:
        """Return delta = dL/dz of each neuron of ``layer``; for one example it is the gradient of the biases."""
        return self.gradients.biases[layer]

    def error_arriving(self, layer: int) -> Array:
        """Return dL/da of each neuron of a hidden ``layer``: the errors of the next layer times the weights to it."""
        arriving: Array = self.error(layer + 1) @ self.network.layers[layer + 1].weights
        return arriving

    def slope(self, layer: int) -> Array | None:
        """Return da/dz of each neuron of ``layer``; None for softmax, where a depends on every z of its layer."""
        activation, forward = self.network.layers[layer].activation, self.before.forward
        if not isinstance(activation, ElementwiseActivation):
            return None
        return activation.derivative(forward.sums[layer][0], forward.activations[layer][0])
