"""Assembling layers from named arrays: which biases belong to which matrix, and the order and orientation of those.

Names differ from library to library: ``0.weight`` and ``0.bias`` in PyTorch's Sequential, ``fc1.weight``,
``W1`` and ``b1``, ``coefs_0`` and ``intercepts_0``, ``layers/dense/vars/0``. In all of them one part means weights
or biases, and the rest tells which layer.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from nnapp.digits.drawing import PIXELS
from nnapp.files.errors import WeightFileError
from nnapp.files.import_answers import ORIENTATIONS, Answers, check_answered
from nnapp.nn.activations import activation_named
from nnapp.nn.network import MOST_LAYERS, MOST_NEURONS, Layer, Network

WEIGHT_WORDS: Final = frozenset({"weight", "weights", "kernel", "w", "coef", "coefs", "matrix"})
BIAS_WORDS: Final = frozenset({"bias", "biases", "b", "intercept", "intercepts"})
NUMBERS: Final = (r"\d+", r"[_.]?\d+")
"""Patterns of the numbers in a name, without and with what separates them from it."""

Matrix = NDArray[Any]


@dataclass(frozen=True)
class _Pair:
    """The weights and biases of a layer, as the file holds them."""

    name: str
    matrix: Matrix
    biases: Matrix | None


def assemble(arrays: Mapping[str, Matrix], activations: tuple[str, ...] | None, answers: Answers) -> Network:
    """Return the network made of ``arrays``.

    Args:
        arrays: weights and biases, under the names that some library gave them.
        activations: one for each layer, if the file names them.
        answers: what the user says where the file does not.

    Raises:
        OpenQuestionsError: the file leaves something open that ``answers`` do not say.
        WeightFileError: the arrays are not a network with 784 inputs; says why.
    """
    pairs = _pairs(arrays)
    if not 1 <= len(pairs) <= MOST_LAYERS:
        raise WeightFileError(f"it should hold the weights of 1 to {MOST_LAYERS} layers, not {len(pairs)}.")
    unknown: tuple[str, ...] = ("scale",)
    if activations is None:
        unknown = ("hidden_activation",) * (len(pairs) > 1) + ("output_activation", "scale")
    chained = _oriented(pairs, answers, unknown)
    check_answered(answers, unknown)
    if activations is None:
        hidden, output = answers.hidden_activation or "", answers.output_activation or ""
        activations = (hidden,) * (len(chained) - 1) + (output,)
    if len(activations) != len(chained):
        raise WeightFileError(f"it names {len(activations)} activations for {len(chained)} layers.")
    dtype = np.float64 if all(pair.matrix.dtype == np.float64 for pair in chained) else np.float32
    try:
        return Network(tuple(_layer(pair, name, dtype) for pair, name in zip(chained, activations, strict=True)))
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
            raise WeightFileError(f"“{name[:40]}” does not hold real numbers.")
        role, key = _role(name)
        is_bias = role == "bias" or (role == "" and _is_vector(array))
        if array.ndim not in (1, 2) or (array.ndim == 1 and not is_bias):
            raise WeightFileError(f"“{name[:40]}” is neither a matrix of weights nor biases.")
        where: dict[tuple[str, ...], Any] = vectors if is_bias else matrices
        if key in where:
            kind = "biases" if is_bias else "weights"
            raise WeightFileError(f"“{name[:40]}” is a second array of {kind} for its layer.")
        if is_bias:
            if not _is_vector(array):
                raise WeightFileError(f"“{name[:40]}” should be biases but is a matrix.")
            vectors[key] = array.ravel()
        else:
            matrices[key] = (name, array)
    lonely = [key for key in vectors if key not in matrices]
    if lonely:
        raise WeightFileError(f"it holds biases, “{'.'.join(lonely[0])[:40]}”, without their weights.")
    keys = sorted(matrices, key=_natural)
    return [_Pair(matrices[key][0], matrices[key][1], vectors.get(key)) for key in keys]


def _role(name: str) -> tuple[str, tuple[str, ...]]:
    """Return whether an array called ``name`` is "weight", "bias" or unknown (""), and the key of its layer."""
    tokens = [token.lower() for token in re.findall(r"[A-Za-z]+|\d+", name)]
    for place in reversed(range(len(tokens))):
        for role, words in (("weight", WEIGHT_WORDS), ("bias", BIAS_WORDS)):
            if tokens[place] in words:
                # The ":0" that Keras adds does not tell which layer.
                return role, tuple(tokens[:place] + (tokens[place + 1 :] if ":" not in name else []))
    return "", tuple(tokens[:-1])


def _is_vector(array: Matrix) -> bool:
    return array.ndim == 1 or (array.ndim == 2 and 1 in array.shape)


def _natural(key: tuple[str, ...]) -> tuple[tuple[int, int, str], ...]:
    """Sort "2" before "10", and a name without a number before the same name with one."""
    return tuple((1, len(token.lstrip("0")), token.lstrip("0")) if token.isdigit() else (0, 0, token) for token in key)


def _oriented(pairs: list[_Pair], answers: Answers, unknown: tuple[str, ...]) -> list[_Pair]:
    """Return the pairs in the order in which each feeds the next, with matrices that are neurons by inputs.

    ``unknown`` names the questions that are open anyway; they are asked together.
    """
    found = {}
    for orientation in ORIENTATIONS:
        turned = [replace(pair, matrix=pair.matrix.T) for pair in pairs]
        chain = _chain(pairs if orientation == ORIENTATIONS[0] else turned)
        if chain is not None:
            found[orientation] = chain
    if not found:
        shapes = ", ".join(" × ".join(map(str, pair.matrix.shape)) for pair in pairs[:6])
        raise WeightFileError(
            f"its matrices ({shapes}) do not form layers that feed each other, starting with {PIXELS} inputs."
        )
    if len(found) > 1:
        check_answered(answers, ("orientation", *unknown))
        return found[str(answers.orientation)]
    return next(iter(found.values()))


def _chain(pairs: list[_Pair]) -> list[_Pair] | None:
    """Return ``pairs`` in an order in which each feeds the next, that of their names if possible; else None."""
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
    """Refuse two layers of the same shape whose names do not say which comes first."""
    for one, other in combinations(pairs, 2):
        # Names that differ in numbers only do say; the first may have none, as in dense and dense_1.
        numbered = any(re.sub(number, "", one.name) == re.sub(number, "", other.name) for number in NUMBERS)
        if one.matrix.shape == other.matrix.shape and not numbered:
            raise WeightFileError(
                f"“{one.name[:40]}” and “{other.name[:40]}” have the same shape, and their names do not say which "
                "comes first; number the layers."
            )


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
