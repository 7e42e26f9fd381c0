"""What is taken out of a run: its settings, its figures."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from nnapp.files.atomic import check_writable, replace_file
from nnapp.files.errors import RunError
from nnapp.files.reading import reason
from nnapp.files.run_folder import curve_as_csv
from nnapp.files.run_settings import RunSettings, run_settings_as_json
from nnapp.nn.reports import EpochFigures


def export_settings(path: Path, settings: RunSettings) -> None:
    """Write ``settings`` to ``path`` as ``nnapp train --settings`` reads them.

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
    """Find out before a long training whether figures could be written to ``path``.

    Raises:
        RunError: they could not; says why.
    """
    with _explained(path):
        check_writable(path)


def export_bytes(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path``.

    Raises:
        RunError: it cannot be written.
    """
    with _explained(path):
        replace_file(path, content)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise RunError(f"{path} cannot be written: {reason(error)}.") from error
