"""Every number of a network and of one step of its training, recomputed with nothing of nnapp but the weight file."""

import json
from dataclasses import dataclass

import numpy as np


def arrays_of_file(path):
    """Read the weights: a header, then the numbers."""
    content = path.read_bytes()
    length = int.from_bytes(content[:8], "little")
    header = json.loads(content[8 : 8 + length])
    arrays = {}
    for name, entry in header.items():
        if name != "__metadata__":
            start, end = entry["data_offsets"]
            body = content[8 + length + start : 8 + length + end]
            arrays[name] = np.frombuffer(body, "<f4").reshape(entry["shape"]).astype(np.float64)
    return arrays


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


SLOPES = {"sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a * a}
VALUES = {"sigmoid": sigmoid, "tanh": np.tanh}


@dataclass
class ByHand:
    weights: list
    biases: list
    names: list
    x: np.ndarray
    y: np.ndarray
    loss_name: str = "cross-entropy"
    rate: float = 0.5

    @classmethod
    def of_file(cls, path, x, target, names=("sigmoid", "sigmoid"), **more):
        arrays = arrays_of_file(path)
        count = len(arrays) // 2
        y = np.zeros(10)
        if target is not None:
            y[target] = 1.0
        return cls(
            [arrays[f"layers.{k}.weights"] for k in range(count)],
            [arrays[f"layers.{k}.biases"] for k in range(count)],
            list(names), x.ravel().astype(np.float64), y, **more,
        )  # fmt: skip

    def __post_init__(self):
        self.z, self.a = self.forward(self.weights, self.biases)
        self.loss = self.loss_of(self.a[-1])
        out = self.a[-1]
        deltas = [out - self.y if self.loss_name == "cross-entropy" else (out - self.y) * out * (1 - out)]
        self.arrives = [None]
        for k in range(len(self.weights) - 1, 0, -1):
            arrives = self.weights[k].T @ deltas[0]
            self.arrives.insert(0, arrives)
            deltas.insert(0, arrives * SLOPES[self.names[k - 1]](self.a[k - 1]))
        self.delta = deltas
        inputs = [self.x, *self.a[:-1]]
        self.gradients = [np.outer(delta, before) for delta, before in zip(deltas, inputs, strict=True)]
        self.new_weights = [w - self.rate * g for w, g in zip(self.weights, self.gradients, strict=True)]
        self.new_biases = [b - self.rate * d for b, d in zip(self.biases, deltas, strict=True)]
        self.after = self.forward(self.new_weights, self.new_biases)[1][-1]
        self.loss_after = self.loss_of(self.after)

    def forward(self, weights, biases):
        a, sums, activations = self.x, [], []
        for w, b, name in zip(weights, biases, self.names, strict=True):
            z = w @ a + b
            a = VALUES[name](z)
            sums.append(z)
            activations.append(a)
        return sums, activations

    def loss_of(self, out):
        if self.loss_name == "squared error":
            return 0.5 * ((out - self.y) ** 2).sum()
        return -(self.y * np.log(out) + (1 - self.y) * np.log1p(-out)).sum()

    def came_in(self, layer):
        return self.x if layer == 0 else self.a[layer - 1]

    def input_gradients(self, layer, neuron):
        """dz/dx of a neuron."""
        row = self.weights[layer][neuron]
        for k in range(layer - 1, -1, -1):
            row = (row * SLOPES[self.names[k]](self.a[k])) @ self.weights[k]
        return row

    def effects(self, layer, neuron):
        """How much each output's z grows with the activation of a neuron."""
        grown = self.weights[layer + 1][:, neuron]
        for k in range(layer + 1, len(self.weights) - 1):
            grown = self.weights[k + 1] @ (grown * SLOPES[self.names[k]](self.a[k]))
        return grown


def fixed(number, places):
    """So many decimals, and no minus before a 0."""
    text = f"{number:.{places}f}"
    return text if text.strip("-0.") else text.lstrip("-")


def aligned(numbers, places=None):
    """A column: so many decimals, or four, or as many as show two digits of the largest, but at most ten."""
    numbers = [float(number) for number in numbers]
    if set(numbers) <= {0.0, 1.0}:
        return [str(int(number)) for number in numbers]
    if places is None:
        largest = max(map(abs, numbers))
        places = min(max(4, 1 - int(np.floor(np.log10(largest)))), 10)
    return [fixed(number, places) for number in numbers]
