"""The program ``nnapp``: the window, or a command without one."""

import sys

from nnapp.cli.demonstration import demonstrate
from nnapp.cli.main import main as run_command_line


def open_window() -> int:
    """Open the window; without a display, show the same network at work in the terminal."""
    # Qt takes a while to import, and the commands need none of it.
    from nnapp.gui.window.display_check import display_problem

    problem = display_problem()
    if problem is not None:
        return demonstrate(problem)
    from nnapp.gui.window.app import run

    return run()


def main() -> int:
    """Run ``nnapp`` as the command line asks and return the exit status."""
    return run_command_line(open_window)


if __name__ == "__main__":
    sys.exit(main())
