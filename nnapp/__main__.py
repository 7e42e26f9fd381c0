"""``python -m nnapp`` is the same as ``nnapp``."""

import sys

from nnapp.cli import main

if __name__ == "__main__":
    sys.exit(main())
