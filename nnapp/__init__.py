"""nnapp: draw a digit and watch a small neural network recognise it."""

__version__ = "0.1.0"
