"""Made-up thumbnails, for what shows them."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class Shades:
    """Grey pictures, each as dark as its row says; 0.0 stands for a place without a picture."""

    shades: tuple[float, ...]
    dashed: tuple[int, ...] = ()
    """The rows whose frame is dashed."""

    scale, lines, dash_colour = 1, 1, "opposes"
    longest_words, longest_numbers = ("0.00",), ()

    def __len__(self):
        return len(self.shades)

    def has_picture(self, row):
        return self.shades[row] > 0

    def ink(self, row):
        return np.full((28, 28), self.shades[row], np.float32)

    def captions(self, row):
        return [(f"{self.shades[row]:.2f}", "")]

    def is_dashed(self, row):
        return row in self.dashed

    def look(self, row):
        return self.shades[row]

    def sentence(self, row):
        return f"A shade of {self.shades[row]:.2f} <b>."

    def rows(self):
        yield ["shade"]
        yield from ([shade] for shade in self.shades)
