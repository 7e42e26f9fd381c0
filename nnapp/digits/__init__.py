"""Handwritten digits: ink, its preparation for the network, and data sets. NumPy and Pillow only."""
