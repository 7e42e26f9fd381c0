"""Weights as the strength of connections: which of them are strong, whatever their sign."""

import numpy as np

from nnapp.nn.arrays import Array, Indices
from nnapp.nn.network import Network


def sizes_between_neurons(network: Network) -> Array:
    """Return |w| of every connection from one neuron to another; those from the inputs are left out."""
    parts = [np.abs(layer.weights).ravel() for layer in network.layers[1:]]
    sizes: Array = np.concatenate(parts) if parts else np.zeros(0)
    return sizes


def strongest_between_neurons(network: Network) -> float:
    """Return the largest |w| between neurons; 0 where no neuron leads to another."""
    return float(sizes_between_neurons(network).max(initial=0.0))


def strongest_first(weights: Array) -> Indices:
    """Return the places of ``weights``, from the farthest from 0 to the nearest."""
    return np.argsort(-np.abs(weights), kind="stable")
