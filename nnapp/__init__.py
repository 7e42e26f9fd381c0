"""nnapp: draw a digit and watch a small neural network recognise it."""

import os

__version__ = "0.1.0"

# The matrices of a small network are so small that a second BLAS thread doubles the time of an epoch.
# NumPy reads these when it is first imported, so they are set here, before any module imports it.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
