"""Data augmentation: digits shifted, rotated and given noise, so that a network learns to ignore all three."""

from __future__ import annotations  # NumPy loads its random numbers when they are used

import numpy as np
from numpy.typing import NDArray

from nnapp.digits.data_settings import Augmentation
from nnapp.digits.drawing import CANVAS
from nnapp.digits.preprocessing import MIDDLE
from nnapp.nn.arrays import Bytes


def augment(digits: Bytes, rng: np.random.Generator, augmentation: Augmentation) -> Bytes:
    """Return ``digits``, (n, 784), each changed at random, uniformly within the limits of ``augmentation``."""
    images = digits.reshape(-1, CANVAS, CANVAS).astype(np.float32)
    if augmentation.shift or augmentation.rotation:
        number = len(images)
        angles = np.radians(rng.uniform(-augmentation.rotation, augmentation.rotation, number)).astype(np.float32)
        shifts = rng.uniform(-augmentation.shift, augmentation.shift, (number, 2)).astype(np.float32)
        images = move(images, angles, shifts)
    if augmentation.noise:
        images += rng.standard_normal(images.shape, np.float32) * np.float32(255 * augmentation.noise)
    return np.clip(np.rint(images), 0, 255).astype(np.uint8).reshape(digits.shape)


def move(images: NDArray[np.float32], angles: NDArray[np.float32], shifts: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return ``images``, (n, 28, 28), rotated about their middle and then shifted, with blank paper all around.

    ``angles``, (n,), are in radians, clockwise; ``shifts``, (n, 2), in pixels, down and to the right.
    By bilinear interpolation.
    """
    number = len(images)
    cosines, sines = np.cos(angles)[:, None, None], np.sin(angles)[:, None, None]
    down, across = np.meshgrid(*[np.arange(CANVAS, dtype=np.float32) - np.float32(MIDDLE)] * 2, indexing="ij")
    # Where each pixel of the result comes from, in an image padded with one pixel of blank paper.
    down, across = down - shifts[:, :1, None], across - shifts[:, 1:, None]
    rows = np.clip(cosines * down - sines * across + np.float32(MIDDLE + 1), 0, CANVAS + 1)
    columns = np.clip(sines * down + cosines * across + np.float32(MIDDLE + 1), 0, CANVAS + 1)
    top, left = rows.astype(np.int32), columns.astype(np.int32)
    lower, right = rows - top, columns - left
    width = CANVAS + 3
    padded = np.pad(images, ((0, 0), (1, 2), (1, 2))).ravel()
    place = top * width + left + (np.arange(number, dtype=np.int32) * width * width)[:, None, None]
    upper_row = padded[place] * (1 - right) + padded[place + 1] * right
    lower_row = padded[place + width] * (1 - right) + padded[place + width + 1] * right
    moved: NDArray[np.float32] = upper_row * (1 - lower) + lower_row * lower
    return moved
