"""One step of training on one example, with every number kept: the five steps in slow motion.

It runs in float64, so that the numbers are right in every digit that is shown.
"""

from dataclasses import dataclass

import numpy as np

from nnapp.nn.activations import ElementwiseActivation
from nnapp.nn.arrays import Array
from nnapp.nn.losses import Loss
from nnapp.nn.network import ForwardPass, Gradients, Network
from nnapp.nn.optimizers import GradientDescent
from nnapp.nn.parameters import Parameters


@dataclass(frozen=True)
class SlowMotion:
    """Everything that one step of gradient descent on one example computes."""

    network: Network
    """In float64."""
    targets: Array
    """y, (outputs,)."""
    forward: ForwardPass
    """Of one example: step 2."""
    loss: Loss
    loss_before: float
    """L of the example: step 3."""
    gradients: Gradients
    """dL/dW and dL/db of each layer: step 4."""
    learning_rate: float
    adjusted: Network
    """After step 5."""
    forward_after: ForwardPass
    """The same example, shown to the adjusted network."""
    loss_after: float

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
        network.check_trainable(loss)
        if target is not None and not 0 <= target < network.sizes[-1]:
            raise ValueError(f"A target is a class from 0 to {network.sizes[-1] - 1}, not {target}.")
        if not learning_rate > 0:
            raise ValueError(f"A learning rate is above 0, not {learning_rate}.")
        network = network.in_double()
        x = inputs.reshape(1, -1).astype(np.float64)
        targets = (np.arange(network.sizes[-1]) == target).astype(np.float64).reshape(1, -1)
        parameters = Parameters(network)
        forward = network.forward(x)
        network.backward(forward, targets, loss, out=parameters.gradients)
        descent = GradientDescent(len(parameters.vector), parameters.vector.dtype, momentum=0.0, square_decay=0.0)
        descent.step(parameters.vector, parameters.gradient, learning_rate)
        after = parameters.network.forward(x)
        return cls(
            network=network,
            targets=targets[0],
            forward=forward,
            loss=loss,
            loss_before=_loss(network, forward, targets, loss),
            gradients=parameters.gradients,
            learning_rate=learning_rate,
            adjusted=parameters.network,
            forward_after=after,
            loss_after=_loss(network, after, targets, loss),
        )

    def error(self, layer: int) -> Array:
        """Return delta = dL/dz of each neuron of ``layer``: of one example it is the gradient of the biases."""
        return self.gradients.biases[layer]

    def error_arriving(self, layer: int) -> Array:
        """Return dL/da of each neuron of a hidden ``layer``: the errors of the next one, times the weights to it."""
        arriving: Array = self.error(layer + 1) @ self.network.layers[layer + 1].weights
        return arriving

    def slope(self, layer: int) -> Array | None:
        """Return da/dz of each neuron of ``layer``; None for softmax, where a depends on every z of the layer."""
        activation = self.network.layers[layer].activation
        if not isinstance(activation, ElementwiseActivation):
            return None
        return activation.derivative(self.forward.sums[layer][0], self.forward.activations[layer][0])


def _loss(network: Network, forward: ForwardPass, targets: Array, loss: Loss) -> float:
    return float(loss.value(network.layers[-1].activation, forward.sums[-1], forward.outputs, targets)[0])
