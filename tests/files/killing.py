"""Programs that are killed while they write."""

import signal
import subprocess
import sys
import time


def lines_until_killed(program, arguments, rng):
    """Run a Python ``program``, kill it soon after its first line, and return what it printed.

    A line that was not finished reports nothing.
    """
    command = [sys.executable, "-c", program, *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        printed = process.stdout.readline()
        time.sleep(rng.uniform(0, 0.03))
        process.send_signal(signal.SIGKILL)
        printed += process.stdout.read()
    assert printed, "the program printed nothing"
    return [line.strip() for line in printed.splitlines(keepends=True) if "\n" in line]
