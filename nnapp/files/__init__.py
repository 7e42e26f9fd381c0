"""Reading and writing files of weights, data and training runs. Start with ``weight_file``."""
