"""One step of training on one example, with every number kept: the five steps in slow motion."""

from dataclasses import dataclass

import numpy as np

from nnapp.nn.arrays import Array
from nnapp.nn.losses import Loss
from nnapp.nn.network import ForwardPass, Gradients, Network
from nnapp.nn.parameters import Parameters


@dataclass(frozen=True)
class SlowMotion:
    """Everything that one step of gradient descent on one example computes."""

    network: Network
    targets: Array
    """y, (outputs,)."""
    forward: ForwardPass
    """Of one example: step 2."""
    loss: float
    """Step 3."""
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
            target: the class that the example belongs to; None for none of them.
            loss: one that may be paired with the network.
            learning_rate: above 0.

        Raises:
            PairingError: the network cannot be trained with ``loss``.
        """
        network.check_trainable(loss)
        parameters = Parameters(network)
        dtype = parameters.vector.dtype
        x = inputs.reshape(1, -1).astype(dtype)
        targets = np.zeros((1, network.sizes[-1]), dtype)
        if target is not None:
            targets[0, target] = 1.0
        forward = network.forward(x)
        network.backward(forward, targets, loss, out=parameters.gradients)
        gradients = Gradients(
            tuple(part.copy() for part in parameters.gradients.weights),
            tuple(part.copy() for part in parameters.gradients.biases),
        )
        parameters.vector -= learning_rate * parameters.gradient
        adjusted = parameters.snapshot()
        after = adjusted.forward(x)
        output = network.layers[-1].activation
        return cls(
            network=network,
            targets=targets[0],
            forward=forward,
            loss=float(loss.value(output, forward.sums[-1], forward.outputs, targets)[0]),
            gradients=gradients,
            learning_rate=learning_rate,
            adjusted=adjusted,
            forward_after=after,
            loss_after=float(loss.value(output, after.sums[-1], after.outputs, targets)[0]),
        )

    def error(self, layer: int) -> Array:
        """Return delta = dL/dz of each neuron of ``layer``: of one example it is the gradient of the biases."""
        return self.gradients.biases[layer]
