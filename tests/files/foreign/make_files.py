"""Train small networks with other libraries and write the files in this folder, with what those libraries answer.

Run it with ``pip install torch scikit-learn keras h5py`` and ``python tests/files/foreign/make_files.py``.
Keras computes with PyTorch here. Each network learns from the same 600 noisy patterns of 784 pixels.
"""

import json
import os
from itertools import pairwise
from pathlib import Path

os.environ["KERAS_BACKEND"] = "torch"

import numpy as np

HERE = Path(__file__).parent
HIDDEN = 6
EPOCHS = 30


def patterns() -> tuple[np.ndarray, np.ndarray]:
    """Return 600 noisy pictures of ten kinds, (600, 784) of 0..1, and their kinds."""
    rng = np.random.default_rng(0)
    kinds = (rng.random((10, 784)) > 0.8).astype(np.float32)
    labels = np.arange(600) % 10
    return np.clip(kinds[labels] + rng.normal(0, 0.3, (600, 784)), 0, 1).astype(np.float32), labels


def by_torch(inputs: np.ndarray, labels: np.ndarray, shown: np.ndarray) -> np.ndarray:
    """A Sequential of two Linear layers with ReLU and softmax, as torch users save it."""
    import torch
    from safetensors.torch import save_file

    torch.manual_seed(1)
    model = torch.nn.Sequential(torch.nn.Linear(784, HIDDEN), torch.nn.ReLU(), torch.nn.Linear(HIDDEN, 10))
    optimizer = torch.optim.Adam(model.parameters(), 0.01)
    for _ in range(EPOCHS):
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(model(torch.tensor(inputs)), torch.tensor(labels)).backward()
        optimizer.step()
    save_file(model.state_dict(), HERE / "torch.safetensors")
    with torch.no_grad():
        return torch.softmax(model(torch.tensor(shown)), dim=1).numpy()


def by_sklearn(inputs: np.ndarray, labels: np.ndarray, shown: np.ndarray) -> np.ndarray:
    """An MLPClassifier, its coefs_ and intercepts_ written with np.savez."""
    from sklearn.neural_network import MLPClassifier

    model = MLPClassifier((HIDDEN,), activation="tanh", random_state=1, max_iter=EPOCHS, early_stopping=False)
    model.fit(inputs.astype(np.float64), labels)
    arrays = {f"coefs_{number}": array for number, array in enumerate(model.coefs_)}
    arrays |= {f"intercepts_{number}": array for number, array in enumerate(model.intercepts_)}
    np.savez_compressed(HERE / "sklearn.npz", **{name: array.astype(np.float32) for name, array in arrays.items()})
    model.coefs_ = [array.astype(np.float32).astype(np.float64) for array in model.coefs_]
    model.intercepts_ = [array.astype(np.float32).astype(np.float64) for array in model.intercepts_]
    return model.predict_proba(shown.astype(np.float64))


def by_keras(inputs: np.ndarray, labels: np.ndarray, shown: np.ndarray) -> np.ndarray:
    """A Sequential of Dense layers, saved both ways."""
    import keras

    keras.utils.set_random_seed(1)
    model = keras.Sequential(
        [keras.Input((784,)), keras.layers.Dense(HIDDEN, "relu"), keras.layers.Dense(10, "softmax")]
    )
    model.compile("adam", "sparse_categorical_crossentropy")
    model.fit(inputs, labels, epochs=EPOCHS, verbose=0)
    model.save(HERE / "keras.keras")
    model.save_weights(HERE / "keras.weights.h5")
    return model.predict(shown, verbose=0)


def by_numpy(inputs: np.ndarray, labels: np.ndarray, shown: np.ndarray) -> np.ndarray:
    """Sigmoid neurons and gradient descent in plain NumPy, written as Nielsen's network2.py writes them."""
    rng = np.random.default_rng(1)
    sizes = [784, HIDDEN, 10]
    weights = [rng.normal(0, 1 / np.sqrt(x), (y, x)) for x, y in pairwise(sizes)]
    biases = [rng.normal(size=(y, 1)) for y in sizes[1:]]
    targets = np.eye(10)[labels]

    def sigmoid(z: np.ndarray) -> np.ndarray:
        return 1 / (1 + np.exp(-z))

    for _ in range(EPOCHS):
        hidden = sigmoid(inputs @ weights[0].T + biases[0].T)
        delta = (sigmoid(hidden @ weights[1].T + biases[1].T) - targets) / len(inputs)
        below = delta @ weights[1] * hidden * (1 - hidden)
        for index, (error, before) in enumerate(((below, inputs), (delta, hidden))):
            weights[index] -= 3.0 * error.T @ before
            biases[index] -= 3.0 * error.sum(axis=0)[:, None]
    content = {
        "sizes": sizes,
        "weights": [matrix.tolist() for matrix in weights],
        "biases": [column.tolist() for column in biases],
        "cost": "CrossEntropyCost",
    }
    (HERE / "nielsen.json").write_text(json.dumps(content))
    return sigmoid(sigmoid(shown @ weights[0].T + biases[0].T) @ weights[1].T + biases[1].T)


def main() -> None:
    """Write all files."""
    inputs, labels = patterns()
    shown = inputs[:12]
    answers = {make.__name__: make(inputs, labels, shown) for make in (by_torch, by_sklearn, by_keras, by_numpy)}
    np.savez_compressed(HERE / "answers.npz", shown=shown, **answers)


if __name__ == "__main__":
    main()
