"""The same abilities without a window: ``nnapp predict``, ``train``, ``evaluate`` and ``info``."""

from nnapp.cli.main import main

__all__ = ["main"]
