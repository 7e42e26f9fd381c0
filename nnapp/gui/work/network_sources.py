"""Networks to choose from: those that ship, and those of the newest runs."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from nnapp.files.weight_file import WeightFile, load_weights
from nnapp.gui.work.run_library import RunLibrary
from nnapp.locations import SHIPPED_NETWORKS, shipped_weights

MOST_RUNS: Final = 12


@dataclass(frozen=True)
class NetworkSource:
    """Where a network is read from."""

    name: str
    """What people call it."""
    path: Path
    """Its weight file."""
    run: str = ""
    """The key of the run that it comes from, if it comes from one."""

    def read(self, library: RunLibrary) -> WeightFile:
        """Return the network; that of a run, from ``library``, knows its data.

        Raises:
            WeightFileError: it cannot be read.
            RunError: its run is gone or damaged.
        """
        return library.folder(self.run).read_network() if self.run else load_weights(self.path)


def shipped_sources() -> Iterator[NetworkSource]:
    """Yield the networks that ship."""
    for key, name, _ in SHIPPED_NETWORKS:
        yield NetworkSource(name, shipped_weights(key))


def run_sources(library: RunLibrary) -> Iterator[NetworkSource]:
    """Yield the networks of the newest runs of ``library``."""
    for run in [run for run in library.runs() if run.has_network][:MOST_RUNS]:
        yield NetworkSource(run.about.name, library.folder(run.key).network_path, run.key)
