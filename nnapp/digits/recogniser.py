"""A network together with everything needed to recognise drawings with it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nnapp.digits.drawing import PIXELS, Drawing, Ink
from nnapp.digits.preparations import Preparation
from nnapp.digits.preprocessing import prepare_drawings, see
from nnapp.nn.arrays import Array
from nnapp.nn.errors import InputError
from nnapp.nn.network import ForwardPass, Network

DIGIT_NAMES: Final = tuple("0123456789")

FIRING_THRESHOLD: Final = 0.5


@dataclass(frozen=True)
class Recognition:
    """A network's answer to one drawing."""

    page: Ink
    """The prepared drawing, (28, 28)."""
    seen: NDArray[np.float32]
    """What the network saw of it, (28, 28) of 0..1: the page itself, or the directions of its edges."""
    forward: ForwardPass
    """The weighted sums and activations of every layer, each array with one row."""
    fired: tuple[int, ...]
    """The output neurons whose activation reached the threshold, strongest first."""
    is_blank: bool
    """Whether nothing was drawn; then no neuron counts as fired."""

    @property
    def outputs(self) -> Array:
        """The activations of the output neurons, (outputs,)."""
        row: Array = self.forward.outputs[0]
        return row

    @property
    def ranking(self) -> tuple[int, ...]:
        """The output neurons, strongest first."""
        return tuple(int(neuron) for neuron in np.argsort(-self.outputs, kind="stable"))


@dataclass(frozen=True)
class Recogniser:
    """A network, how its input is prepared, what its outputs stand for and when they fire."""

    network: Network
    preparation: Preparation
    class_names: tuple[str, ...] = DIGIT_NAMES
    firing_threshold: float = FIRING_THRESHOLD
    """An output neuron fires when its activation is at least this, 0..1."""

    def __post_init__(self) -> None:
        """Refuse a network that cannot recognise drawings."""
        sizes = self.network.sizes
        if sizes[0] != PIXELS:
            raise InputError(f"The network has {sizes[0]} inputs, but a drawing has {PIXELS} pixels.")
        if len(self.class_names) < 2:
            raise InputError(f"The network needs at least two classes, not {len(self.class_names)}.")
        if not self.network.sums_stay_finite:
            raise InputError("The network has weights so large that its sums cannot be computed.")
        if sizes[-1] != len(self.class_names):
            raise InputError(f"The network has {sizes[-1]} outputs for {len(self.class_names)} classes.")

    def recognise(self, drawing: Drawing) -> Recognition:
        """Prepare ``drawing``, feed it to the network and return its answer."""
        return self.recognise_prepared(prepare_drawings([drawing], self.preparation)[0])

    def recognise_prepared(self, page: Ink) -> Recognition:
        """Return the network's answer to a drawing that is already prepared, (28, 28).

        Computed in float64, so that numbers on the screen are right in every digit shown.
        """
        (seen,) = see(page[None], self.preparation)
        forward = self._in_double.forward(seen.reshape(1, -1).astype(np.float64))
        outputs = forward.outputs[0]
        is_blank = not bool(page.any())
        order = () if is_blank else np.argsort(-outputs, kind="stable")
        fired = tuple(int(k) for k in order if outputs[k] >= self.firing_threshold)
        return Recognition(page, seen, forward, fired, is_blank)

    def computes_like(self, other: "Recogniser") -> bool:
        """Return whether it is ``other``, but perhaps for the firing threshold: what it computes is the same."""
        return self.network is other.network and self.preparation == other.preparation

    def release(self) -> None:
        """Give back what is computed again when it is needed, which is twice as large as the network."""
        vars(self).pop("_in_double", None)

    @cached_property
    def _in_double(self) -> Network:
        return self.network.in_double()
