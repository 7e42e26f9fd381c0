"""Made-up writers: each writes every digit in a way of their own, never twice quite alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from nnapp.digits.drawing import Drawing
from nnapp.digits.drawings_file import as_line, strokes_as_json
from nnapp.digits.handwriting import Points, Warp, load_templates, warped
from nnapp.files.drawings_exchange import write_lines

OWN = Warp(
    bend=0.045, wander=0.02, tremor=0.0, shift=0.025, overshoot=0.06, stretch=0.0, balance=0.08, slant=0.0, turn=0.0
)
"""How far the way in which one person writes a digit is from its template."""
AGAIN = Warp(
    bend=0.022, wander=0.01, tremor=0.003, shift=0.012, overshoot=0.03, stretch=0.1, balance=0.04,
    slant=0.1, turn=0.045, rounding=1.5,
)  # fmt: skip
"""How much a drawing differs from the last one of the same digit and person."""


@dataclass(frozen=True)
class Writer:
    """A person who writes one form of each digit, with a slant, proportions and a pen of their own."""

    ways: tuple[tuple[Points, ...], ...]
    """The strokes of each digit, from 0 to 9, (40, 2) each; the digit is about 1 high."""

    @classmethod
    def number(cls, seed: int) -> "Writer":
        """Return a writer; the same ``seed`` gives the same one."""
        rng = np.random.default_rng([seed, 0])
        slant, width = rng.normal(0, 0.3), np.exp(rng.normal(0, 0.25))
        turn = rng.normal(0, 0.1)
        lean = np.array([[width, 0.0], [-slant, 1.0]]) @ np.array(
            [[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]]
        )
        ways = []
        for digit in range(10):
            templates = [template for template in load_templates() if template.digit == digit]
            template = templates[rng.integers(len(templates))]
            strokes = warped([stroke[None] for stroke in template.strokes], OWN, rng)
            shape = np.concatenate(strokes)[..., :]
            low, size = shape.min(axis=(0, 1)), np.ptp(shape[..., 1])
            ways.append(tuple((stroke[0] - low) / size @ lean for stroke in strokes))
        return cls(tuple(ways))

    def write(self, each: int, seed: int) -> list[tuple[Drawing, int]]:
        """Return ``each`` drawings of every digit; the same ``seed`` gives the same ones."""
        rng = np.random.default_rng([seed, 1])
        written = []
        for digit, strokes in enumerate(self.ways):
            again = warped([np.repeat(stroke[None], each, axis=0) for stroke in strokes], AGAIN, rng)
            written += [
                (Drawing(tuple(stroke.astype(np.float32) for stroke in drawing)), digit)
                for drawing in zip(*again, strict=True)
            ]
        return written


def write_jsonl(path: Path, drawings: Sequence[tuple[Drawing, int]]) -> Path:
    """Write ``drawings`` with their labels to ``path``, and return it."""
    write_lines(path, (as_line(strokes_as_json(drawing), label) for drawing, label in drawings))
    return path
