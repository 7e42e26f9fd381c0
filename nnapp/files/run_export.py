"""Exporting the settings and the figures of a run."""

import json
from collections.abc import Sequence
from pathlib import Path

from nnapp.files.atomic import check_writable, explained, replace_file
from nnapp.files.errors import RunError
from nnapp.files.run_folder import curve_as_csv
from nnapp.files.run_settings import RunSettings, run_settings_as_json
from nnapp.nn.reports import EpochFigures


def export_settings(path: Path, settings: RunSettings) -> None:
    """Write ``settings`` to ``path`` for ``nnapp train --settings``.

    Raises:
        RunError: it cannot be written.
    """
    export_bytes(path, (json.dumps(run_settings_as_json(settings), indent=2) + "\n").encode())


def export_curve(path: Path, curve: Sequence[EpochFigures]) -> None:
    """Write the figures of each epoch to ``path`` as CSV.

    Raises:
        RunError: it cannot be written.
    """
    export_bytes(path, curve_as_csv(curve).encode())


def check_export(path: Path) -> None:
    """Check, before a long training, that figures can be written to ``path``.

    Raises:
        RunError: they cannot; says why.
    """
    with explained(path, RunError):
        check_writable(path)


def export_bytes(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path``.

    Raises:
        RunError: it cannot be written.
    """
    with explained(path, RunError):
        replace_file(path, content)
