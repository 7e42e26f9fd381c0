"""The conditions of the picture bench: how a digit comes to lie in an image file."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tests.benchmarks.redrawn_digits import RedrawnDigit

Colour = tuple[float, float, float]
"""Red, green and blue, 0..1."""
Page = NDArray[np.float32]
"""(rows, columns, 3), 0..1."""

BLACK, WHITE = (0.1, 0.1, 0.1), (0.95, 0.95, 0.95)
QUARTER = 0.25
"""Pens below 1 are shares of the digit; from 1 on they are pixels."""


@dataclass(frozen=True)
class Look:
    """How a page looks on which digits are drawn."""

    side: int
    pen: float | None = None
    fill: tuple[float, float] = (0.5, 0.85)
    """The longer side of the digit, as a share of the page."""
    ink: Colour = BLACK
    paper: Colour = WHITE
    squares: float = 0.0
    """How dark the printed squares are, 0..1; their lines are coloured as printed ones are."""
    ruled: float = 0.0
    shadow: float = 0.0
    """How dark it becomes towards one side."""
    edge: float = 0.0
    """How dark the shadow of a hand is, whose edge runs across the page."""
    noise: float = 0.0
    tilt: float = 0.0
    """How far the corners of the paper are from where they should be, as a share of the side; beyond is a table."""
    strips: tuple[int, ...] = ()
    """Sides of the page along which a dark strip runs: 0 left, 1 top, 2 right, 3 bottom."""
    save: dict[str, Any] = field(default_factory=dict)


def draw(look: Look, digits: list[RedrawnDigit], rng: np.random.Generator) -> Page:
    """Return a page with ``digits`` side by side, or with none."""
    page = np.full((look.side, look.side, 3), look.paper, np.float32)
    _print_lines(page, look, rng)
    share = rng.uniform(*look.fill)
    cell = look.side // max(len(digits), 1)
    for number, digit in enumerate(digits):
        # One digit has the page for itself; several stand in a row, a fifth of their height apart or more.
        size = max(share * cell, 8.0) if len(digits) == 1 else 0.8 * cell
        pen = None if look.pen is None else look.pen * size if look.pen < 1 else look.pen
        ink = digit.ink(size, pen)[: look.side, : look.side]
        room = np.array([look.side, cell]) - ink.shape
        margin = 1 if look.side < 30 else max(round(0.04 * cell), 1)
        place = [int(rng.integers(min(margin, r // 2), max(r - margin, r // 2) + 1)) for r in np.maximum(room, 0)]
        if len(digits) > 1:
            place[0] = int((0.5 + rng.uniform(-0.05, 0.05)) * look.side - ink.shape[0] / 2)
        rows, columns = slice(place[0], None), slice(number * cell + place[1], None)
        part = page[rows, columns][: ink.shape[0], : ink.shape[1]]
        part += (np.array(look.ink, np.float32) - part) * ink[: part.shape[0], : part.shape[1], None]
    return _light(_tilt(page, look, rng), look, rng)


def _print_lines(page: Page, look: Look, rng: np.random.Generator) -> None:
    step, width = max(look.side // 18, 6), max(look.side // 400, 1)
    colour = np.array([1.0, 0.75, 0.5], np.float32)
    start = int(rng.integers(0, step))
    for strength, across in ((look.squares, True), (look.ruled, False)):
        if strength:
            for offset in range(width):
                page[start + offset :: step] -= strength * colour
                if across:
                    page[:, start + offset :: step] -= strength * colour


def _tilt(page: Page, look: Look, rng: np.random.Generator) -> Page:
    if not look.tilt:
        return page
    side = look.side
    corners = np.array([(0, 0), (side, 0), (side, side), (0, side)], float)
    seen = corners + rng.uniform(-1, 1, (4, 2)) * look.tilt * side + (side / 2 - corners) * 2 * look.tilt
    rows, values = [], []
    for (x, y), (u, v) in zip(seen, corners, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    way = tuple(np.linalg.solve(np.array(rows), np.array(values)))
    image = Image.fromarray(np.rint(page * 255).clip(0, 255).astype(np.uint8))
    table = tuple(int(255 * part) for part in (0.35, 0.25, 0.18))
    tilted = image.transform((side, side), Image.Transform.PERSPECTIVE, way, Image.Resampling.BICUBIC, fillcolor=table)
    return (np.asarray(tilted) / 255).astype(np.float32)


def _light(page: Page, look: Look, rng: np.random.Generator) -> Page:
    side = look.side
    y, x = np.mgrid[:side, :side].astype(np.float32) / side
    angle = rng.uniform(0, 2 * np.pi)
    along = (x - 0.5) * np.cos(angle) + (y - 0.5) * np.sin(angle)
    if look.shadow:
        page = page * (1 - look.shadow * np.clip(along + 0.5, 0, 1) ** 1.5)[..., None]
    if look.edge:
        soft = rng.uniform(0.005, 0.03)
        steps = (along - rng.uniform(-0.1, 0.1)) / soft
        page = page * (1 - look.edge / (1 + np.exp(-np.clip(steps, -30, 30))))[..., None]
    for number in look.strips:
        width = int(side * rng.uniform(0.02, 0.08)) + 1
        strip = (slice(None), slice(0, width)) if number % 2 == 0 else (slice(0, width), slice(None))
        view = page[::-1, ::-1] if number > 1 else page
        view[strip] = 0.08
    if look.noise:
        page = page + rng.normal(0, look.noise, page.shape[:2]).astype(np.float32)[..., None]
    return np.clip(page, 0, 1)


def save(page: Page, path: Path, look: Look) -> None:
    """Write ``page`` to ``path``."""
    image = Image.fromarray(np.rint(page * 255).astype(np.uint8))
    image.save(path, **({"compress_level": 1} if path.suffix == ".png" else {}), **look.save)


def _save_transparent(page: Page, path: Path, look: Look) -> None:
    """Write ``page``, whose paper is white, as ink of its colour on nothing."""
    alpha = (1 - page[..., 0]) / 0.9
    colour = np.broadcast_to(np.array(look.save["colour"], np.float32), page.shape)
    layers = np.concatenate([colour, np.clip(alpha, 0, 1)[..., None]], axis=2)
    Image.fromarray(np.rint(layers * 255).astype(np.uint8), "RGBA").save(path, compress_level=1)


def _save_turned(page: Page, path: Path, look: Look) -> None:
    """Write ``page`` as a camera held otherwise does, whose EXIF data say how to turn it."""
    turn, orientation = look.save["turn"]
    exif = Image.Exif()
    exif[0x0112] = orientation
    Image.fromarray(np.rint(np.rot90(page, turn) * 255).astype(np.uint8)).save(path, exif=exif, quality=85)


@dataclass(frozen=True)
class Condition:
    """One row of the table."""

    name: str
    look: Look
    suffix: str = ".png"
    digits: int = 1
    """How many digits a picture shows."""
    write: Callable[[Page, Path, Look], None] = save

    def make(self, path: Path, digits: list[RedrawnDigit], rng: np.random.Generator) -> None:
        """Write a picture of ``digits`` to ``path``."""
        self.write(draw(self.look, digits, rng), path, self.look)


SMALL = (0.8, 0.86)
"""Of small pictures the digit takes most."""
LIGHT = {"ink": WHITE, "paper": BLACK}
JPEG = partial(Condition, suffix=".jpg")


def _sizes() -> list[Condition]:
    return [
        Condition(f"{side} pixels{words}", Look(side, fill=SMALL if side < 30 else (0.5, 0.85), **colours))
        for words, colours, sides in (
            ("", {}, (10, 16, 28, 64, 200, 600, 2000)),
            (", light on dark", LIGHT, (10, 16, 28, 64, 200, 600, 2000)),
        )
        for side in sides
    ]


def _pens() -> list[Condition]:
    pens = {16: (1, QUARTER), 28: (1, QUARTER), 64: (1, QUARTER), 200: (1, 3, QUARTER), 600: (1, 5, QUARTER)}
    pens[2000] = (1, 5, 20, QUARTER)
    return [
        Condition(
            f"{side} pixels, pen {f'{pen} px' if pen >= 1 else 'a quarter'}",
            Look(side, pen=pen, fill=SMALL if side < 30 else (0.5, 0.85)),
        )
        for side, some in pens.items()
        for pen in some
    ]


CONDITIONS = (
    *_sizes(),
    *_pens(),
    Condition("28 pixels, light on dark, pen 1 px", Look(28, pen=1, fill=SMALL, **LIGHT)),
    Condition("200 pixels, light on dark, pen a quarter", Look(200, pen=QUARTER, **LIGHT)),
    Condition("200 pixels, cut close", Look(200, fill=(0.97, 0.97))),
    Condition("200 pixels, the digit small", Look(200, fill=(0.15, 0.25))),
    JPEG("600 pixels, the digit small", Look(600, fill=(0.1, 0.2), noise=0.01)),
    Condition("200 pixels, squares", Look(200, squares=0.25, pen=0.09)),
    JPEG("600 pixels, squares", Look(600, squares=0.3, pen=0.04, noise=0.01)),
    JPEG("2000 pixels, squares", Look(2000, squares=0.3, pen=0.03, noise=0.02, fill=(0.25, 0.6))),
    JPEG("600 pixels, lines", Look(600, ruled=0.35, pen=0.04, noise=0.01)),
    JPEG("200 pixels, shadow", Look(200, shadow=0.6)),
    JPEG("600 pixels, shadow", Look(600, shadow=0.7, pen=0.05, noise=0.02)),
    JPEG("64 pixels, edge of a shadow", Look(64, edge=0.35)),
    JPEG("200 pixels, edge of a shadow", Look(200, edge=0.45)),
    JPEG("600 pixels, edge of a shadow", Look(600, edge=0.5, pen=0.05, noise=0.02)),
    Condition("200 pixels, blue on white", Look(200, ink=(0.15, 0.25, 0.75))),
    Condition("200 pixels, red on white", Look(200, ink=(0.9, 0.2, 0.2))),
    Condition("200 pixels, orange on white", Look(200, ink=(1.0, 0.7, 0.2), pen=0.06)),
    JPEG("200 pixels, light green on white", Look(200, ink=(0.5, 0.9, 0.5), pen=0.06)),
    JPEG("600 pixels, blue on yellow", Look(600, ink=(0.2, 0.3, 0.7), paper=(0.95, 0.88, 0.4), pen=0.05)),
    JPEG("600 pixels, red on blue of the same grey", Look(600, ink=(0.9, 0.3, 0.3), paper=(0.3, 0.5, 0.85), pen=0.08)),
    JPEG("600 pixels, pencil", Look(600, ink=(0.6, 0.6, 0.6), paper=(0.88, 0.87, 0.84), pen=0.025, noise=0.02)),
    JPEG("600 pixels, chalk", Look(600, ink=(0.85, 0.85, 0.8), paper=(0.15, 0.3, 0.22), pen=0.05, noise=0.04)),
    JPEG("28 pixels, JPEG of quality 30", Look(28, fill=SMALL, save={"quality": 30})),
    JPEG("64 pixels, JPEG of quality 10", Look(64, save={"quality": 10})),
    JPEG("200 pixels, JPEG of quality 5", Look(200, save={"quality": 5}, pen=0.05)),
    JPEG("600 pixels, noise", Look(600, noise=0.1, pen=0.05)),
    JPEG("600 pixels, tilted", Look(600, tilt=0.05, pen=0.06, fill=(0.4, 0.7))),
    JPEG("600 pixels, tilted, squares, shadow", Look(600, tilt=0.06, squares=0.2, shadow=0.5, pen=0.05, noise=0.02)),
    JPEG("2000 pixels, a photo with all this",
         Look(2000, tilt=0.06, squares=0.2, edge=0.4, shadow=0.3, pen=0.04, noise=0.03, fill=(0.3, 0.6))),
    Condition("64 pixels, a dark strip", Look(64, strips=(0,), fill=(0.5, 0.7))),
    Condition("200 pixels, a dark strip", Look(200, strips=(2,))),
    JPEG("600 pixels, two dark strips", Look(600, strips=(1, 2), pen=0.05)),
    JPEG("600 pixels, dark all around", Look(600, strips=(0, 1, 2, 3), pen=0.06, fill=(0.4, 0.7))),
    Condition("200 pixels, black on transparent", Look(200, save={"colour": (0, 0, 0)}), write=_save_transparent),
    Condition("200 pixels, white on transparent", Look(200, save={"colour": (1, 1, 1)}), write=_save_transparent),
    Condition("28 pixels, black on transparent",
              Look(28, fill=SMALL, save={"colour": (0, 0, 0)}), write=_save_transparent),
    JPEG("600 pixels, EXIF: turned right", Look(600, pen=0.06, save={"turn": (1, 6)}), write=_save_turned),
    JPEG("600 pixels, EXIF: upside down", Look(600, pen=0.06, save={"turn": (2, 3)}), write=_save_turned),
    Condition("400 pixels, four digits", Look(400), digits=4),
    JPEG("1200 pixels, four digits, squares", Look(1200, squares=0.25, pen=0.05, noise=0.02), digits=4),
)  # fmt: skip

WITHOUT_DIGITS = (
    Condition("blank, 28 pixels", Look(28), digits=0),
    Condition("blank, 200 pixels", Look(200), digits=0),
    JPEG("blank, 600 pixels, noise and shadow", Look(600, noise=0.03, shadow=0.6), digits=0),
    JPEG("blank, 600 pixels, edge of a shadow", Look(600, noise=0.02, edge=0.5), digits=0),
    Condition("dark, 200 pixels", Look(200, paper=(0.02, 0.02, 0.02)), digits=0),
    JPEG("dark, 600 pixels, noise", Look(600, paper=(0.05, 0.05, 0.06), noise=0.04), digits=0),
    Condition("squares, 200 pixels", Look(200, squares=0.3), digits=0),
    JPEG("squares, 600 pixels, shadow", Look(600, squares=0.3, shadow=0.5, noise=0.02), digits=0),
    JPEG("squares, 2000 pixels, tilted", Look(2000, squares=0.3, tilt=0.06, noise=0.02), digits=0),
    JPEG("lines, 600 pixels", Look(600, ruled=0.4, noise=0.01), digits=0),
    JPEG("lines, 600 pixels, tilted", Look(600, ruled=0.35, tilt=0.06), digits=0),
    JPEG("paper on a table, 600 pixels", Look(600, tilt=0.06, noise=0.02), digits=0),
)
