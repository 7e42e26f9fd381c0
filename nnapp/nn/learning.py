"""Learning: the five steps of training, taken with one mini-batch at a time."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from nnapp.nn.activations import Activation
from nnapp.nn.arrays import Array
from nnapp.nn.losses import Loss, check_trainable
from nnapp.nn.network import ForwardPass, Network
from nnapp.nn.optimizers import Optimizer
from nnapp.nn.parameters import Parameters


@dataclass(frozen=True, eq=False)
class BatchResult:
    """What the five steps computed for one mini-batch, before the weights were adjusted."""

    forward: ForwardPass
    """Every sum and activation; its outputs are the predictions y'."""
    targets: Array
    """y, (examples, outputs)."""
    loss: Loss
    output: Activation
    """The activation function of the outputs."""

    @property
    def mean_loss(self) -> float:
        """L, averaged over the mini-batch."""
        return float(self.loss.value(self.output, self.forward.sums[-1], self.forward.outputs, self.targets).mean())

    @property
    def errors(self) -> Array:
        """dL/dz of each example and output, (examples, outputs)."""
        return self.loss.gradient(self.output, self.forward.sums[-1], self.forward.outputs, self.targets)


class Learner:
    """A network that learns, with what it takes: a loss, an optimizer, and room for the gradient."""

    def __init__(
        self, network: Network, loss: Loss, optimizer: Optimizer, *, l2: float = 0.0, dropout: float = 0.0
    ) -> None:
        """Prepare a copy of ``network`` for learning; the network itself stays as it is.

        Args:
            network: where learning starts.
            loss: what is to become small.
            optimizer: one that has taken no steps yet.
            l2: the penalty l2/2 * (sum of squared weights) is added to the loss; the weights of the outputs are exempt
                if there is a hidden layer.
            dropout: the share of hidden neurons that are silenced at random for each example, 0 up to but not 1.

        Raises:
            PairingError: the activations and the loss cannot be trained together.
        """
        check_trainable([layer.activation for layer in network.layers], loss)
        self.parameters = Parameters(network)
        """Weights and biases, as they are now, and their gradient."""
        self.loss, self.optimizer, self.l2, self.dropout = loss, optimizer, l2, dropout
        self.dropout_rng = np.random.default_rng(0)
        """Decides which neurons are silenced."""
        optimizer.begin(self.parameters.vector)
        # Of each layer but the last: gradient, weights, and room for their penalty, as a new array takes longer.
        layers = self.network.layers
        self._penalised = [
            (gradient, layer.weights, np.empty_like(layer.weights))
            for gradient, layer in zip(self.parameters.gradients.weights, layers[:-1] or layers, strict=False)
        ]

    @property
    def network(self) -> Network:
        """The network as it is now; learning changes its weights in place."""
        return self.parameters.network

    def learn(self, batches: Iterator[tuple[Array, Array]], learning_rate: float) -> BatchResult:
        """Take the next mini-batch of ``batches`` through the five steps of training.

        A mini-batch is inputs (examples, inputs) of 0..1 and targets (examples, outputs) of 0 or 1.
        """
        network, parameters = self.network, self.parameters
        # 1. Load the inputs x and the targets y.
        x, y = next(batches)
        # 2. Feed x forward to the predictions y'.
        forward = network.forward(x, self._dropout_masks(len(x)))
        # 3. The loss L between y' and y. Only its slope is needed to learn; L itself is computed when asked for.
        result = BatchResult(forward, y, self.loss, network.layers[-1].activation)
        # 4. The gradient of L with respect to each weight and bias, propagated back from the outputs.
        network.backward(forward, result.errors, out=parameters.gradients)
        self._add_l2_gradient()
        # 5. Adjust the weights and biases against the gradient.
        self.optimizer.step(parameters.vector, parameters.gradient, learning_rate)
        return result

    def _dropout_masks(self, examples: int) -> tuple[Array, ...]:
        """Return, for each hidden layer, 0 where a neuron is silenced; the others speak louder to make up for it.

        Srivastava et al., "Dropout" (2014), in the form that leaves the network as it is for use.
        """
        if not self.dropout:
            return ()
        kept = 1.0 - self.dropout
        dtype = self.parameters.vector.dtype
        return tuple(
            (self.dropout_rng.random((examples, layer.neurons), np.float32) < kept).astype(dtype) / dtype.type(kept)
            for layer in self.network.layers[:-1]
        )

    def _add_l2_gradient(self) -> None:
        """Add the gradient of l2/2 * (sum of squared weights): l2 * weights."""
        if self.l2 > 0:
            for gradient, weights, penalty in self._penalised:
                gradient += np.multiply(weights, self.l2, out=penalty)
