"""Kill 200 processes while they save, and print which network was found afterwards.

Run it with ``python -m tests.benchmarks.kill_saves``.
"""

import tempfile
from pathlib import Path

from tests.files.test_kill import kill_saves

KILLS = 200


def main() -> None:
    """Kill, open, count, for each format that is nnapp's own."""
    for suffix in (".safetensors", ".npz", ".json"):
        with tempfile.TemporaryDirectory() as folder:
            last, following = kill_saves(Path(folder), KILLS, suffix)
        print(f"{suffix}: opened {last + following} times of {KILLS}; the last network {last}, the next {following}")


if __name__ == "__main__":
    main()
