"""Runs the commands as a user does: their arguments, their output and their exit status."""

import io
import json
import os
import subprocess
import sys
import threading
from contextlib import chdir, redirect_stderr, redirect_stdout

import pytest

from nnapp.cli.main import main

SEVEN = {"label": 7, "strokes": [[[6, 6], [20, 6], [15, 14], [11, 24]]]}


def nnapp_process(*arguments, cwd=None, **environment):
    return subprocess.run(
        [sys.executable, "-m", "nnapp", *map(str, arguments)],
        capture_output=True, text=True, cwd=cwd, timeout=120, env={**os.environ, **environment}, check=False,
    )  # fmt: skip


def nnapp(*arguments, cwd=".", columns=80):
    """Run the command in this process, which is sooner done, and wait for what its progress bars leave running."""
    before = set(threading.enumerate())
    outputs = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2)]
    with (
        pytest.MonkeyPatch.context() as patch, chdir(cwd),
        redirect_stdout(outputs[0]), redirect_stderr(outputs[1]),
    ):  # fmt: skip
        patch.setenv("COLUMNS", str(columns))
        try:
            code = main(lambda: 0, [str(argument) for argument in arguments])
        except SystemExit as end:
            code = end.code
    for thread in set(threading.enumerate()) - before:
        thread.join(timeout=10)
    written = []
    for output in outputs:
        output.flush()
        written.append(output.buffer.getvalue().decode())
    return subprocess.CompletedProcess(arguments, code, *written)


def lines(result):
    assert result.returncode == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]
