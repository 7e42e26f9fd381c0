# Before any module imports NumPy, as it decides how many threads NumPy computes with.
import nnapp  # noqa: F401
