"""Digits distorted in one way, less or more, to measure how much of it a network can bear.

Pictures are distorted as they are, before they are prepared for a network. Drawings are moved by their strokes, which
is exact. What only pixels can have, a wider pen or noise, makes of a drawing a picture like MNIST's first.
"""

from __future__ import annotations  # NumPy loads its random numbers when they are used

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import ClassVar, Final

import numpy as np
from numpy.typing import NDArray

from nnapp.digits.augmentation import move
from nnapp.digits.drawing import CANVAS, PIXELS, Drawing, Stroke
from nnapp.digits.preparations import preparation_named
from nnapp.digits.preprocessing import MIDDLE, PEN_WIDTH, as_bytes, canvas_ink, prepare_strokes
from nnapp.nn.arrays import Bytes
from nnapp.wording import count, percent, plain

AROUND: Final = 8
"""Directions in which a pen is widened."""

Images = NDArray[np.float32]
"""(n, 28, 28), ink is 255."""
Strokes = Sequence[Stroke]


class Distortion(ABC):
    """One way to distort digits, at several levels, one of which changes nothing."""

    name: ClassVar[str]
    """On the screen."""
    amount: ClassVar[str]
    """What a level is, with its unit."""
    levels: ClassVar[tuple[float, ...]]
    unchanged: ClassVar[float]
    """The level that changes nothing."""

    def pictures(self, pictures: Bytes, level: float, numbers: NDArray[np.intp]) -> Bytes:
        """Return ``pictures``, (n, 784) with ink 255, distorted; the ``numbers``, (n,), decide about their noise."""
        if level == self.unchanged:
            return pictures
        images = pictures.reshape(-1, CANVAS, CANVAS).astype(np.float32)
        distorted: Bytes = np.rint(np.clip(self._images(images, level, numbers), 0, 255)).astype(np.uint8)
        return distorted.reshape(-1, PIXELS)

    def drawings(self, drawings: Sequence[Drawing], level: float, numbers: NDArray[np.intp]) -> list[Drawing]:
        """Return ``drawings`` distorted; the ``numbers``, (drawings,), decide about their noise."""
        result = list(drawings)
        if level == self.unchanged:
            return result
        shown = [k for k, drawing in enumerate(drawings) if drawing.picture is not None]
        drawn = [k for k, drawing in enumerate(drawings) if drawing.picture is None and drawing.strokes]
        pictures = as_bytes(np.array([canvas_ink(drawings[k]) for k in shown], np.float32).reshape(-1, CANVAS, CANVAS))
        distorted = [
            *_drawn(self.pictures(pictures, level, numbers[shown])),
            *self._strokes([drawings[k].strokes for k in drawn], level, numbers[drawn]),
        ]
        for k, drawing in zip(shown + drawn, distorted, strict=True):
            result[k] = replace(drawing, class_name=drawings[k].class_name)
        return result

    def drawing(self, drawing: Drawing, level: float, number: int) -> Drawing:
        """Return one drawing distorted, as ``drawings`` does."""
        return self.drawings((drawing,), level, np.array([number]))[0]

    @abstractmethod
    def in_words(self, level: float) -> str:
        """Return how a digit is distorted at ``level``: "rotated by 10° clockwise"."""

    @abstractmethod
    def _images(self, images: Images, level: float, numbers: NDArray[np.intp]) -> Images:
        """Return ``images`` distorted."""

    @abstractmethod
    def _strokes(self, drawings: Sequence[Strokes], level: float, numbers: NDArray[np.intp]) -> Iterable[Drawing]:
        """Return what is made of each of ``drawings``, which have strokes alone."""


class Rotation(Distortion):
    """Digits turn about their middle."""

    name, amount = "Rotation", "rotated by (°, clockwise)"
    levels, unchanged = tuple(map(float, range(-30, 31, 5))), 0.0

    def in_words(self, level: float) -> str:
        """Return the angle and which way it turns."""
        if level == self.unchanged:
            return "not rotated"
        return f"rotated by {plain(abs(level))}° {'clockwise' if level > 0 else 'anticlockwise'}"

    def _images(self, images: Images, level: float, numbers: NDArray[np.intp]) -> Images:
        angles = np.full(len(images), np.radians(level), np.float32)
        return move(images, angles, np.zeros((len(images), 2), np.float32))

    def _strokes(self, drawings: Sequence[Strokes], level: float, numbers: NDArray[np.intp]) -> Iterable[Drawing]:
        cosine, sine = np.cos(np.radians(level)), np.sin(np.radians(level))
        return (Drawing(mapped(strokes, np.array([(cosine, -sine), (sine, cosine)]))) for strokes in drawings)


class Shift(Distortion):
    """Digits move to the left or to the right."""

    name, amount = "Shift", "shifted to the right by (pixels)"
    levels, unchanged = tuple(map(float, range(-6, 7))), 0.0

    def in_words(self, level: float) -> str:
        """Return how far and which way."""
        if level == self.unchanged:
            return "not shifted"
        return f"shifted by {count(round(abs(level)), 'pixel')} to the {'right' if level > 0 else 'left'}"

    def _images(self, images: Images, level: float, numbers: NDArray[np.intp]) -> Images:
        shifted: Images = images @ resampling(shift=level).T
        return shifted

    def _strokes(self, drawings: Sequence[Strokes], level: float, numbers: NDArray[np.intp]) -> Iterable[Drawing]:
        return (Drawing(mapped(strokes, np.eye(2), (level, 0.0))) for strokes in drawings)


class Size(Distortion):
    """Digits become smaller or larger about their middle, and their pen with them where they are pictures."""

    name, amount = "Size", "size (% of its own)"
    levels, unchanged = (40.0, 50.0, 60.0, 70.0, 80.0, 90.0, 100.0, 110.0, 120.0, 130.0, 140.0), 100.0

    def in_words(self, level: float) -> str:
        """Return the size."""
        return f"at {percent(level / 100)} of its size"

    def _images(self, images: Images, level: float, numbers: NDArray[np.intp]) -> Images:
        lines = resampling(level / 100)
        resized: Images = np.matmul(lines, images) @ lines.T
        return resized

    def _strokes(self, drawings: Sequence[Strokes], level: float, numbers: NDArray[np.intp]) -> Iterable[Drawing]:
        return (Drawing(mapped(strokes, np.eye(2) * (level / 100))) for strokes in drawings)


class Pen(Distortion):
    """Digits are drawn with a thinner or a thicker pen."""

    name, amount = "Pen", "pen thicker by (pixels)"
    levels, unchanged = (-1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0), 0.0

    def in_words(self, level: float) -> str:
        """Return how much thinner or thicker."""
        if level == self.unchanged:
            return "with its own pen"
        pixels = "pixel" if abs(level) == 1 else "pixels"
        return f"with a pen {plain(abs(level))} {pixels} {'thicker' if level > 0 else 'thinner'}"

    def _images(self, images: Images, level: float, numbers: NDArray[np.intp]) -> Images:
        # Half of it on either side: the strongest ink within that distance, or the weakest.
        take, reach, result = np.maximum if level > 0 else np.minimum, abs(level) / 2, images
        for angle in np.arange(AROUND) * (2 * np.pi / AROUND):
            down, across = resampling(shift=reach * np.sin(angle)), resampling(shift=reach * np.cos(angle))
            result = take(result, down @ images @ across.T)
        return result

    def _strokes(self, drawings: Sequence[Strokes], level: float, numbers: NDArray[np.intp]) -> Iterable[Drawing]:
        return _drawn(_inked(drawings, PEN_WIDTH + level))


class Noise(Distortion):
    """Random numbers are added to the pixels, for each digit always the same, times the level."""

    name, amount = "Noise", "noise added (1 is full ink)"
    levels, unchanged = (0.0, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5), 0.0

    def in_words(self, level: float) -> str:
        """Return how strong the noise is."""
        return "without noise" if level == self.unchanged else f"with noise {plain(level)}"

    def _images(self, images: Images, level: float, numbers: NDArray[np.intp]) -> Images:
        noise = np.empty_like(images)
        for image, number in zip(noise, numbers, strict=True):
            np.random.default_rng(int(number)).standard_normal(dtype=np.float32, out=image)
        noisy: Images = images + np.float32(255 * level) * noise
        return noisy

    def _strokes(self, drawings: Sequence[Strokes], level: float, numbers: NDArray[np.intp]) -> Iterable[Drawing]:
        return _drawn(self.pictures(_inked(drawings, PEN_WIDTH), level, numbers))


DISTORTIONS: Final[tuple[Distortion, ...]] = (Rotation(), Shift(), Size(), Pen(), Noise())


def mapped(
    strokes: Strokes, matrix: NDArray[np.float64], shift: tuple[float, float] = (0.0, 0.0)
) -> tuple[Stroke, ...]:
    """Return ``strokes`` with each point, x and y, multiplied by ``matrix``, (2, 2), about the middle of the drawing.

    Then they are moved by ``shift``, in canvas pixels.
    """
    points = np.concatenate(strokes)
    middle = (points.min(axis=0) + points.max(axis=0)) / 2
    return tuple(((stroke - middle) @ matrix.T + middle + shift).astype(np.float32) for stroke in strokes)


def resampling(size: float = 1.0, shift: float = 0.0) -> NDArray[np.float32]:
    """Return the matrix (28, 28) that brings a column of pixels to ``size``, 0.3 or more times its own, about pixel 14.

    Then it is moved by ``shift`` pixels. Row i holds how much each pixel counts for pixel i of the result: between two
    pixels both count, the nearer one more, and where a digit shrinks, all those count that become one.
    """
    places = np.arange(CANVAS) - MIDDLE - shift
    # Far beyond the edges, where paper counts as well.
    sources = np.arange(-4 * CANVAS, 5 * CANVAS) - MIDDLE
    shares = np.maximum(0.0, 1 - np.abs(places[:, None] / size - sources) / max(1.0, 1 / size))
    inside = slice(4 * CANVAS, 5 * CANVAS)
    matrix: NDArray[np.float32] = (shares / shares.sum(axis=1, keepdims=True))[:, inside].astype(np.float32)
    return matrix


def _inked(drawings: Sequence[Strokes], pen_width: float) -> Bytes:
    """Return pictures of drawings, (drawings, 784), scaled and centred as MNIST's digits are."""
    return as_bytes(prepare_strokes(drawings, preparation_named("mnist"), pen_width))


def _drawn(pictures: Bytes) -> list[Drawing]:
    """Return each of ``pictures``, (n, 784), as a drawing."""
    inks = (pictures / 255).astype(np.float32).reshape(-1, CANVAS, CANVAS)
    return [Drawing(picture=ink) for ink in inks]
