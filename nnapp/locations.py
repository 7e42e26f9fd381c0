"""Where the data that ships with nnapp lies, in a checkout or inside an installed wheel, and where its cache is."""

import os
import sys
from pathlib import Path
from typing import Final


def _folder(name: str) -> Path:
    package = Path(__file__).parent
    installed = package / name
    # In a checkout, an editable install included, the folders are next to the package.
    return installed if installed.is_dir() else package.parent / name


def cache_folder() -> Path:
    """Return the folder for what can be made again: of this user, and in the place that the system has for it."""
    chosen = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if chosen.is_absolute():
        return chosen / "nnapp"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "nnapp" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "nnapp"
    return Path.home() / ".cache" / "nnapp"


def resources_folder() -> Path:
    """Return the folder of MNIST, fonts and other data."""
    return _folder("resources")


def lessons_folder() -> Path:
    """Return the folder of the lessons of the course."""
    return resources_folder() / "lessons"


def models_folder() -> Path:
    """Return the folder of the weight files that ship."""
    return _folder("models")


SHIPPED_NETWORKS: Final = (
    ("default", "784-15-10", "the network of the course"),
    ("64", "784-64-10", "more neurons, fewer mistakes"),
    ("64-32", "784-64-32-10", "two hidden layers"),
    ("directions", "784-15-10, directions", "better inputs, fewer mistakes"),
    ("directions-64", "784-64-10, directions", "the fewest mistakes"),
)
"""The weight files that ship; what people call the networks in them, by their layers, inputs first; what they are.

The window opens with the first one; the last one reads best.
"""


def shipped_weights(name: str) -> Path:
    """Return the weight file of that name among ``SHIPPED_NETWORKS``."""
    return models_folder() / f"{name}.safetensors"


def default_weights() -> Path:
    """Return the weight file that the window opens with."""
    return shipped_weights("default")


def best_weights() -> Path:
    """Return the weight file of the network that reads best, for where only the answer counts."""
    return shipped_weights(SHIPPED_NETWORKS[-1][0])
