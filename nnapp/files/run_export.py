"""What is taken out of a run: its settings, its figures."""

import json
from collections.abc import Sequence
from pathlib import Path

from nnapp.files.atomic import replace_file
from nnapp.files.errors import RunError
from nnapp.files.run_folder import curve_as_csv
from nnapp.files.run_settings import RunSettings, run_settings_as_json
from nnapp.nn.reports import EpochFigures


def export_settings(path: Path, settings: RunSettings) -> None:
    """Write ``settings`` to ``path`` as ``nnapp train --settings`` reads them.

    Raises:
        RunError: it cannot be written.
    """
    _write(path, json.dumps(run_settings_as_json(settings), indent=2) + "\n")


def export_curve(path: Path, curve: Sequence[EpochFigures]) -> None:
    """Write the figures of each epoch to ``path`` as CSV.

    Raises:
        RunError: it cannot be written.
    """
    _write(path, curve_as_csv(curve))


def _write(path: Path, text: str) -> None:
    try:
        replace_file(path, text.encode())
    except OSError as error:
        reason = (error.strerror or "the disk does not answer").lower()
        raise RunError(f"{path} cannot be written: {reason}.") from error
