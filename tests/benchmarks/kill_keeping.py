"""Kill 200 processes while they keep drawings on top of 5,000, and print how many drawings are lost.

Run it with ``python -m tests.benchmarks.kill_keeping``.
"""

import tempfile
from pathlib import Path

from tests.files.test_kill_keeping import kill_keeping

KILLS, KEPT_BEFORE = 200, 5_000


def main() -> None:
    """Kill, read, count."""
    with tempfile.TemporaryDirectory() as folder:
        kept, lost, unreported, damaged = kill_keeping(Path(folder), KILLS, KEPT_BEFORE)
    print(
        f"{KEPT_BEFORE:,} drawings and {kept:,} more that were reported as kept, {KILLS} processes killed: "
        f"{lost} lost; of the {KILLS} being kept {unreported} are there all the same and {damaged} are half a line"
    )


if __name__ == "__main__":
    main()
