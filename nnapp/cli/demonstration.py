"""What ``nnapp`` shows without a display: the network at work, drawn in characters."""

import sys
from itertools import zip_longest

from nnapp.cli.output import bar_lines, picture_lines, verdict
from nnapp.digits.datasets import COURSE_DIGITS, load_course_digits
from nnapp.digits.drawing import Drawing
from nnapp.files.weight_file import load_weights
from nnapp.locations import default_weights

WITHOUT_A_WINDOW = """\
These commands need no window:
  nnapp predict FILE...   recognise the digits in pictures and drawings
  nnapp train             train a network on MNIST and save its weights
  nnapp evaluate          measure a network on MNIST's test digits, or on other data
  nnapp info FILE         show what a weight file holds
"""


def demonstrate(problem: str) -> int:
    """Print why there is no window and the default network's answers to the course's six digits; return 0."""
    recogniser = load_weights(default_weights()).recogniser
    sizes = "-".join(str(size) for size in recogniser.network.sizes)
    lines = [problem, f"Here is the same network ({sizes}) at work on the first six digits of MNIST.", ""]
    for label, ink in zip(COURSE_DIGITS, load_course_digits(), strict=True):
        recognition = recogniser.recognise(Drawing(picture=ink))
        beside = [f"a {label}: {verdict(recogniser, recognition)}", "", *bar_lines(recogniser, recognition)]
        for left, right in zip_longest(picture_lines(ink), beside, fillvalue=""):
            lines.append(f"{left:28}  {right}".rstrip())
        lines.append("")
    sys.stdout.write("\n".join(lines) + "\n" + WITHOUT_A_WINDOW)
    return 0
