"""The network, in NumPy only.

Read the modules in this order: ``activations``, ``losses``, ``network``, ``optimizers``,
``training``, ``evaluation``. No file here knows of windows, files on disk or pictures.
"""
