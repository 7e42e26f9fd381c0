"""Moving the sliders of the What if page."""

from PySide6.QtWidgets import QSlider


def slide(inside, name, value):
    inside.find(name, QSlider).setValue(value)
