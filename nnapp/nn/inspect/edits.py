"""Edits by hand, each of which makes a new network and leaves the original as it is."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar, TypeAlias

import numpy as np

from nnapp.nn.network import Layer, Network

Target: TypeAlias = tuple[object, ...]
"""What an edit changes: the kind of edit, and where."""


@dataclass(frozen=True)
class Edit(ABC):
    """One change. Of two edits with the same ``target``, the later one counts."""

    stage: ClassVar[int] = 2
    """Edits of a lower stage are made first, whatever the order they were asked for in."""
    place: ClassVar[tuple[str, ...]] = ()
    """The fields that say where; without any, all weights are edited."""

    @property
    def target(self) -> Target:
        """What is changed: the kind of edit, and where."""
        return (type(self), *(getattr(self, name) for name in self.place))

    @abstractmethod
    def apply(self, network: Network) -> Network:
        """Return the changed network."""


@dataclass(frozen=True)
class BiasEdit(Edit):
    """A different bias for one neuron."""

    place: ClassVar[tuple[str, ...]] = ("layer", "neuron")
    layer: int
    """Counted from 0."""
    neuron: int
    bias: float

    def apply(self, network: Network) -> Network:
        """Set the bias."""
        biases = network.layers[self.layer].biases.copy()
        biases[self.neuron] = self.bias
        return _with_layer(network, self.layer, replace(network.layers[self.layer], biases=biases))


@dataclass(frozen=True)
class ScaleEdit(Edit):
    """The effect of one hidden neuron on the next layer, multiplied."""

    place: ClassVar[tuple[str, ...]] = ("layer", "neuron")
    layer: int
    neuron: int
    factor: float

    def apply(self, network: Network) -> Network:
        """Scale the neuron's outgoing weights, which is the same as scaling its activation.

        Raises:
            ValueError: the neuron is an output, which feeds no other neuron.
        """
        if self.layer + 1 >= len(network.layers):
            raise ValueError("An output neuron feeds no other neuron; only a hidden neuron can be scaled or muted.")
        following = network.layers[self.layer + 1]
        weights = following.weights.copy()
        weights[:, self.neuron] *= self.factor
        return _with_layer(network, self.layer + 1, replace(following, weights=weights))


@dataclass(frozen=True)
class MuteEdit(Edit):
    """A hidden neuron without any effect on the next layer, whatever its scale."""

    place: ClassVar[tuple[str, ...]] = ("layer", "neuron")
    layer: int
    """Counted from 0."""
    neuron: int

    def apply(self, network: Network) -> Network:
        """Set the neuron's outgoing weights to 0.

        Raises:
            ValueError: the neuron is an output, which feeds no other neuron.
        """
        return ScaleEdit(self.layer, self.neuron, 0.0).apply(network)


@dataclass(frozen=True)
class CutEdit(Edit):
    """A connection cut: its weight is 0."""

    place: ClassVar[tuple[str, ...]] = ("layer", "neuron", "source")
    layer: int
    neuron: int
    """The neuron that the connection leads to."""
    source: int
    """The input of the layer that it comes from."""

    def apply(self, network: Network) -> Network:
        """Set the weight to 0."""
        weights = network.layers[self.layer].weights.copy()
        weights[self.neuron, self.source] = 0.0
        return _with_layer(network, self.layer, replace(network.layers[self.layer], weights=weights))


@dataclass(frozen=True)
class NoiseEdit(Edit):
    """Normally distributed noise on all weights; added first, so that pruned, muted and cut weights stay 0."""

    stage: ClassVar[int] = 0
    share: float
    """The standard deviation of the noise, as a share of that of the weights of each layer."""
    seed: int

    def apply(self, network: Network) -> Network:
        """Add the noise; the same seed gives the same noise, scaled by ``share``."""
        rng = np.random.default_rng(self.seed)
        layers = []
        for layer in network.layers:
            noise = rng.normal(0.0, self.share * float(layer.weights.std(dtype=np.float64)), layer.weights.shape)
            layers.append(replace(layer, weights=layer.weights + noise.astype(layer.weights.dtype)))
        return Network(tuple(layers))


@dataclass(frozen=True)
class PruneEdit(Edit):
    """The weights closest to 0 set to 0 in each layer, before single neurons are edited."""

    stage: ClassVar[int] = 1
    share: float
    """The share of the weights of a layer, 0..1."""

    def __post_init__(self) -> None:
        """Refuse anything that is not a share."""
        if not 0.0 <= self.share <= 1.0:
            raise ValueError(f"The share of weights to prune must be between 0 and 1, not {self.share}.")

    def apply(self, network: Network) -> Network:
        """Set them to 0."""
        layers = []
        for layer in network.layers:
            sizes = np.abs(layer.weights).ravel()
            weights = layer.weights.ravel().copy()
            number = round(self.share * len(sizes))
            if number:
                weights[np.argpartition(sizes, number - 1)[:number]] = 0.0
            layers.append(replace(layer, weights=weights.reshape(layer.weights.shape)))
        return Network(tuple(layers))


def edited(network: Network, edits: Iterable[Edit]) -> Network:
    """Return ``network`` with all ``edits`` made, stage by stage."""
    for edit in sorted(edits, key=lambda one: one.stage):
        network = edit.apply(network)
    return network


def with_edit(edits: tuple[Edit, ...], edit: Edit) -> tuple[Edit, ...]:
    """Return ``edits`` with one more, which replaces one with the same target."""
    if any(one.target == edit.target for one in edits):
        return tuple(edit if one.target == edit.target else one for one in edits)
    return (*edits, edit)


def without_target(edits: tuple[Edit, ...], target: Target) -> tuple[Edit, ...]:
    """Return ``edits`` without the one with that target."""
    return tuple(one for one in edits if one.target != target)


def _with_layer(network: Network, number: int, layer: Layer) -> Network:
    return Network((*network.layers[:number], layer, *network.layers[number + 1 :]))
