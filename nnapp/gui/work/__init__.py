"""What runs beside the window: training, measuring, the library of runs. No widgets."""
