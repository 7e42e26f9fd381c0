"""The same abilities without a window: ``nnapp predict``, ``train``, ``evaluate`` and ``info``."""
