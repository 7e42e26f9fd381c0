"""Print how long it takes to write 20,000 drawings and to prepare them for the network.

Run it with ``python tests/benchmarks/handwriting_speed.py``.
"""

import time

from nnapp.digits.handwriting import write_digits
from nnapp.digits.preparations import DEFAULT_PREPARATION

COUNT = 20_000


def main() -> None:
    """Write and measure."""
    started = time.perf_counter()
    for _ in write_digits(COUNT, 1, DEFAULT_PREPARATION):
        pass
    print(f"{COUNT:,} drawings in {time.perf_counter() - started:.1f} s")


if __name__ == "__main__":
    main()
