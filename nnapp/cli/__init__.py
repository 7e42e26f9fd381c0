"""The same abilities without a window: ``nnapp predict``, ``train``, ``finetune``, ``evaluate`` and ``info``."""
