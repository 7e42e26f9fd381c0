"""Arrays with names become layers: which matrix belongs to which biases, which comes first, which way it lies.

Names differ from library to library: ``0.weight`` and ``0.bias`` in PyTorch's Sequential, ``fc1.weight``,
``W1`` and ``b1``, ``coefs_0`` and ``intercepts_0``, ``layers/dense/vars/0``. What they have in common is
taken: a part that says weights or biases, and the rest that says of which layer.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from nnapp.files.answers import ORIENTATIONS, Answers, answered
from nnapp.files.errors import WeightFileError
from nnapp.nn.activations import activation_named
from nnapp.nn.network import MOST_LAYERS, MOST_NEURONS, Layer, Network

PIXELS: Final = 784
WEIGHT_WORDS: Final = frozenset({"weight", "weights", "kernel", "w", "coef", "coefs", "matrix"})
BIAS_WORDS: Final = frozenset({"bias", "biases", "b", "intercept", "intercepts"})

Matrix = NDArray[Any]


@dataclass(frozen=True)
class _Pair:
    """A matrix and its biases."""

    name: str
    matrix: Matrix
    biases: Matrix | None


def assemble(arrays: Mapping[str, Matrix], activations: tuple[str, ...] | None, answers: Answers) -> Network:
    """Return the network that ``arrays`` make.

    Args:
        arrays: matrices and biases with the names that some library gave them.
        activations: one for each layer, if the file says so.
        answers: what people say where the file does not.

    Raises:
        OpenQuestionsError: the file leaves something open that ``answers`` do not say.
        WeightFileError: the arrays make no network of 784 inputs; says why.
    """
    pairs = _pairs(arrays)
    if not 1 <= len(pairs) <= MOST_LAYERS:
        raise WeightFileError(f"it should hold the weights of 1 to {MOST_LAYERS} layers, not {len(pairs)}.")
    unknown: tuple[str, ...] = ()
    if activations is None:
        unknown = ("hidden_activation", "output_activation") if len(pairs) > 1 else ("output_activation",)
    chained = _oriented(pairs, answers, unknown)
    if activations is None:
        answered(answers, unknown)
        hidden, output = answers.hidden_activation or "", answers.output_activation or ""
        activations = (hidden,) * (len(chained) - 1) + (output,)
    if len(activations) != len(chained):
        raise WeightFileError(f"it names {len(activations)} activations for {len(chained)} layers.")
    dtype = np.float64 if all(pair.matrix.dtype == np.float64 for pair in chained) else np.float32
    try:
        return Network(tuple(_layer(pair, name, dtype) for pair, name in zip(chained, activations, strict=True)))
    except WeightFileError:
        raise
    except ValueError as error:
        raise WeightFileError(str(error)) from error


def _layer(pair: _Pair, activation: str, dtype: type[np.floating[Any]]) -> Layer:
    biases = np.zeros(len(pair.matrix)) if pair.biases is None else pair.biases
    for part in (pair.matrix, biases):
        if not np.isfinite(part).all():
            raise WeightFileError(f"“{pair.name}” holds a number that is not finite.")
    with np.errstate(over="ignore"):
        layer = Layer(
            np.ascontiguousarray(pair.matrix, dtype=dtype), biases.astype(dtype), activation_named(activation)
        )
    if not (np.isfinite(layer.weights).all() and np.isfinite(layer.biases).all()):
        raise WeightFileError(f"“{pair.name}” holds a number too large to compute with.")
    return layer


def _pairs(arrays: Mapping[str, Matrix]) -> list[_Pair]:
    """Sort the arrays into layers, in the order of their names."""
    matrices: dict[tuple[str, ...], tuple[str, Matrix]] = {}
    vectors: dict[tuple[str, ...], Matrix] = {}
    for name, array in arrays.items():
        if array.dtype.kind != "f":
            raise WeightFileError(f"“{name[:40]}” holds no real numbers.")
        role, key = _role(name)
        is_bias = role == "bias" or (role == "" and _is_vector(array))
        if array.ndim not in (1, 2) or (array.ndim == 1 and not is_bias):
            raise WeightFileError(f"“{name[:40]}” is neither a matrix of weights nor biases.")
        where: dict[tuple[str, ...], Any] = vectors if is_bias else matrices
        if key in where:
            raise WeightFileError(
                f"“{name[:40]}” belongs to a layer that has its {'biases' if is_bias else 'weights'}."
            )
        if is_bias:
            if not _is_vector(array):
                raise WeightFileError(f"“{name[:40]}” should be biases, and is a matrix.")
            vectors[key] = array.ravel()
        else:
            matrices[key] = (name, array)
    lonely = [key for key in vectors if key not in matrices]
    if lonely:
        raise WeightFileError(f"it holds biases, “{'.'.join(lonely[0])[:40]}”, without weights.")
    keys = sorted(matrices, key=_natural)
    return [_Pair(matrices[key][0], matrices[key][1], vectors.get(key)) for key in keys]


def _role(name: str) -> tuple[str, tuple[str, ...]]:
    """Return "weight", "bias" or "" for the array of that name, and what names its layer."""
    tokens = [token.lower() for token in re.findall(r"[A-Za-z]+|\d+", name)]
    # Keras adds ":0" to a name that says already what it is.
    for place in range(len(tokens) - 1, -1, -1):
        if tokens[place] in WEIGHT_WORDS:
            return "weight", tuple(tokens[:place] + [token for token in tokens[place + 1 :] if ":" not in name])
        if tokens[place] in BIAS_WORDS:
            return "bias", tuple(tokens[:place] + [token for token in tokens[place + 1 :] if ":" not in name])
    return "", tuple(tokens[:-1])


def _is_vector(array: Matrix) -> bool:
    return array.ndim == 1 or (array.ndim == 2 and 1 in array.shape)


def _natural(key: tuple[str, ...]) -> tuple[tuple[int, int, str], ...]:
    """Sort 2 before 10, and a name without a number before the same name with one."""
    return tuple((1, len(token.lstrip("0")), token.lstrip("0")) if token.isdigit() else (0, 0, token) for token in key)


def _oriented(pairs: list[_Pair], answers: Answers, unknown: tuple[str, ...]) -> list[_Pair]:
    """Lay all matrices neurons by inputs, in an order in which each feeds the next.

    ``unknown`` are the questions that are open anyway, to be asked together.
    """
    found = {}
    for orientation in ORIENTATIONS:
        laid = pairs if orientation == ORIENTATIONS[0] else [_turned(pair) for pair in pairs]
        chain = _chain(laid)
        if chain is not None:
            found[orientation] = chain
    if not found:
        shapes = ", ".join(" × ".join(map(str, pair.matrix.shape)) for pair in pairs[:6])
        raise WeightFileError(
            f"its matrices ({shapes}) do not form layers that begin with {PIXELS} inputs and feed each other."
        )
    if len(found) > 1:
        answered(answers, ("orientation", *unknown))
        return found[str(answers.orientation)]
    return next(iter(found.values()))


def _turned(pair: _Pair) -> _Pair:
    return _Pair(pair.name, pair.matrix.T, pair.biases)


def _chain(pairs: list[_Pair]) -> list[_Pair] | None:
    """Return ``pairs`` in an order in which each feeds the next; that of their names if it does."""
    if _feeds(pairs):
        _check_order_is_sure(pairs)
        return pairs
    left, chain, inputs = list(pairs), [], PIXELS
    while left:
        fitting = [pair for pair in left if pair.matrix.shape[1] == inputs and _biases_fit(pair)]
        if len(fitting) != 1:
            return None
        chain.append(fitting[0])
        left.remove(fitting[0])
        inputs = fitting[0].matrix.shape[0]
    return chain


def _check_order_is_sure(pairs: list[_Pair]) -> None:
    """Refuse two layers of one shape whose names do not say which comes first."""
    for number, one in enumerate(pairs):
        for other in pairs[number + 1 :]:
            words = [re.sub(r"\d+", "", pair.name) for pair in (one, other)]
            if one.matrix.shape == other.matrix.shape and words[0] != words[1] and not _only_numbered(one, other):
                raise WeightFileError(
                    f"“{one.name[:40]}” and “{other.name[:40]}” are alike, and their names do not say which comes "
                    "first; name the layers by numbers."
                )


def _only_numbered(one: _Pair, other: _Pair) -> bool:
    """Whether the names differ in numbers alone, one of them perhaps having none: dense and dense_1."""
    bare = [re.sub(r"[_.]?\d+", "", pair.name) for pair in (one, other)]
    return bare[0] == bare[1]


def _feeds(pairs: list[_Pair]) -> bool:
    inputs = PIXELS
    for pair in pairs:
        if pair.matrix.shape[1] != inputs or not _biases_fit(pair):
            return False
        inputs = pair.matrix.shape[0]
    return True


def _biases_fit(pair: _Pair) -> bool:
    neurons = pair.matrix.shape[0]
    return 1 <= neurons <= MOST_NEURONS and (pair.biases is None or len(pair.biases) == neurons)
