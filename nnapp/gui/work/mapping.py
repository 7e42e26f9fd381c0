"""The job that places examples on a map, by what a layer of the network makes of them."""

from collections.abc import Generator
from dataclasses import dataclass
from typing import Final

import numpy as np

from nnapp.gui.work.evaluation import Judged, evenly_chosen
from nnapp.nn.arrays import Array, Indices, Reals
from nnapp.nn.inspect.components import Components, principal_components
from nnapp.nn.network import ForwardPass
from nnapp.nn.predictions import predict_in_chunks

MOST_POINTS: Final = 10_000
WIDE: Final = 1_000
"""A layer of more neurons has as many points at most: how long components take grows with the smaller number's cube."""
MOST_NUMBERS: Final = 10_000_000
"""Activations that are compared: 80 MB."""


@dataclass(frozen=True, eq=False)
class ActivationMap:
    """Examples placed by their activations in a layer."""

    layer: int
    """Counted from 0; -1 stands for the inputs."""
    components: Components
    places: Reals
    """Of each point along the two components, (points, 2)."""
    numbers: Indices
    """Which example each point is, (points,), rising."""


def map_layer(judged: Judged, layer: int) -> Generator[None, None, ActivationMap]:
    """Place the examples of ``judged`` by their activations in ``layer``."""
    network = judged.recogniser.network
    width = network.sizes[layer + 1]
    most = min(MOST_POINTS if width <= WIDE else WIDE, MOST_NUMBERS // width)
    numbers = evenly_chosen(judged.examples.labels, most)
    parts: list[Array] = []

    def look(forward: ForwardPass) -> None:
        # Copied, as the inputs are overwritten by the next ones.
        parts.append(forward.passed_on(layer).copy())

    for _ in predict_in_chunks(network, judged.examples[numbers], look):
        yield
    rows = np.concatenate(parts)
    components = principal_components(rows)
    return ActivationMap(layer, components, components.place(rows), numbers)
