"""The six digits of the course as drawings, which lessons show in place of the person's own."""

from typing import Final

from nnapp.digits.datasets import COURSE_DIGITS, load_course_digits
from nnapp.digits.drawing import Drawing

OWN: Final = "drawing"
"""How lessons call the person's own drawing."""


def course_drawings() -> dict[str, Drawing]:
    """Return the digits by the names that lessons use: "5"."""
    samples = zip(COURSE_DIGITS, load_course_digits(), strict=True)
    return {f"{digit}": Drawing(picture=ink) for digit, ink in samples}
