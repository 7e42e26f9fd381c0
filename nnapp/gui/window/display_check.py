"""Whether a window can be opened at all, found out without risking this process.

When Qt cannot reach a display or lacks a system library it aborts the interpreter, so another
process tries first.
"""

import os
import subprocess
import sys
from typing import Final

TRIAL: Final = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"
LONGEST_TRIAL: Final = 20.0
"""Seconds; a display that does not answer within them is none."""

SYSTEM_LIBRARIES: Final = (
    "apt install libegl1 libgl1 libdbus-1-3 libfontconfig1 libxkbcommon-x11-0 "
    "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0"
)
"""As the README has them."""


def display_problem() -> str | None:
    """Return one sentence that says why no window can be opened, or None when one can."""
    if not sys.platform.startswith("linux"):
        return None
    if not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        return "nnapp found no display to open its window on."
    try:
        trial = subprocess.run(  # noqa: S603 - the interpreter itself and a constant
            [sys.executable, "-c", TRIAL], capture_output=True, text=True, timeout=LONGEST_TRIAL, check=False
        )
    except subprocess.TimeoutExpired:
        return "nnapp found a display that does not answer, so it cannot open its window."
    if trial.returncode == 0:
        return None
    # Qt adds its advice on libraries to every failure, so the plain one is looked for first.
    if "could not connect to display" not in trial.stderr and (
        "cannot open shared object file" in trial.stderr or "is needed to load" in trial.stderr
    ):
        return f"Qt needs a system library that is missing; on Debian: {SYSTEM_LIBRARIES}"
    return "nnapp cannot reach a display to open its window on."
