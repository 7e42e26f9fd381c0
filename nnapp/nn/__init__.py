"""A neural network in NumPy, written to be read.

Read the modules in this order: ``activations``, ``losses``, ``network``, ``parameters``,
``optimizers``, ``learning``.
``learning`` holds the five steps of training in one function. The symbols in the formulas, and the names
that stand for them in the code, are in ``symbols``.

What drives training (epochs, progress, stop rules) is in ``training``; ``inspect`` holds what is only ever
shown. Nothing here knows about windows, files or pictures.
"""
